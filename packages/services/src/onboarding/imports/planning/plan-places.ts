import { positionReports, type TenantTransaction } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import { loadGiver, type VerbTransaction } from "../../../platform/index.ts";
import { reportCodes } from "./draft-lines.ts";
import { draftPlace } from "./draft-place.ts";
import { loadKnownOrganisation } from "./known-organisation.ts";
import type { Overlay } from "./overlay.ts";
import type { Lines } from "./place-effect.ts";
import type { Complain, PlacePlanning, PlaceRow } from "./place-planning.ts";
import type { PlanOptions } from "./plan-options.ts";
import { errorPlan, type PlanProblem, type RowPlan, rowPlan } from "./row-plan.ts";

/** Plans rows of the organisation: a row may refer to what an earlier one makes. */
export async function planPlaces(
  tx: VerbTransaction,
  rows: readonly PlaceRow[],
  overlay: Overlay,
  { today, lock, headerOf }: PlanOptions,
): Promise<RowPlan[]> {
  const codesOf = (pick: (fields: PlaceRow["fields"]) => readonly (string | null | undefined)[]) =>
    rows.flatMap(({ fields }) => pick(fields)).filter((code) => code != null);
  const organisation = await loadKnownOrganisation(
    tx,
    {
      departments: codesOf((fields) => [fields.code, fields.departmentCode, fields.parentCode]),
      positions: codesOf((fields) => [fields.code, ...reportCodes(fields).map(({ code }) => code)]),
      roles: [],
      externalIds: codesOf((fields) => [fields.externalId, fields.parentExternalId]),
    },
    today,
    lock,
  );
  const [access, lines] = await Promise.all([tx.access, loadLines(tx)]);
  const giver = await loadGiver(tx, access);
  const planning = { tenantId: tx.tenantId, today, access, giver, organisation, lines, overlay };
  return rows.map((row) => planPlace(planning, row, headerOf));
}

function planPlace(planning: PlacePlanning, row: PlaceRow, headerOf: PlanOptions["headerOf"]): RowPlan {
  const { fields } = row;
  const problems: PlanProblem[] = [...row.problems];
  const complain: Complain = (code, field, params = {}) => {
    problems.push({ code, params, column: field === null ? null : headerOf(field) });
    return null;
  };
  const label = fields.name ?? fields.code ?? fields.externalId ?? null;
  if (problems.length > 0) return errorPlan(row, label, null, problems);
  const drafted = draftPlace(planning, row, complain);
  const known = drafted?.isNew === false ? drafted.effect.id : null;
  if (drafted === null || problems.length > 0) return errorPlan(row, label, known, problems);
  const { places } = planning.overlay;
  const earlier = places.rows.get(drafted.effect.id);
  if (earlier !== undefined) {
    return errorPlan(row, label, known, [{ code: "duplicate_in_file", column: null, params: { rowNumber: earlier } }]);
  }
  places.rows.set(drafted.effect.id, row.rowNumber);
  if (drafted.effect.externalId !== null) {
    places.externalIds.set(`${drafted.effect.entity} ${drafted.effect.externalId}`, drafted.effect.id);
  }
  return rowPlan({
    rowNumber: row.rowNumber,
    action: drafted.isNew ? "create" : drafted.differences.length > 0 ? "update" : "skip",
    label,
    entityId: known,
    differences: drafted.differences,
    problems: [],
    effect: drafted.differences.length === 0 ? null : drafted.effect,
  });
}

async function loadLines(tx: TenantTransaction): Promise<ReadonlyMap<string, Lines>> {
  const rows = await tx.db
    .select({ id: positionReports.positionId, to: positionReports.reportsToId, kind: positionReports.kind })
    .from(positionReports)
    .where(and(eq(positionReports.tenantId, tx.tenantId)));
  const lines = new Map<string, Lines>();
  for (const { id, to, kind } of rows) {
    const known = lines.get(id) ?? { reportsToId: null, coordinatorIds: [] };
    lines.set(
      id,
      kind === "line"
        ? { ...known, reportsToId: to }
        : { ...known, coordinatorIds: [...known.coordinatorIds, to].sort() },
    );
  }
  return lines;
}
