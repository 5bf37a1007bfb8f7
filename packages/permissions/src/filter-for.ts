import { holdingsOf } from "./answer.ts";
import type { CompiledFacts, Delegation, Holding } from "./compiled-facts.ts";
import type { CompiledCondition, RequestAttributes } from "./condition.ts";
import { permissionOf } from "./decide.ts";
import { conditionContext, type Inquiry } from "./question.ts";
import { refusedOutright } from "./refused-outright.ts";
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
import { standingStatus, windowStatus } from "./rule-status.ts";

/**
 * The rows for which `decide` allows `code` at `at` (ms): a row passes the filter exactly when a check with the row as
 * target (owner, departments, schools, resource and the attributes that conditions read all known) is allowed.
 */
export function filterFor(facts: CompiledFacts, code: string, at: number, request?: RequestAttributes): RowFilter {
  const permission = permissionOf(facts, code);
  return permission === null ? noRow : allowedRows({ facts, permission, at, request }, facts.delegations);
}

/** @param delegations those that count: all of the user's own, or the one that a further delegation hands on. */
function allowedRows(inquiry: Inquiry, delegations: readonly Delegation[]): RowFilter {
  const { facts, permission } = inquiry;
  if (refusedOutright(facts, permission) !== null) return noRow;
  const layers = [
    chainsVerdict(facts.direct, inquiry),
    { deny: noRow, allow: or(...delegations.map((delegation) => delegatedRows(delegation, inquiry))) },
    resourceVerdict(inquiry),
    chainsVerdict(facts.roles, inquiry),
    chainsVerdict(facts.positions, inquiry),
  ];
  const allowed = layers.reduceRight((below, layer) => and(not(layer.deny), or(layer.allow, below)), noRow);
  return and(not(forbiddenRows(inquiry)), allowed);
}

function forbiddenRows(inquiry: Inquiry): RowFilter {
  const named = inquiry.facts.guardrails?.namedBy(inquiry.permission.code) ?? [];
  return or(
    ...named
      .filter((guardrail) => windowStatus(guardrail, inquiry.at) === "applies")
      .map(({ resource, condition }) =>
        and(
          resource === null ? anyRow : isResource(resource.type, resource.id),
          rowsMeeting(condition, false, inquiry),
        ),
      ),
  );
}

/** What the delegator may, while each link above is open. */
function delegatedRows({ matches, from, until, delegator, parent }: Delegation, inquiry: Inquiry): RowFilter {
  const { permission, at } = inquiry;
  if (delegator === null || !permission.delegable || !matches(permission.code)) return noRow;
  if (windowStatus({ from, until }, at) !== "applies") return noRow;
  for (let link = parent; link !== null; link = link.parent) if (windowStatus(link, at) !== "applies") return noRow;
  return allowedRows({ ...inquiry, facts: delegator }, parent === null ? [] : [parent]);
}

/** The rows for which a condition lets its rule count: for what allows it must be true, for what forbids not false. */
function rowsMeeting(condition: CompiledCondition | null, allow: boolean, inquiry: Inquiry): RowFilter {
  if (condition === null) return anyRow;
  const rows = condition.rows(conditionContext(inquiry));
  return allow ? rows.isTrue : rows.isNotFalse;
}

/** The rows that a layer or a chain denies, and those that it allows; a row in neither is left to the next. */
interface Verdict {
  readonly deny: RowFilter;
  /** May hold rows that `deny` holds too: DENY wins. */
  readonly allow: RowFilter;
}

function chainsVerdict(holdings: readonly Holding[], inquiry: Inquiry): Verdict {
  const verdicts = holdings.map((holding) => chainVerdict(holding, inquiry));
  return { deny: or(...verdicts.map(({ deny }) => deny)), allow: or(...verdicts.map(({ allow }) => allow)) };
}

function chainVerdict(holding: Holding, inquiry: Inquiry): Verdict {
  const steps = holding.chain
    .stepsFor(inquiry.permission.code)
    .map((step) => rulesVerdict(step.rules, holding, inquiry));
  // The nearest step that says anything about a row hides the steps behind it.
  return steps.reduceRight<Verdict>(
    (farther, near) => ({
      deny: or(near.deny, and(not(near.allow), farther.deny)),
      allow: and(not(near.deny), or(near.allow, farther.allow)),
    }),
    { deny: noRow, allow: noRow },
  );
}

function resourceVerdict(inquiry: Inquiry): Verdict {
  const { facts, permission } = inquiry;
  if (!facts.hasResourceRules) return { deny: noRow, allow: noRow };
  const verdicts = holdingsOf(facts).map((holding) =>
    rulesVerdict(holding.chain.resourceRulesFor(permission.code), holding, inquiry),
  );
  return { deny: or(...verdicts.map(({ deny }) => deny)), allow: or(...verdicts.map(({ allow }) => allow)) };
}

function rulesVerdict(rules: readonly Rule[], holding: Holding, inquiry: Inquiry): Verdict {
  const standing = rules.filter((rule) => standingStatus(rule, holding, inquiry.permission, inquiry.at) === "applies");
  const rows = (allow: boolean) =>
    or(...standing.filter((rule) => rule.allow === allow).map((rule) => rowsOf(rule, holding, inquiry)));
  return { deny: rows(false), allow: rows(true) };
}

function rowsOf(rule: Rule, holding: Holding, inquiry: Inquiry): RowFilter {
  const { userId } = inquiry.facts;
  const place = rule.allow ? coveredRows(rule, holding, userId) : overlappedRows(rule, holding, userId);
  const thing = rule.resource === null ? anyRow : isResource(rule.resource.type, rule.resource.id);
  return and(thing, place, rowsMeeting(rule.condition, rule.allow, inquiry));
}

function coveredRows({ scope }: Rule, { anchor }: Holding, userId: string): RowFilter {
  if (scope === "ALL") return anyRow;
  if (scope === "OWN") return ownRow(userId);
  const departments = rowInDepartments(anchor.subtree ?? []);
  if (scope === "DEPARTMENT") return or(ownRow(userId), departments);
  return or(ownRow(userId), departments, rowInSchools(anchor.schoolId === null ? [] : [anchor.schoolId]));
}

function overlappedRows({ scope }: Rule, { anchor }: Holding, userId: string): RowFilter {
  if (scope === "ALL") return anyRow;
  if (scope === "OWN") return ownRow(userId);
  const departments = rowInDepartments(anchor.subtree ?? []);
  if (scope === "DEPARTMENT" && anchor.subtree !== null) return or(ownRow(userId), departments);
  return anchor.schoolId === null ? anyRow : or(ownRow(userId), departments, rowInSchools([anchor.schoolId]));
}
