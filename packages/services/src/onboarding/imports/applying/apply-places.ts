import { departments, externalIds, positionReports, positions, schools } from "@gloria/db";
import { and, eq, inArray } from "drizzle-orm";
import {
  auditedPosition,
  departmentColumnClasses,
  positionColumnClasses,
  schoolColumnClasses,
} from "../../../organisation/index.ts";
import { recordAudits, type VerbTransaction } from "../../../platform/index.ts";
import { insertRows } from "../../demo/insert-rows.ts";
import { departmentPaths, positionPaths, schoolPaths } from "../planning/place-columns.ts";
import type { Lines, PlaceEffect } from "../planning/place-effect.ts";
import { entityEvent } from "./apply-people.ts";
import { pickKeys } from "./pick-keys.ts";
import { type PlaceUndo, writeUndo } from "./row-undo.ts";
import { updateRows } from "./update-rows.ts";

const schoolKeys = Object.keys(schoolPaths) as (keyof typeof schoolPaths)[];
const departmentKeys = Object.keys(departmentPaths) as (keyof typeof departmentPaths)[];
const positionKeys = Object.keys(positionPaths) as (keyof typeof positionPaths)[];

/** Writes a batch of schools, departments and positions in an order in which each finds what it refers to. */
export async function applyPlaces(
  tx: VerbTransaction,
  effects: readonly PlaceEffect[],
  batchId: string,
): Promise<PlaceUndo[]> {
  const someSchools = effects.flatMap((effect) => (effect.entity === "school" ? (effect.write ?? []) : []));
  const someDepartments = effects.flatMap((effect) => (effect.entity === "department" ? (effect.write ?? []) : []));
  const somePositions = effects.flatMap((effect) => (effect.entity === "position" ? (effect.write ?? []) : []));
  const isNew = ({ before }: { before: unknown }) => before === null;
  const isOld = ({ before }: { before: unknown }) => before !== null;
  await insertRows(
    tx.sql,
    schools,
    someSchools.filter(isNew).map(({ after }) => pickKeys(after, ["tenantId", "id", ...schoolKeys])),
  );
  await updateRows(
    tx,
    schools,
    someSchools.filter(isOld).map(({ after }) => after),
    schoolKeys,
  );
  // One by one: each may stand below the one before it.
  for (const { after } of someDepartments.filter(isNew)) {
    await insertRows(tx.sql, departments, [pickKeys(after, ["tenantId", "id", ...departmentKeys])]);
  }
  await updateRows(
    tx,
    departments,
    someDepartments.filter(isOld).map(({ after }) => after),
    departmentKeys,
  );
  await insertRows(
    tx.sql,
    positions,
    somePositions.filter(isNew).map(({ after }) => pickKeys(after, ["tenantId", "id", ...positionKeys])),
  );
  await updateRows(
    tx,
    positions,
    somePositions.filter(isOld).map(({ after }) => after),
    positionKeys,
  );
  await replaceLines(
    tx,
    effects.flatMap((effect) =>
      effect.entity === "position" && effect.lines !== null ? [{ id: effect.id, lines: effect.lines.after }] : [],
    ),
  );
  await insertRows(
    tx.sql,
    externalIds,
    effects.flatMap(({ externalId, entity, id }) =>
      externalId === null ? [] : [{ tenantId: tx.tenantId, entityType: entity, externalId, entityId: id }],
    ),
  );
  await recordAudits(
    tx,
    effects.flatMap((effect) => {
      if (effect.write === null) return [];
      switch (effect.entity) {
        case "school":
          return [entityEvent("school", effect.write, schoolColumnClasses, effect.id, batchId)];
        case "department":
          return [
            entityEvent("department", effect.write, departmentColumnClasses, effect.write.after.schoolId, batchId),
          ];
        case "position": {
          const none: Lines = { reportsToId: null, coordinatorIds: [] };
          const { before, after } = effect.write;
          const audited = {
            before: before === null ? null : auditedPosition(before, effect.lines?.before ?? none),
            after: auditedPosition(after, effect.lines?.after ?? none),
          };
          return [entityEvent("position", audited, positionColumnClasses, after.schoolId, batchId)];
        }
        default:
          return [];
      }
    }),
  );
  return effects.map((effect) => ({
    kind: "place",
    entity: effect.entity,
    id: effect.id,
    write:
      effect.entity === "school"
        ? writeUndo(effect.write, schoolKeys)
        : effect.entity === "department"
          ? writeUndo(effect.write, departmentKeys)
          : writeUndo(effect.write, positionKeys),
    lines: effect.entity === "position" ? (effect.lines?.before ?? null) : null,
    externalId: effect.externalId,
  }));
}

/** Puts these lines in the place of all that the positions had. */
export async function replaceLines(
  tx: VerbTransaction,
  wanted: readonly { readonly id: string; readonly lines: Lines }[],
): Promise<void> {
  if (wanted.length === 0) return;
  await tx.db.delete(positionReports).where(
    and(
      eq(positionReports.tenantId, tx.tenantId),
      inArray(
        positionReports.positionId,
        wanted.map(({ id }) => id),
      ),
    ),
  );
  const rows = wanted.flatMap(({ id, lines }) => [
    ...(lines.reportsToId === null ? [] : [{ reportsToId: lines.reportsToId, kind: "line" as const, id }]),
    ...lines.coordinatorIds.map((reportsToId) => ({ reportsToId, kind: "coordinator" as const, id })),
  ]);
  await insertRows(
    tx.sql,
    positionReports,
    rows.map(({ reportsToId, kind, id }) => ({ tenantId: tx.tenantId, positionId: id, reportsToId, kind })),
  );
}
