import {
  type PermissionSimulation,
  type SimulatedRight,
  type SimulatePermissionsInput,
  simulatePermissionsInput,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import {
  assertEpochAtLeast,
  compileLoaded,
  type EffectivePermission,
  effective,
  FactsPool,
  type LoadedFacts,
  loadFactsOf,
} from "@gloria/permissions";
import type { z } from "zod";
import {
  decodeCursor,
  encodeCursor,
  insideOf,
  parseInput,
  readInTenant,
  type Services,
  textKey,
} from "../../platform/index.ts";
import { changeRights } from "../escalation/index.ts";
import { applyChange } from "./apply-change.ts";
import { answerOf } from "./check-permission.ts";
import { compareRights } from "./compare-rights.ts";
import { findAffected } from "./find-affected.ts";
import { findAffectedCodes } from "./find-affected-codes.ts";
import type { Candidate } from "./find-candidates.ts";
import { assertFound, prepareQuestions } from "./prepare-questions.ts";

type Questions = z.output<typeof simulatePermissionsInput>["questions"];

const sort = "name";

/**
 * Who would gain and lose what by some changes: they are made by the verbs that would make them for real, with all that
 * these ask of the caller, in a transaction that is always taken back. It holds the tenant's epoch while it reads what
 * decides before and after; what that gives to whom is worked out when the epoch is free again.
 *
 * Errors: `access.denied`, `permission.epoch_behind`, `request.bad_cursor`, those of the changes' verbs and, for the
 * questions, of a check.
 */
export async function simulatePermissions(
  services: Services,
  ctx: TenantContext,
  input: SimulatePermissionsInput,
): Promise<PermissionSimulation> {
  const { changes, questions, limit, cursor, atLeast } = parseInput(simulatePermissionsInput, input);
  const after = decodeCursor(cursor, sort, textKey);
  const tried = await changeRights(services, ctx, { dryRun: true }, async (tx, access) => {
    access.assert("permission:read");
    await assertEpochAtLeast(tx, atLeast);
    const { now } = await tx.opening;
    const [affected, codes] = await Promise.all([
      findAffected(tx, access, changes, { after, limit: limit + 1 }),
      findAffectedCodes(tx, changes),
    ]);
    const people = affected.people.slice(0, limit);
    const ids = people.map(({ id }) => id);
    const inside = insideOf(services, tx);
    const factsBefore = await loadFactsOf(tx, ids, codes);
    const answersBefore = await ask(inside, ctx, questions);
    for (const change of changes) await applyChange(inside, ctx, change);
    const factsAfter = await loadFactsOf(tx, ids, codes);
    const answersAfter = await ask(inside, ctx, questions);
    return {
      people,
      hasMore: affected.people.length > limit,
      total: affected.total,
      codes,
      factsBefore,
      factsAfter,
      answers: answersBefore.flatMap((answer, n) => {
        const other = answersAfter[n];
        return other === undefined ? [] : [{ before: answer, after: other }];
      }),
      now,
    };
  });
  const rightsOf = (facts: readonly LoadedFacts[]) => rightsBy(facts, tried.codes, tried.now.getTime(), ctx);
  const [before, rightsAfter] = [rightsOf(tried.factsBefore), rightsOf(tried.factsAfter)];
  const last = tried.people.at(-1);
  return {
    items: tried.people.flatMap((person) => differenceOf(person, before.get(person.id), rightsAfter.get(person.id))),
    nextCursor: tried.hasMore && last !== undefined ? encodeCursor({ sort, after: [last.sortName, last.id] }) : null,
    total: tried.total,
    answers: tried.answers,
    epoch: tried.epoch,
    at: tried.now.toISOString(),
  };
}

/** What each of them may do of these permissions, by what was loaded of them. */
function rightsBy(
  loaded: readonly LoadedFacts[],
  codes: readonly string[],
  at: number,
  { origin }: TenantContext,
): ReadonlyMap<string, readonly EffectivePermission[]> {
  const pool = new FactsPool();
  return new Map(
    loaded.map((each) => [each.raw.userId, effective(compileLoaded(each, at, pool), at, origin, codes)] as const),
  );
}

/** By what stands in the tables at this point of the transaction. */
function ask(inside: Services, ctx: TenantContext, questions: Questions) {
  if (questions.length === 0) return [];
  return readInTenant(inside, ctx, async (tx) => {
    const prepared = await prepareQuestions(inside, tx, questions, null);
    return prepared.map((one) => {
      assertFound(one);
      return answerOf(one.access.checkText(one.query));
    });
  });
}

function differenceOf(
  { id, name }: Candidate,
  before: readonly EffectivePermission[] = [],
  after: readonly EffectivePermission[] = [],
): PermissionSimulation["items"] {
  const { gains, loses } = compareRights(before, after);
  if (gains.length === 0 && loses.length === 0) return [];
  return [{ user: { id, name }, gains: gains.map(toRight), loses: loses.map(toRight) }];
}

function toRight({ code, scope, anchor, resource, source, limited, until }: EffectivePermission): SimulatedRight {
  return {
    code,
    scope,
    schoolId: anchor.schoolId,
    departmentId: anchor.departmentId,
    resource,
    layer: source.layer,
    limited,
    until: until === null ? null : new Date(until).toISOString(),
  };
}
