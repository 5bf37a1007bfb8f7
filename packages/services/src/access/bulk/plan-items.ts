import { AppError } from "@gloria/core";
import { grants, roleAssignments, type TenantTransaction, users } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { loadUserTargets } from "../../organisation/index.ts";
import type { PreparedRight } from "./prepare-rights.ts";

/** One person and one right. */
export interface BatchItem {
  readonly itemNumber: number;
  readonly userId: string;
  readonly rightIndex: number;
}

/** What is to be done with an item. */
export type ItemPlan = BatchItem & { readonly userName: string | null } & (
    | { readonly outcome: "make" }
    | { readonly outcome: "present"; readonly madeId: string }
    | { readonly outcome: "refuse"; readonly problem: AppError }
  );

/**
 * What each item would do now, in three statements however many they are: refused where the person is gone or the
 * caller may not give it to them, left alone where they have it already for at least as long.
 */
export async function planItems(
  tx: TenantTransaction,
  access: Access,
  rights: readonly PreparedRight[],
  items: readonly BatchItem[],
): Promise<ItemPlan[]> {
  const userIds = [...new Set(items.map(({ userId }) => userId))];
  const people = await tx.db
    .select({ id: users.id, name: users.name, homeSchoolId: users.homeSchoolId })
    .from(users)
    .where(and(eq(users.tenantId, tx.tenantId), inArray(users.id, userIds), isNull(users.deletedAt)));
  const [targets, held, { now }] = await Promise.all([
    loadUserTargets(tx, people),
    loadHeld(tx, rights, userIds),
    tx.opening,
  ]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const planned = new Set<string>();
  return items.map((item): ItemPlan => {
    const base = { ...item, userName: names.get(item.userId) ?? null };
    const right = rights[item.rightIndex];
    if (right === undefined) throw new Error(`a bulk assignment has no right ${item.rightIndex}`);
    const refuse = (problem: AppError): ItemPlan => ({ ...base, outcome: "refuse", problem });
    const target = targets.get(item.userId);
    if (target === undefined) return refuse(new AppError("user.not_found"));
    if (right.refusal !== null) return refuse(right.refusal);
    const permission = right.row.roleId === null ? "permission:assign" : "role:assign";
    if (!access.can(permission, target)) return refuse(new AppError("access.denied", { permission }));
    const key = identityOf(item.userId, right);
    const there = (held.get(key) ?? []).find((one) => covers(one, right, now));
    if (there !== undefined) return { ...base, outcome: "present", madeId: there.id };
    // Said twice in one request it is done once.
    const windowed = `${key} ${right.validFrom?.getTime()} ${right.validUntil?.getTime()}`;
    if (planned.has(windowed)) return refuse(new AppError("data.conflict"));
    planned.add(windowed);
    return { ...base, outcome: "make" };
  });
}

interface Held {
  readonly id: string;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
}

async function loadHeld(
  tx: TenantTransaction,
  rights: readonly PreparedRight[],
  userIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Held[]>> {
  const roleIds = [...new Set(rights.flatMap(({ row }) => row.roleId ?? []))];
  const codes = [...new Set(rights.flatMap(({ row }) => row.grant?.code ?? []))];
  const [assigned, granted] = await Promise.all([
    roleIds.length === 0
      ? []
      : tx.db
          .select()
          .from(roleAssignments)
          .where(
            and(
              eq(roleAssignments.tenantId, tx.tenantId),
              inArray(roleAssignments.userId, [...userIds]),
              inArray(roleAssignments.roleId, roleIds),
              isNull(roleAssignments.endedAt),
              sql`(${roleAssignments.validUntil} is null or ${roleAssignments.validUntil} > now())`,
            ),
          ),
    codes.length === 0
      ? []
      : tx.db
          .select()
          .from(grants)
          .where(
            and(
              eq(grants.tenantId, tx.tenantId),
              eq(grants.subjectKind, "user"),
              inArray(grants.subjectId, [...userIds]),
              inArray(grants.code, codes),
              isNull(grants.endedAt),
              isNull(grants.resourceId),
              sql`(${grants.validUntil} is null or ${grants.validUntil} > now())`,
            ),
          ),
  ]);
  const held = new Map<string, Held[]>();
  const add = (key: string, one: Held) => {
    const known = held.get(key);
    if (known === undefined) held.set(key, [one]);
    else known.push(one);
  };
  for (const row of assigned) add(keyOf(row.userId, row.roleId, null, row), row);
  for (const row of granted) add(keyOf(row.subjectId, null, row, row), row);
  return held;
}

function identityOf(userId: string, { row, place }: PreparedRight): string {
  return keyOf(userId, row.roleId, row.grant, place);
}

function keyOf(
  userId: string,
  roleId: string | null,
  grant: { code: string; effect: string; scope: string; condition: string | null } | null,
  place: { readonly schoolId: string | null; readonly departmentId: string | null },
): string {
  const what = grant === null ? [roleId] : [grant.code, grant.effect, grant.scope, grant.condition];
  return JSON.stringify([userId, what, place.schoolId, place.departmentId]);
}

function covers(held: Held, right: PreparedRight, now: Date): boolean {
  const from = right.validFrom ?? now;
  const begins = held.validFrom === null || held.validFrom <= from;
  const lasts = held.validUntil === null || (right.validUntil !== null && held.validUntil >= right.validUntil);
  return begins && lasts;
}
