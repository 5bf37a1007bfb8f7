import { permissionMatcher } from "@gloria/contracts";
import type { CompiledFacts, Delegation } from "./compiled-facts.ts";
import type { RawDelegation, RawFacts } from "./raw-facts.ts";

/** The longest line of delegations: one handed on twice. Whatever is handed on further is worth nothing. */
export const delegationDepthMax = 3;

/**
 * The delegations to the user, each with the line above it.
 *
 * @param delegators facts of everybody who delegates in these lines, compiled at the same epoch. What was delegated to
 * *them* is not read from there but from the user's own raw facts: so facts need no order to be compiled in, and a
 * circle of delegations is no circle of facts.
 */
export function linkDelegations(
  raw: Pick<RawFacts, "userId" | "delegations">,
  delegators: ReadonlyMap<string, CompiledFacts>,
): Delegation[] {
  const rows = new Map(raw.delegations.map((row) => [row.id, row]));
  return raw.delegations
    .filter((row) => row.delegateId === raw.userId)
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .map((row) => link(row, rows, delegators, [row.delegateId]));
}

/** @param line the delegate at its end, and everybody above up to this row's delegate. */
function link(
  row: RawDelegation,
  rows: ReadonlyMap<string, RawDelegation>,
  delegators: ReadonlyMap<string, CompiledFacts>,
  line: readonly string[],
): Delegation {
  const isSound = line.length <= delegationDepthMax && !line.includes(row.delegatorId);
  const parentRow = row.parentId === null || !isSound ? undefined : rows.get(row.parentId);
  const parent =
    parentRow?.delegateId === row.delegatorId ? link(parentRow, rows, delegators, [...line, row.delegatorId]) : null;
  const holds = isSound && (row.parentId === null || (parent !== null && parent.delegator !== null));
  const matchers = row.codes.map(permissionMatcher);
  return {
    id: row.id,
    delegatorId: row.delegatorId,
    delegateId: row.delegateId,
    codes: row.codes,
    matches: (code) => matchers.some((matches) => matches(code)),
    from: row.from ?? -Infinity,
    until: row.until ?? Infinity,
    parent,
    delegator: holds ? (delegators.get(row.delegatorId) ?? null) : null,
  };
}

/** The delegation itself, then what it hands on, up to whoever holds the right themselves. */
export function lineOf(delegation: Delegation): readonly Delegation[] {
  const line = [delegation];
  for (let link = delegation.parent; link !== null; link = link.parent) line.push(link);
  return line;
}
