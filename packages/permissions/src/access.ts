import type { PermissionCode, PermissionScope } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { CompiledFacts } from "./compiled-facts.ts";
import type { RequestAttributes } from "./condition.ts";
import { decide, permissionOf } from "./decide.ts";
import type { Decision, Query } from "./decision.ts";
import { type EffectivePermission, effective } from "./effective.ts";
import { type Explanation, explain } from "./explain.ts";
import { filterFor } from "./filter-for.ts";
import { and, anyRow, noRow, or, type RowFilter, rowInSchools, schoollessRow } from "./row-filter.ts";
import type { Region, Target } from "./scope-match.ts";

/** What one request may do, at the epoch and the time of its transaction. Not to be kept beyond it. */
export interface Access {
  /** Null for a part of Gloria itself, which may do everything inside the tenant. */
  readonly userId: string | null;
  readonly epoch: number | null;
  /** Without a target: is it allowed anywhere at all? For menus only. */
  check(code: PermissionCode, target?: Target): Decision;
  can(code: PermissionCode, target?: Target): boolean;
  /** The whole region must be covered. */
  checkRegion(code: PermissionCode, region: Region): Decision;
  /** A code from outside; one that does not exist is refused. */
  checkText(query: Query): Decision;
  /**
   * Throws `auth.person_inactive` or `auth.tenant_inactive` when the person or the tenant may do nothing at all (any
   * more): a token outlives a suspension, so whoever asks about themselves is refused too.
   */
  assertActive(): void;
  /** Throws `access.denied` with the permission, the scope that would be needed and the reason. */
  assert(code: PermissionCode, target?: Target): void;
  assertRegion(code: PermissionCode, region: Region): void;
  effective(): readonly EffectivePermission[];
  /** {@link checkText} with its reasons; null for a part of Gloria itself, which needs none. */
  explain(query: Query): Explanation | null;
  /** The rows of a list that may be seen, narrowed to the chosen school where the request names one. */
  filter(code: PermissionCode): RowFilter;
}

export interface AccessOptions {
  /** `X-Gloria-School`: narrows after the decision and never widens; what lies in no school stays in sight. */
  readonly schoolId: string | null;
  /** Throw on a code that does not exist, for development. */
  readonly strict: boolean;
  /** Somebody else looks through the user's eyes: what is sensitive is refused. */
  readonly impersonated?: boolean | undefined;
  /** For conditions; left out, those that read the request error. */
  readonly request?: RequestAttributes | undefined;
}

const impersonated: Decision = { allowed: false, layer: "GUARDRAIL", ruleId: null, reason: "impersonated" };

const outsideChosenSchool: Decision = {
  allowed: false,
  layer: "GUARDRAIL",
  ruleId: null,
  reason: "outside_chosen_school",
};

/** @param at milliseconds, by the clock of the database. */
export function accessOf(facts: CompiledFacts, epoch: number, at: number, options: AccessOptions): Access {
  const { request } = options;
  // Of the tenant's own permissions, too.
  const isSensitive = (code: string) => permissionOf(facts, code)?.sensitive === true;
  const decided = (query: Query): Decision => {
    const decision = decide(facts, query.request === undefined ? { ...query, request } : query, at);
    if (options.impersonated === true && decision.allowed && isSensitive(query.code)) return impersonated;
    return decision.allowed && isOutside(query, options.schoolId) ? outsideChosenSchool : decision;
  };
  const known = (query: Query): Decision => {
    const decision = decided(query);
    if (options.strict && decision.reason === "unknown_permission") {
      throw new Error(`"${query.code}" is not a permission of the catalogue`);
    }
    return decision;
  };
  const explained = (query: Query): Explanation => {
    const explanation = explain(facts, query.request === undefined ? { ...query, request } : query, at, epoch);
    return { ...explanation, decision: decided(query) };
  };
  const sensitive: (() => Explanation)[] = [];
  const check: Access["check"] = (code, target) => known(target === undefined ? { code } : { code, target });
  const checkRegion: Access["checkRegion"] = (code, region) => known({ code, region });
  const access: Access = {
    userId: facts.userId,
    epoch,
    check,
    can: (code, target) => check(code, target).allowed,
    checkRegion,
    checkText: decided,
    assertActive() {
      if (!facts.tenantActive) throw new AppError("auth.tenant_inactive");
      if (!facts.userActive) throw new AppError("auth.person_inactive");
    },
    assert(code, target) {
      const decision = check(code, target);
      const why = () => explained(target === undefined ? { code } : { code, target });
      if (!decision.allowed)
        throw denied(code, target === undefined ? null : scopeOf(target, facts.userId), decision, why);
      if (isSensitive(code)) sensitive.push(why);
    },
    assertRegion(code, region) {
      const decision = checkRegion(code, region);
      const why = () => explained({ code, region });
      if (!decision.allowed) throw denied(code, region.scope, decision, why);
      if (isSensitive(code)) sensitive.push(why);
    },
    effective() {
      const all = effective(facts, at, request);
      return options.impersonated === true ? all.filter(({ code }) => !isSensitive(code)) : all;
    },
    explain: explained,
    filter: (code) =>
      options.impersonated === true && isSensitive(code)
        ? noRow
        : narrow(rememberedFilter(facts, code, at, request), options.schoolId),
  };
  sensitiveAllows.set(access, sensitive);
  return access;
}

