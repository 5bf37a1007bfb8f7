import { type PermissionScope, permissionScopes } from "@gloria/contracts";
import type { Holding } from "./compiled-facts.ts";
import type { Question } from "./question.ts";
import type { Rule } from "./rule-chain.ts";
import { placeStatus } from "./rule-status.ts";

/** A scope over any one of these places; none of them for OWN and ALL. */
export interface PlaceNeed {
  readonly scope: PermissionScope;
  readonly schoolIds: readonly string[];
  readonly departmentIds: readonly string[];
}

/** The narrowest scope, no narrower than `least`, at which an ALLOW could cover what is asked. */
export function needOf(question: Question, least: PermissionScope): PlaceNeed {
  const { departmentIds, schoolIds, isOwn } = placesAsked(question);
  const from = permissionScopes.indexOf(least);
  const can = (scope: PermissionScope) => permissionScopes.indexOf(scope) >= from;
  if (isOwn && can("OWN")) return { scope: "OWN", schoolIds: [], departmentIds: [] };
  if (departmentIds.length > 0 && can("DEPARTMENT")) return { scope: "DEPARTMENT", schoolIds: [], departmentIds };
  if (schoolIds.length > 0 && can("SCHOOL")) return { scope: "SCHOOL", schoolIds, departmentIds: [] };
  return { scope: "ALL", schoolIds: [], departmentIds: [] };
}

/**
 * The narrowest wider scope by which the same rule would cover what is asked; null when it stands at another place (for
 * ALL, which is at no place, would cover anything), or is about another thing.
 */
export function widerNeed(rule: Rule, holding: Holding, question: Question): PlaceNeed | null {
  if (placeStatus({ ...rule, scope: "ALL" }, holding, question) !== "applies") return null;
  const { departmentId, schoolId } = holding.anchor;
  const wider = permissionScopes.slice(permissionScopes.indexOf(rule.scope) + 1);
  const scope = wider.find((wide) => placeStatus({ ...rule, scope: wide }, holding, question) === "applies");
  if (scope === "DEPARTMENT") return { scope, schoolIds: [], departmentIds: listOf(departmentId) };
  if (scope === "SCHOOL") return { scope, schoolIds: listOf(schoolId), departmentIds: [] };
  const need = needOf(question, rule.scope);
  return need.scope === "ALL" || rule.scope === "OWN" ? need : null;
}

function listOf(id: string | null): readonly string[] {
  return id === null ? [] : [id];
}

interface PlacesAsked {
  readonly departmentIds: readonly string[];
  readonly schoolIds: readonly string[];
  readonly isOwn: boolean;
}

function placesAsked({ facts, target, region }: Question): PlacesAsked {
  if (region === undefined) {
    return {
      departmentIds: target?.departmentIds ?? [],
      schoolIds: target?.schoolIds ?? [],
      isOwn: target === undefined || target.ownerId === facts.userId,
    };
  }
  const schoolId = region.scope === "SCHOOL" || region.scope === "DEPARTMENT" ? region.schoolId : null;
  return {
    departmentIds: region.scope === "DEPARTMENT" ? [region.departmentId] : [],
    schoolIds: listOf(schoolId),
    isOwn: region.scope === "OWN" && (region.ownerId ?? facts.userId) === facts.userId,
  };
}
