import { newId } from "@gloria/core";
import { grants, roleAssignments } from "@gloria/db";
import { recordAudits, type VerbTransaction } from "../../platform/index.ts";
import { keepAdministrator } from "../escalation/index.ts";
import type { ItemPlan } from "./plan-items.ts";
import type { PreparedRight } from "./prepare-rights.ts";

/** By whose order, and why. */
export interface GivingOrder {
  readonly batchId: string;
  readonly actorId: string;
  readonly reason: string | null;
}

/**
 * Opens what the plans ask for, set by set, and audits each: the id of the grant or role assignment by item.
 *
 * @throws AppError `access.last_administrator`
 */
export async function giveRights(
  tx: VerbTransaction,
  rights: readonly PreparedRight[],
  plans: readonly ItemPlan[],
  { batchId, actorId, reason }: GivingOrder,
): Promise<ReadonlyMap<number, string>> {
  const wanted = plans.flatMap((plan) => {
    const right = rights[plan.rightIndex];
    return plan.outcome === "make" && right !== undefined ? [{ plan, right, id: newId() }] : [];
  });
  const insert = () => insertRights(tx, wanted, { batchId, actorId, reason });
  await (wanted.some(({ right }) => right.denies) ? keepAdministrator(tx, insert) : insert());
  await recordAudits(
    tx,
    wanted.map(({ plan, right, id }) => {
      const person = {
        type: "user" as const,
        id: plan.userId,
        ...(plan.userName === null ? {} : { label: plan.userName }),
      };
      const facts = { schoolId: right.place.schoolId, reason, batchId };
      return right.row.roleId === null
        ? {
            action: "grant.create" as const,
            facts: {
              ...facts,
              entity: { type: "grant" as const, id, label: right.row.grant?.code ?? "" },
              targets: [person],
              snapshot: { ...right.row },
            },
          }
        : {
            action: "role.assign" as const,
            facts: {
              ...facts,
              entity: { type: "role_assignment" as const, id, label: right.roleName ?? "" },
              targets: [person, { type: "role" as const, id: right.row.roleId, label: right.roleName ?? "" }],
              snapshot: { ...right.row },
            },
          };
    }),
  );
  return new Map(wanted.map(({ plan, id }) => [plan.itemNumber, id]));
}

async function insertRights(
  tx: VerbTransaction,
  wanted: readonly { readonly plan: ItemPlan; readonly right: PreparedRight; readonly id: string }[],
  { actorId, reason }: GivingOrder,
): Promise<void> {
  const { now } = await tx.opening;
  const assigned: (typeof roleAssignments.$inferInsert)[] = [];
  const granted: (typeof grants.$inferInsert)[] = [];
  for (const { plan, right, id } of wanted) {
    const { roleId, grant } = right.row;
    const shared = {
      tenantId: tx.tenantId,
      id,
      schoolId: right.place.schoolId,
      departmentId: right.place.departmentId,
      validUntil: right.validUntil,
      reason,
      createdBy: actorId,
    };
    if (roleId !== null) {
      assigned.push({ ...shared, userId: plan.userId, roleId, validFrom: right.validFrom ?? now });
    } else if (grant !== null) {
      granted.push({ ...shared, ...grant, subjectKind: "user", subjectId: plan.userId, validFrom: right.validFrom });
    }
  }
  if (assigned.length > 0) await tx.db.insert(roleAssignments).values(assigned);
  if (granted.length > 0) await tx.db.insert(grants).values(granted);
}
