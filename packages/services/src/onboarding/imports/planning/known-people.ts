import type { FieldCrypto } from "@gloria/core";
import {
  assignments,
  employees,
  externalIds,
  positions,
  roleAssignments,
  type TenantTransaction,
  users,
} from "@gloria/db";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { specificIndex } from "../../../organisation/index.ts";
import type { HeldAssignment, HeldRole } from "./held.ts";
import type { Overlay, PersonKeyKind } from "./overlay.ts";
import type { EmployeeRow, UserRow } from "./person-effect.ts";
import type { PlanOptions } from "./plan-options.ts";
import type { PlannableRow } from "./row-plan.ts";

/** A person as the tables know them: an account, master data, or both, joined by NIP. */
export interface KnownPerson {
  readonly ref: string;
  readonly user: UserRow | null;
  readonly employee: EmployeeRow | null;
  readonly held: readonly HeldAssignment[];
  readonly roles: readonly HeldRole[];
}

/** The people whom a batch of rows may mean, by each of their keys. */
export class KnownPeople {
  readonly #byKey = new Map<string, KnownPerson[]>();
  readonly #byRef = new Map<string, KnownPerson>();

  add(person: KnownPerson, externalIdsOf: readonly string[]): void {
    this.#byRef.set(person.ref, person);
    for (const [kind, value] of keysOf(person)) this.#put(kind, value, person);
    for (const value of externalIdsOf) this.#put("externalId", value, person);
  }

  #put(kind: PersonKeyKind, value: string, person: KnownPerson): void {
    const key = `${kind} ${value}`;
    const known = this.#byKey.get(key) ?? [];
    if (!known.includes(person)) this.#byKey.set(key, [...known, person]);
  }

  with(kind: PersonKeyKind, value: string): readonly KnownPerson[] {
    return this.#byKey.get(`${kind} ${value}`) ?? [];
  }

  get(ref: string): KnownPerson | undefined {
    return this.#byRef.get(ref);
  }
}

/** What a person is known by, e-mail and user name in lower case. */
export function keysOf({ user, employee }: Pick<KnownPerson, "user" | "employee">): [PersonKeyKind, string][] {
  const keys: [PersonKeyKind, string | null | undefined][] = [
    ["nip", user?.nip ?? employee?.nip],
    ["email", user?.email?.toLowerCase()],
    ["username", user?.username?.toLowerCase()],
    ["nuptk", employee?.nuptk],
    ["nik", employee?.nikIndex],
  ];
  return keys.filter((key): key is [PersonKeyKind, string] => key[1] != null);
}

/** The keys that a row names; a NIK by its index, since nobody's is opened to find them. */
export function keysOfRow(
  { crypto, tenantId }: { readonly crypto: FieldCrypto; readonly tenantId: string },
  { fields }: PlannableRow<"people">,
): [PersonKeyKind, string][] {
  const keys: [PersonKeyKind, string | null | undefined][] = [
    ["externalId", fields.externalId],
    ["nip", fields.nip],
    ["nuptk", fields.nuptk],
    ["email", fields.email?.toLowerCase()],
    ["username", fields.username?.toLowerCase()],
    ["nik", fields.nik == null ? null : specificIndex(crypto, tenantId, "nik", fields.nik)],
  ];
  return keys.filter((key): key is [PersonKeyKind, string] => key[1] != null);
}

/**
 * Everybody whom these rows may mean, in six statements whatever their number.
 *
 * @param options.lock hold them until the transaction ends, so that what is planned is still so when it is written
 */
export async function loadKnownPeople(
  tx: TenantTransaction,
  rows: readonly PlannableRow<"people">[],
  overlay: Overlay,
  { crypto, lock }: Pick<PlanOptions, "crypto" | "lock">,
): Promise<KnownPeople> {
  const wanted = new Map<PersonKeyKind, Set<string>>();
  for (const [kind, value] of rows.flatMap((row) => keysOfRow({ crypto, tenantId: tx.tenantId }, row))) {
    if (overlay.ownerOf(kind, value) === null) continue;
    wanted.set(kind, (wanted.get(kind) ?? new Set()).add(value));
  }
  const list = (kind: PersonKeyKind) => [...(wanted.get(kind) ?? [])];
  const [matched, named, withNik] = await Promise.all([
    tx.sql.unsafe<{ user_id: string | null; employee_id: string | null }[]>(
      "select user_id, employee_id from gloria.match_people($1::text[], $2::text[], $3::text[], $4::text[])",
      [list("nip"), list("email"), list("username"), list("nuptk")],
    ),
    listNamed(tx, list("externalId")),
    listWithNik(tx, list("nik")),
  ]);
  const userIds = [...new Set([...matched.flatMap((row) => row.user_id ?? []), ...named.map((row) => row.entityId)])];
  const employeeIds = [...new Set([...matched.flatMap((row) => row.employee_id ?? []), ...withNik])];
  const people = await joinPeople(tx, userIds, employeeIds, lock);
  const known = new KnownPeople();
  const ids = people.flatMap(({ user }) => user?.id ?? []);
  const [held, roles] = await Promise.all([listHeld(tx, ids), listRoles(tx, ids)]);
  for (const { user, employee } of people) {
    const ref = user?.id ?? employee?.id;
    if (ref === undefined) continue;
    known.add(
      {
        ref,
        user,
        employee,
        held: held.filter((row) => row.userId === user?.id),
        roles: roles.filter((row) => row.userId === user?.id),
      },
      named.filter((row) => row.entityId === user?.id).map((row) => row.externalId),
    );
  }
  return known;
}

