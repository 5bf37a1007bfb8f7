import type { PermissionDefinition } from "@gloria/contracts";
import type { CompiledFacts, Holding } from "./compiled-facts.ts";
import { holdingsOf, permissionOf, refusedByGuardrail } from "./decide.ts";
import {
  and,
  anyRow,
  isResource,
  noRow,
  not,
  or,
  ownRow,
  type RowFilter,
  rowInDepartments,
  rowInSchools,
} from "./row-filter.ts";
import type { Rule } from "./rule-chain.ts";
import { standingStatus } from "./rule-status.ts";

/**
 * The rows for which `decide` allows `code` at `at` (ms): a row passes the filter exactly when a check with the row as
 * target (owner, departments, schools and resource all known) is allowed.
 */
export function filterFor(facts: CompiledFacts, code: string, at: number): RowFilter {
  const permission = permissionOf(facts, code);
  if (permission === null || refusedByGuardrail(facts, permission) !== null) return noRow;
  const layers = [
    chainsVerdict(facts.direct, permission, at),
    resourceVerdict(facts, permission, at),
    chainsVerdict(facts.roles, permission, at),
    chainsVerdict(facts.positions, permission, at),
  ];
  return layers.reduceRight((below, layer) => and(not(layer.deny), or(layer.allow, below)), noRow);
}

/** The rows that a layer or a chain denies, and those that it allows; a row in neither is left to the next. */
interface Verdict {
  readonly deny: RowFilter;
  /** May hold rows that `deny` holds too: DENY wins. */
  readonly allow: RowFilter;
}

function chainsVerdict(holdings: readonly Holding[], permission: PermissionDefinition, at: number): Verdict {
  const verdicts = holdings.map((holding) => chainVerdict(holding, permission, at));
  return { deny: or(...verdicts.map(({ deny }) => deny)), allow: or(...verdicts.map(({ allow }) => allow)) };
}

function chainVerdict(holding: Holding, permission: PermissionDefinition, at: number): Verdict {
  const steps = holding.chain
    .stepsFor(permission.code)
    .map((step) => rulesVerdict(step.rules, holding, permission, at));
  // The nearest step that says anything about a row hides the steps behind it.
  return steps.reduceRight<Verdict>(
    (farther, near) => ({
      deny: or(near.deny, and(not(near.allow), farther.deny)),
      allow: and(not(near.deny), or(near.allow, farther.allow)),
    }),
    { deny: noRow, allow: noRow },
  );
}

function resourceVerdict(facts: CompiledFacts, permission: PermissionDefinition, at: number): Verdict {
  if (!facts.hasResourceRules) return { deny: noRow, allow: noRow };
  const verdicts = holdingsOf(facts).map((holding) =>
    rulesVerdict(holding.chain.resourceRulesFor(permission.code), holding, permission, at),
  );
  return { deny: or(...verdicts.map(({ deny }) => deny)), allow: or(...verdicts.map(({ allow }) => allow)) };
}

function rulesVerdict(rules: readonly Rule[], holding: Holding, permission: PermissionDefinition, at: number): Verdict {
  const standing = rules.filter((rule) => standingStatus(rule, holding, permission, at) === "applies");
  const rows = (allow: boolean) =>
    or(...standing.filter((rule) => rule.allow === allow).map((rule) => rowsOf(rule, holding)));
  return { deny: rows(false), allow: rows(true) };
}

function rowsOf(rule: Rule, holding: Holding): RowFilter {
  const place = rule.allow ? coveredRows(rule, holding) : overlappedRows(rule, holding);
  return rule.resource === null ? place : and(isResource(rule.resource.type, rule.resource.id), place);
}

function coveredRows({ scope }: Rule, { anchor }: Holding): RowFilter {
  if (scope === "ALL") return anyRow;
  if (scope === "OWN") return ownRow;
  const departments = rowInDepartments(anchor.subtree ?? []);
  if (scope === "DEPARTMENT") return or(ownRow, departments);
  return or(ownRow, departments, rowInSchools(anchor.schoolId === null ? [] : [anchor.schoolId]));
}

function overlappedRows({ scope }: Rule, { anchor }: Holding): RowFilter {
  if (scope === "ALL") return anyRow;
  if (scope === "OWN") return ownRow;
  const departments = rowInDepartments(anchor.subtree ?? []);
  if (scope === "DEPARTMENT" && anchor.subtree !== null) return or(ownRow, departments);
  return anchor.schoolId === null ? anyRow : or(ownRow, departments, rowInSchools([anchor.schoolId]));
}
