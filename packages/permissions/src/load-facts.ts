import { patternsNaming } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import { compileFacts } from "./compile-facts.ts";
import type { CompiledFacts } from "./compiled-facts.ts";
import { FactsPool } from "./facts-pool.ts";
import { type FactsRow, factsOfMany, factsOfOne, type Owned } from "./facts-row.ts";
import { factsAsOfStatement, factsNamingStatement, factsOfManyStatement, factsStatement } from "./facts-statement.ts";
import type { RawFacts } from "./raw-facts.ts";

/** What decides for one user, and the epoch that it stands for. */
export interface LoadedFacts {
  readonly epoch: number;
  readonly raw: RawFacts;
  /** Of everybody who delegates to the user, directly or further up a line, at the same epoch. */
  readonly delegators: readonly RawFacts[];
}

/** What {@link loadFactsAsOf} goes back to. */
export interface PastInstant {
  readonly epoch: number;
  /** By which windows count, and whether somebody was there yet. */
  readonly at: Date;
}

/** People of one epoch. */
interface Snapshot {
  readonly epoch: number;
  readonly people: ReadonlyMap<string, RawFacts>;
}

/** What a statement takes beside tenant and people. */
type Parameter = string | number | string[];

// So many at once keep a statement under some tens of milliseconds.
const mostAtOnce = 200;
// A transaction that writes sees each commit at once; rights that change faster than they are read are no use to it.
const mostAttempts = 5;

/**
 * Reads what decides for one user of the transaction's tenant; a user who does not exist is an inactive one. One
 * statement, and another one where somebody delegates to the user.
 *
 * @throws AppError `service.unavailable` when others change rights faster than they can be read
 */
export async function loadFacts(tx: TenantTransaction, userId: string): Promise<LoadedFacts> {
  return atOneEpoch(async () => {
    const [row] = await tx.sql.unsafe<FactsRow[]>(factsStatement, [tx.tenantId, userId]);
    if (row === undefined) throw new Error(`tenant ${tx.tenantId} has no permission epoch`);
    const [epoch, raw] = [Number(row.epoch), factsOfOne(tx.tenantId, userId, row)];
    const delegatorIds = delegatorsOf(raw);
    if (delegatorIds.length === 0) return { epoch, raw, delegators: [] };
    const delegators = await readPeople(tx, delegatorIds, factsOfManyStatement, []);
    return delegators?.epoch === epoch ? linked(epoch, raw, delegators.people) : null;
  });
}

/**
 * {@link loadFacts} of many at one epoch, in the order asked for: a statement for each 200, and as many for their
 * delegators.
 *
 * @param codes the permissions that will be asked for: no grant of another is read, and nothing else may be asked.
 * @throws AppError `service.unavailable` when others change rights faster than they can be read
 */
export function loadFactsOf(
  tx: TenantTransaction,
  userIds: readonly string[],
  codes?: readonly string[],
): Promise<LoadedFacts[]> {
  if (codes === undefined) return loadMany(tx, userIds, factsOfManyStatement, []);
  return loadMany(tx, userIds, factsNamingStatement, [[...new Set(codes.flatMap(patternsNaming))]]);
}

/**
 * What decided for one user at an epoch of the past, as it was loaded then.
 *
 * @throws AppError `permission.epoch_behind` when that epoch is yet to come
 */
export async function loadFactsAsOf(tx: TenantTransaction, userId: string, when: PastInstant): Promise<LoadedFacts> {
  const [loaded] = await loadFactsOfAsOf(tx, [userId], when);
  if (loaded === undefined) throw new Error(`tenant ${tx.tenantId} has no permission epoch`);
  return loaded;
}

/** {@link loadFactsAsOf} of many, in the order asked for. */
export async function loadFactsOfAsOf(
  tx: TenantTransaction,
  userIds: readonly string[],
  { epoch, at }: PastInstant,
): Promise<LoadedFacts[]> {
  const [row] = await tx.sql.unsafe<{ epoch: string }[]>(
    "select epoch from gloria.permission_epochs where tenant_id = $1::uuid",
    [tx.tenantId],
  );
  const current = Number(row?.epoch ?? 0);
  if (epoch > current) throw new AppError("permission.epoch_behind", { epoch: current, atLeast: epoch });
  return loadMany(tx, userIds, factsAsOfStatement, [epoch, at.toISOString()]);
}

/**
 * Raw facts with their delegators' → what `decide` reads.
 *
 * @param at milliseconds, by the clock of the database.
 * @param pool parts shared by users of the same tenant and epoch.
 */
export function compileLoaded(
  { raw, delegators }: LoadedFacts,
  at: number,
  pool: FactsPool = new FactsPool(),
): CompiledFacts {
  if (delegators.length === 0) return compileFacts(raw, at, pool);
  // What was delegated to a delegator stands in the user's own facts, so theirs need none of it.
  const compiled = new Map(delegators.map((each) => [each.userId, compileFacts(each, at, pool)]));
  return compileFacts(raw, at, pool, compiled);
}

async function loadMany(
  tx: TenantTransaction,
  userIds: readonly string[],
  statement: string,
  more: readonly Parameter[],
): Promise<LoadedFacts[]> {
  const wanted = [...new Set(userIds)];
  if (wanted.length === 0) return [];
  return atOneEpoch(async () => {
    const asked = await readPeople(tx, wanted, statement, more);
    if (asked === null) return null;
    const others = [...new Set([...asked.people.values()].flatMap(delegatorsOf))].filter((id) => !asked.people.has(id));
    const found = others.length === 0 ? asked : await readPeople(tx, others, statement, more);
    if (found?.epoch !== asked.epoch) return null;
    const people = new Map([...found.people, ...asked.people]);
    return userIds.flatMap((id) => {
      const raw = people.get(id);
      return raw === undefined ? [] : [linked(asked.epoch, raw, people)];
    });
  });
}

/** Null when the parts were not all read at the same epoch. */
async function readPeople(
  tx: TenantTransaction,
  userIds: readonly string[],
  statement: string,
  more: readonly Parameter[],
): Promise<Snapshot | null> {
  const people = new Map<string, RawFacts>();
  const epochs = new Set<number>();
  for (let from = 0; from < userIds.length; from += mostAtOnce) {
    const part = userIds.slice(from, from + mostAtOnce);
    const [row] = await tx.sql.unsafe<FactsRow<Owned>[]>(statement, [tx.tenantId, part, ...more]);
    if (row === undefined) throw new Error(`tenant ${tx.tenantId} has no permission epoch`);
    for (const [userId, raw] of factsOfMany(tx.tenantId, part, row)) people.set(userId, raw);
    epochs.add(Number(row.epoch));
  }
  const [epoch] = epochs;
  return epoch === undefined || epochs.size > 1 ? null : { epoch, people };
}

/** Statements of a transaction that writes see what others commit in between: then all is read again. */
async function atOneEpoch<Result>(read: () => Promise<Result | null>): Promise<Result> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const result = await read();
    if (result !== null) return result;
  }
  throw new AppError("service.unavailable");
}

function delegatorsOf({ delegations }: RawFacts): string[] {
  return [...new Set(delegations.map(({ delegatorId }) => delegatorId))];
}

function linked(epoch: number, raw: RawFacts, people: ReadonlyMap<string, RawFacts>): LoadedFacts {
  return { epoch, raw, delegators: delegatorsOf(raw).flatMap((id) => people.get(id) ?? []) };
}
