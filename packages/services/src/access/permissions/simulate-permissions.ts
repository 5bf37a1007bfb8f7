import {
  type PermissionSimulation,
  type SimulatedRight,
  type SimulatePermissionsInput,
  simulatePermissionsInput,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { type Access, assertEpochAtLeast, type EffectivePermission } from "@gloria/permissions";
import type { z } from "zod";
import {
  decodeCursor,
  encodeCursor,
  insideOf,
  parseInput,
  readInTenant,
  type Services,
  textKey,
  type VerbTransaction,
} from "../../platform/index.ts";
import { changeRights } from "../escalation/index.ts";
import { applyChange } from "./apply-change.ts";
import { answerOf } from "./check-permission.ts";
import { compareRights } from "./compare-rights.ts";
import { findAffected } from "./find-affected.ts";
import type { Candidate } from "./find-candidates.ts";
import { assertFound, prepareQuestions } from "./prepare-questions.ts";

type Questions = z.output<typeof simulatePermissionsInput>["questions"];

const sort = "name";

/**
 * Who would gain and lose what by some changes: they are made by the verbs that would make them for real, with all that
 * these ask of the caller, in a transaction that is always taken back. It holds the tenant's epoch meanwhile.
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
  const { dryRun: _, ...simulation } = await changeRights(services, ctx, { dryRun: true }, async (tx, access) => {
    access.assert("permission:read");
    await assertEpochAtLeast(tx, atLeast);
    const { now } = await tx.opening;
    const affected = await findAffected(tx, access, changes, { after, limit: limit + 1 });
    const people = affected.people.slice(0, limit);
    const last = people.at(-1);
    const inside = insideOf(services, tx);
    const before = await loadRights(services, tx, people);
    const answersBefore = await ask(inside, ctx, questions);
    for (const change of changes) await applyChange(inside, ctx, change);
    const rightsAfter = await loadRights(services, tx, people);
    const answersAfter = await ask(inside, ctx, questions);
    return {
      items: people.flatMap((person) => differenceOf(person, before.get(person.id), rightsAfter.get(person.id))),
      nextCursor:
        affected.people.length > limit && last !== undefined
          ? encodeCursor({ sort, after: [last.sortName, last.id] })
          : null,
      total: affected.total,
      answers: answersBefore.flatMap((answer, n) => {
        const other = answersAfter[n];
        return other === undefined ? [] : [{ before: answer, after: other }];
      }),
      at: now.toISOString(),
    };
  });
  return simulation;
}

async function loadRights(
  services: Services,
  tx: VerbTransaction,
  people: readonly Candidate[],
): Promise<ReadonlyMap<string, readonly EffectivePermission[]>> {
  const accesses: readonly Access[] = await services.permissions.accessOfUsers(
    tx,
    people.map(({ id }) => id),
  );
  return new Map(accesses.map((access) => [access.userId ?? "", access.effective()]));
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