// By facts and permission: between the instant that facts were compiled for and their next window boundary, a filter
// is the same at every instant, unless a condition reads what differs.
const filters = new WeakMap<CompiledFacts, Map<PermissionCode, RowFilter>>();

function rememberedFilter(
  facts: CompiledFacts,
  code: PermissionCode,
  at: number,
  request: RequestAttributes | undefined,
): RowFilter {
  const differs = facts.readsNow || facts.readsRequest || at < facts.compiledAt || at >= facts.nextChangeAt;
  if (differs) return filterFor(facts, code, at, request);
  let known = filters.get(facts);
  if (known === undefined) {
    known = new Map();
    filters.set(facts, known);
  }
  let filter = known.get(code);
  if (filter === undefined) {
    filter = filterFor(facts, code, at);
    known.set(code, filter);
  }
  return filter;
}

/** For the named parts of Gloria (jobs, migrations, the CLI): they act for nobody, and are audited by name. */
export function systemAccess(options: Pick<AccessOptions, "schoolId">): Access {
  const allowed: Decision = { allowed: true, layer: null, ruleId: null, reason: "system_actor" };
  return {
    userId: null,
    epoch: null,
    check: () => allowed,
    can: () => true,
    checkRegion: () => allowed,
    checkText: () => allowed,
    assertActive: () => {},
    assert: () => {},
    assertRegion: () => {},
    effective: () => [],
    explain: () => null,
    filter: () => narrow(anyRow, options.schoolId),
  };
}

function narrow(filter: RowFilter, schoolId: string | null): RowFilter {
  return schoolId === null ? filter : and(filter, or(schoollessRow, rowInSchools([schoolId])));
}

function isOutside({ target, region }: Query, schoolId: string | null): boolean {
  if (schoolId === null) return false;
  if (region?.scope === "SCHOOL" || region?.scope === "DEPARTMENT") {
    return region.schoolId !== null && region.schoolId !== schoolId;
  }
  const schools = target?.schoolIds ?? [];
  return schools.length > 0 && !schools.includes(schoolId);
}

/** The narrowest scope that could reach the target. */
function scopeOf(target: Target, userId: string): PermissionScope {
  if (target.ownerId === userId) return "OWN";
  if ((target.departmentIds ?? []).length > 0) return "DEPARTMENT";
  return (target.schoolIds ?? []).length > 0 ? "SCHOOL" : "ALL";
}

function denied(
  permission: string,
  scopeNeeded: PermissionScope | null,
  decision: Decision,
  why: () => Explanation,
): AppError {
  const error = new AppError("access.denied", { permission, scopeNeeded, reason: decision.reason });
  denials.set(error, why);
  return error;
}

// Explained when somebody asks, which for most refusals and allows is never.
const denials = new WeakMap<AppError, () => Explanation>();
const sensitiveAllows = new WeakMap<Access, readonly (() => Explanation)[]>();

/** Why an `access.denied` was thrown; null for one that no {@link Access} threw. */
export function explanationOfDenial(error: AppError): Explanation | null {
  return denials.get(error)?.() ?? null;
}

/** Why everything sensitive was allowed that was asserted so far, in that order. */
export function explainSensitiveAllows(access: Access): Explanation[] {
  return (sensitiveAllows.get(access) ?? []).map((why) => why());
}
