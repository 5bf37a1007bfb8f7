import type { ImportUndoProblemCode } from "@gloria/contracts";
import { recordAudit, type VerbTransaction } from "../../../platform/index.ts";
import type { PersonUndo } from "./row-undo.ts";
import { isUntouched, restoreColumns } from "./undo-write.ts";

export interface UndoProblem {
  readonly code: ImportUndoProblemCode;
  readonly column: null;
  readonly params: Readonly<Record<string, string>>;
}

export function undoProblem(code: ImportUndoProblemCode, params: UndoProblem["params"] = {}): UndoProblem {
  return { code, column: null, params };
}

/**
 * Takes one person's row back, or says why not; nothing of it is then taken back. Who was made and is untouched is
 * removed for good, with master data, positions and roles. Of who was there before, the columns are put back as they
 * were (`version` and `updated_at` go on); positions and roles that the row gave are closed, since rows that decide are
 * never deleted: what lives afterwards is what lived before.
 */
export async function undoPerson(tx: VerbTransaction, importId: string, undo: PersonUndo): Promise<UndoProblem | null> {
  const untouched = [await isUntouched(tx, "users", undo.user), await isUntouched(tx, "employees", undo.employee)];
  if (untouched.includes(false)) return undoProblem("changed_later");
  const refusal = undo.user?.created === true ? await removePerson(tx, importId, undo) : await restorePerson(tx, undo);
  if (refusal !== null) return refusal;
  if (undo.externalId !== null) {
    await tx.sql.unsafe(
      "delete from gloria.external_ids where tenant_id = $1::uuid and entity_type = 'user' and external_id = $2",
      [tx.tenantId, undo.externalId],
    );
  }
  return null;
}

async function removePerson(
  tx: VerbTransaction,
  importId: string,
  { userId, employee, user }: PersonUndo,
): Promise<UndoProblem | null> {
  const [now] = await tx.sql.unsafe<{ name: string; signed_in: boolean; foreign_seats: number }[]>(
    `select u.name, (u.last_active_at is not null or u.clerk_user_id is not null) as signed_in,
       ((select count(*) from gloria.assignments a where a.tenant_id = u.tenant_id and a.user_id = u.id and a.id::text not in (
          select r.undo->>'assignmentId' from gloria.import_rows r where r.tenant_id = u.tenant_id and r.import_id = $3::uuid
            and r.entity_id = u.id and r.undo->>'assignmentId' is not null) and a.ended_at is null)
      + (select count(*) from gloria.role_assignments a where a.tenant_id = u.tenant_id and a.user_id = u.id and a.id::text not in (
          select r.undo->>'roleAssignmentId' from gloria.import_rows r where r.tenant_id = u.tenant_id and r.import_id = $3::uuid
            and r.entity_id = u.id and r.undo->>'roleAssignmentId' is not null) and a.ended_at is null))::int as foreign_seats
     from gloria.users u where u.tenant_id = $1::uuid and u.id = $2::uuid`,
    [tx.tenantId, userId, importId],
  );
  if (now === undefined) return undoProblem("gone");
  if (now.signed_in) return undoProblem("has_signed_in");
  if (now.foreign_seats > 0) return undoProblem("changed_later");
  const master = employee?.created === true ? employee.id : null;
  const [taken] = await tx.sql.unsafe<{ referrer: string | null }[]>(
    "select gloria.take_back_person($1::uuid, $2::uuid) as referrer",
    [userId, master],
  );
  if (taken?.referrer != null) return undoProblem("referred_to", { by: taken.referrer });
  await restoreColumns(tx, "employees", employee);
  await recordAudit(tx, "user.delete", {
    entity: { type: "user", id: userId, version: (user?.version ?? 1) + 1, label: now.name },
    reason: "import.undo",
    batchId: importId,
  });
  return null;
}

async function restorePerson(tx: VerbTransaction, undo: PersonUndo): Promise<UndoProblem | null> {
  const { userId, user, employee } = undo;
  if (employee?.created === true) {
    await tx.sql.unsafe("select gloria.take_back_person(null, $1::uuid)", [employee.id]);
  } else {
    await restoreColumns(tx, "employees", employee);
  }
  await restoreColumns(tx, "users", user);
  const actorId = tx.ctx.actor.kind === "user" ? tx.ctx.actor.userId : null;
  for (const [table, id] of [
    ["assignments", undo.assignmentId],
    ["role_assignments", undo.roleAssignmentId],
  ] as const) {
    if (id === null) continue;
    await tx.sql.unsafe(
      `update gloria.${table} set ended_at = now(), ended_by = $3::uuid where tenant_id = $1::uuid and id = $2::uuid and ended_at is null`,
      [tx.tenantId, id, actorId],
    );
  }
  await recordAudit(tx, "user.update", {
    entity: { type: "user", id: userId, ...(user === null ? {} : { version: user.version + 1 }) },
    changes: Object.entries(user?.created === false ? user.before : {}).map(([path, to]) =>
      to === null
        ? { path, op: "remove" as const, class: "personal" }
        : { path, op: "replace" as const, to, class: "personal" },
    ),
    reason: "import.undo",
  });
  return null;
}
