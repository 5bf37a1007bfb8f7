import type { AssignmentKind, NotificationType } from "@gloria/contracts";
import { newId, type TenantContext } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import { notify, recordAudit, type Services, type VerbTransaction, writeInTenant } from "../../platform/index.ts";
import { loadHoldings } from "./assignment-queries.ts";
import { changeHoldings } from "./change-holdings.ts";
import { dueNotices } from "./due-notices.ts";
import { placeDays } from "./place-days.ts";

/** What one run has found to do. */
export interface AssignmentSweep {
  readonly told: number;
  readonly promoted: number;
  /** Whether there may be more: it works off a bounded number at a time. */
  readonly more: boolean;
}

/** What is due of a holding; texts as the notice needs them. */
interface DueNotice {
  readonly assignmentId: string;
  readonly userId: string;
  readonly positionId: string;
  readonly schoolId: string | null;
  readonly kind: "ends_30" | "ends_7" | "ends_1" | "ended" | "started";
  readonly day: string;
  readonly daysLeft: number;
  readonly assignmentKind: AssignmentKind;
  readonly name: string;
  readonly positionName: string;
  readonly schoolName: string | null;
  readonly recipientIds: string[];
}

const batch = 200;

/**
 * Tells of the assignments of a tenant that end in 30, 7 or 1 days, have ended or have begun, each once, and gives a
 * primary position to whoever has lost theirs by an end that was set beforehand. Told are the holder, who appointed
 * them, and who definitively holds the position above in the line. Rights need none of this: dates count by themselves.
 * All of a run commits or none: a run that was killed is simply run again.
 */
export async function sweepAssignments(services: Services, ctx: TenantContext): Promise<AssignmentSweep> {
  return writeInTenant(services, ctx, async (tx) => {
    await tx.lockEpoch();
    (await tx.access).assert("assignment:update");
    const due = await tx.sql.unsafe<DueNotice[]>(dueNotices, [tx.tenantId, batch]);
    for (const notice of due) await tell(tx, notice);
    const promoted = await promoteNext(tx);
    return { told: due.length, promoted, more: due.length === batch || promoted === batch };
  });
}

const types = {
  ends_30: "assignment.ends_soon",
  ends_7: "assignment.ends_soon",
  ends_1: "assignment.ends_soon",
  ended: "assignment.ended",
  started: "assignment.started",
} as const satisfies Record<DueNotice["kind"], NotificationType>;

async function tell(tx: VerbTransaction, notice: DueNotice): Promise<void> {
  const claimed = await tx.sql.unsafe<{ id: string }[]>(
    `insert into gloria.assignment_notices (tenant_id, id, user_id, position_id, kind, day)
     values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6::date) on conflict do nothing returning id`,
    [tx.tenantId, newId(), notice.userId, notice.positionId, notice.kind, notice.day],
  );
  if (claimed.length === 0) return;
  const entity = { type: "assignment", id: notice.assignmentId } as const;
  await notify(tx, {
    type: types[notice.kind],
    recipientIds: notice.recipientIds,
    entity,
    schoolId: notice.schoolId,
    data: {
      name: notice.name,
      positionName: notice.positionName,
      schoolName: notice.schoolName,
      kind: notice.assignmentKind,
      day: notice.day,
      daysLeft: Math.max(0, notice.daysLeft),
    },
  });
  if (notice.kind !== "ended" && notice.kind !== "started") return;
  await recordAudit(tx, notice.kind === "ended" ? "assignment.expire" : "assignment.begin", {
    entity: { ...entity, label: `${notice.name}, ${notice.positionName}` },
    schoolId: notice.schoolId,
    targets: [{ type: "user", id: notice.userId, label: notice.name }],
  });
}

/** Whoever holds something today, and nothing of it as their primary position. */
async function promoteNext(tx: TenantTransaction): Promise<number> {
  const rows = await tx.sql.unsafe<{ userId: string; today: string }[]>(withoutPrimary, [tx.tenantId, batch]);
  for (const { userId, today } of rows) {
    const holdings = await loadHoldings(tx, userId);
    await changeHoldings(tx, holdings, holdings, today);
  }
  return rows.length;
}

const withoutPrimary = `
  with ${placeDays}, current as (
    select a.user_id, a.is_primary, d.today
    from gloria.assignments a
    join places d on d.id = coalesce(a.school_id, a.tenant_id)
    where a.tenant_id = $1::uuid and a.ended_at is null and a.valid_from <= d.today
      and (a.valid_until is null or a.valid_until > d.today)
  )
  select user_id as "userId", max(today)::text as today from current
  group by user_id having not bool_or(is_primary) order by user_id limit $2::int`;
