import { recordAudit, type VerbTransaction } from "../../../platform/index.ts";
import { replaceLines } from "./apply-places.ts";
import type { PlaceUndo } from "./row-undo.ts";
import { type UndoProblem, undoProblem } from "./undo-person.ts";
import { isUntouched, restoreColumns } from "./undo-write.ts";

const tables = { school: "schools", department: "departments", position: "positions" } as const;

/** Takes one row of the organisation back, as `undoPerson` does; what others refer to by now stays. */
export async function undoPlace(tx: VerbTransaction, importId: string, undo: PlaceUndo): Promise<UndoProblem | null> {
  const { entity, id, write, lines, externalId } = undo;
  const table = tables[entity];
  if (!(await isUntouched(tx, table, write))) return undoProblem("changed_later");
  if (write?.created === true) {
    const [taken] = await tx.sql.unsafe<{ referrer: string | null }[]>(
      "select gloria.take_back_place($1, $2::uuid) as referrer",
      [entity, id],
    );
    if (taken?.referrer != null) return undoProblem("referred_to", { by: taken.referrer });
  } else {
    if (lines !== null) await replaceLines(tx, [{ id, lines }]);
    await restoreColumns(tx, table, write);
  }
  if (externalId !== null) {
    await tx.sql.unsafe(
      "delete from gloria.external_ids where tenant_id = $1::uuid and entity_type = $2 and external_id = $3",
      [tx.tenantId, entity, externalId],
    );
  }
  await recordAudit(tx, `${entity}.${write?.created === true ? "delete" : "update"}`, {
    entity: { type: entity, id, version: (write?.version ?? 0) + 1 },
    reason: "import.undo",
    batchId: importId,
  });
  return null;
}