async function joinPeople(
  tx: TenantTransaction,
  userIds: readonly string[],
  employeeIds: readonly string[],
  lock: boolean,
): Promise<{ user: UserRow | null; employee: EmployeeRow | null }[]> {
  if (userIds.length + employeeIds.length === 0) return [];
  const theirUsers = tx.db
    .select()
    .from(users)
    .where(
      and(
        eq(users.tenantId, tx.tenantId),
        isNull(users.deletedAt),
        sql`(${users.id} = any(${sql.param(userIds)}::uuid[]) or ${users.nip} in (
          select e.nip from gloria.employees e where e.tenant_id = ${tx.tenantId}::uuid and e.id = any(${sql.param(employeeIds)}::uuid[])))`,
      ),
    )
    .orderBy(users.id);
  const theirMasters = tx.db
    .select()
    .from(employees)
    .where(
      and(
        eq(employees.tenantId, tx.tenantId),
        isNull(employees.deletedAt),
        sql`(${employees.id} = any(${sql.param(employeeIds)}::uuid[]) or ${employees.nip} in (
          select u.nip from gloria.users u where u.tenant_id = ${tx.tenantId}::uuid and u.id = any(${sql.param(userIds)}::uuid[])))`,
      ),
    )
    .orderBy(employees.id);
  const [foundUsers, foundEmployees] = await Promise.all([
    lock ? theirUsers.for("update") : theirUsers,
    lock ? theirMasters.for("update") : theirMasters,
  ]);
  const byNip = new Map(foundEmployees.map((row) => [row.nip, row]));
  const joined = foundUsers.map((user) => ({
    user: user as UserRow | null,
    employee: (user.nip === null ? null : (byNip.get(user.nip) ?? null)) as EmployeeRow | null,
  }));
  const taken = new Set(joined.flatMap(({ employee }) => employee?.id ?? []));
  const alone = foundEmployees.filter(({ id }) => !taken.has(id)).map((employee) => ({ user: null, employee }));
  return [...joined, ...alone];
}

async function listNamed(
  tx: TenantTransaction,
  values: readonly string[],
): Promise<{ externalId: string; entityId: string }[]> {
  if (values.length === 0) return [];
  return tx.db
    .select({ externalId: externalIds.externalId, entityId: externalIds.entityId })
    .from(externalIds)
    .where(
      and(
        eq(externalIds.tenantId, tx.tenantId),
        eq(externalIds.entityType, "user"),
        inArray(externalIds.externalId, [...values]),
      ),
    );
}

async function listWithNik(tx: TenantTransaction, indexes: readonly string[]): Promise<string[]> {
  if (indexes.length === 0) return [];
  const found = await tx.db
    .select({ id: employees.id })
    .from(employees)
    .where(
      and(eq(employees.tenantId, tx.tenantId), isNull(employees.deletedAt), inArray(employees.nikIndex, [...indexes])),
    );
  return found.map(({ id }) => id);
}

async function listHeld(tx: TenantTransaction, ids: readonly string[]): Promise<HeldAssignment[]> {
  if (ids.length === 0) return [];
  return tx.db
    .select({
      userId: assignments.userId,
      positionId: assignments.positionId,
      positionName: positions.name,
      schoolId: assignments.schoolId,
      departmentId: assignments.departmentId,
      validFrom: assignments.validFrom,
      validUntil: assignments.validUntil,
      isPrimary: assignments.isPrimary,
      kind: assignments.kind,
      ftePercent: assignments.ftePercent,
      decreeNumber: assignments.decreeNumber,
      appointedBy: assignments.appointedBy,
      extensions: assignments.extensions,
    })
    .from(assignments)
    .innerJoin(positions, and(eq(positions.tenantId, assignments.tenantId), eq(positions.id, assignments.positionId)))
    .where(
      and(eq(assignments.tenantId, tx.tenantId), inArray(assignments.userId, [...ids]), isNull(assignments.endedAt)),
    )
    .orderBy(assignments.validFrom, assignments.id);
}

async function listRoles(tx: TenantTransaction, ids: readonly string[]): Promise<(HeldRole & Owned)[]> {
  if (ids.length === 0) return [];
  return tx.db
    .select({
      userId: roleAssignments.userId,
      roleId: roleAssignments.roleId,
      schoolId: roleAssignments.schoolId,
    })
    .from(roleAssignments)
    .where(
      and(
        eq(roleAssignments.tenantId, tx.tenantId),
        inArray(roleAssignments.userId, [...ids]),
        isNull(roleAssignments.endedAt),
        sql`(${roleAssignments.validUntil} is null or ${roleAssignments.validUntil} > now())`,
      ),
    );
}

interface Owned {
  readonly userId: string;
}
