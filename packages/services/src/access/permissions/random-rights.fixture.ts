import { newId } from "@gloria/core";
import type { TestDatabase, TestTenant } from "@gloria/testkit";

/** A small foundation with random rights of every kind, in which random questions meet random rules often. */
export interface RandomRights {
  readonly userIds: readonly string[];
  readonly schoolIds: readonly string[];
  readonly departmentIds: readonly string[];
  readonly positionIds: readonly string[];
  readonly roleIds: readonly string[];
  readonly codes: readonly string[];
  pick<Item>(items: readonly Item[]): Item;
}

const codes = ["user:read", "user.sensitive:read", "employee:read", "assignment:create", "school:read"] as const;
const patterns = [...codes, "user:*", "user.*:read", "*:read", "user.*:*"] as const;

/** @param seed the same one makes the same rights, ids apart */
export async function makeRandomRights(
  database: TestDatabase,
  tenant: TestTenant,
  seed: number,
): Promise<RandomRights> {
  const { owner } = database;
  const random = mulberry32(seed);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  };
  const maybe = <Item>(item: () => Item): Item | null => (random() < 0.5 ? item() : null);
  const schoolIds = [await tenant.addSchool(), await tenant.addSchool()];
  const [a, b] = [pick(schoolIds.slice(0, 1)), pick(schoolIds.slice(1))];
  const departmentIds = [newId(), newId(), newId(), newId()];
  const [top, below, other, wide] = departmentIds as [string, string, string, string];
  for (const [id, parent, school] of [
    [top, null, a],
    [below, top, a],
    [other, null, b],
    [wide, null, null],
  ] as const) {
    await owner`insert into gloria.departments (tenant_id, id, code, name, school_id, parent_id)
      values (${tenant.id}, ${id}, ${`D${id.slice(-8)}`}, 'Bagian', ${school}, ${parent})`;
  }
  const positionIds = [newId(), newId(), newId()];
  const places = [
    { school: a, department: below },
    { school: b, department: null },
    { school: null, department: wide },
  ];
  for (const [n, id] of positionIds.entries()) {
    const place = places[n] ?? { school: null, department: null };
    await owner`insert into gloria.positions (tenant_id, id, code, name, level, headcount, school_id, department_id)
      values (${tenant.id}, ${id}, ${`P${id.slice(-8)}`}, 'Jabatan', 4, 20, ${place.school}, ${place.department})`;
  }
  const roleIds = [newId(), newId(), newId(), newId()];
  for (const id of roleIds) {
    await owner`insert into gloria.roles (tenant_id, id, code, name, level)
      values (${tenant.id}, ${id}, ${`R${id.slice(-8)}`}, 'Peran', 5)`;
  }
  // Steps go from later roles to earlier ones, so that none of them closes a circle.
  for (const [child, parent] of [
    [1, 0],
    [2, 1],
    [3, 0],
  ] as const) {
    if (random() < 0.3) continue;
    await owner`insert into gloria.role_edges (tenant_id, id, child_role_id, parent_role_id, inherit)
      values (${tenant.id}, ${newId()}, ${roleIds[child] ?? ""}, ${roleIds[parent] ?? ""}, ${random() < 0.8})`;
  }
  const userIds: string[] = [];
  for (let n = 0; n < 10; n += 1) {
    const homeSchoolId = maybe(() => pick(schoolIds));
    userIds.push(
      await tenant.addUser({
        name: pick(["Ani", "Budi", "Citra"]),
        status: random() < 0.1 ? "suspended" : "active",
        ...(homeSchoolId === null ? {} : { homeSchoolId }),
      }),
    );
  }
  const subjects = { user: userIds, role: roleIds, position: positionIds, department: departmentIds } as const;
  for (let n = 0; n < 24; n += 1) {
    const kind = pick(["user", "role", "role", "position", "department"] as const);
    const resource = maybe(() => (random() < 0.4 ? pick(userIds) : null));
    const scope = pick(["OWN", "DEPARTMENT", "SCHOOL", "ALL"]);
    const [school, department] = [pick(schoolIds), pick(departmentIds)];
    await owner`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, effect, scope, school_id, department_id,
        resource_type, resource_id, condition, valid_until)
      values (${tenant.id}, ${newId()}, ${kind}, ${pick(subjects[kind])}, ${pick(patterns)}, ${random() < 0.8 ? "ALLOW" : "DENY"}, ${scope},
        ${kind === "user" && scope === "SCHOOL" ? school : null}, ${kind === "user" && scope === "DEPARTMENT" ? department : null},
        ${resource === null ? null : "user"}, ${resource}, ${random() < 0.1 ? "actor.id == target.ownerId" : null},
        ${random() < 0.1 ? new Date("2020-01-01") : null})`;
  }
  for (let n = 0; n < 10; n += 1) {
    await owner`insert into gloria.role_assignments (tenant_id, id, user_id, role_id, school_id, department_id)
      values (${tenant.id}, ${newId()}, ${pick(userIds)}, ${pick(roleIds)}, ${maybe(() => pick(schoolIds))}, ${maybe(() => pick(departmentIds))})`;
  }
  const held = new Set<string>();
  for (let n = 0; n < 6; n += 1) {
    const [userId, positionId] = [pick(userIds), pick(positionIds)];
    if (held.has(`${userId} ${positionId}`)) continue;
    held.add(`${userId} ${positionId}`);
    await owner`insert into gloria.assignments (tenant_id, id, user_id, position_id, kind, valid_from, valid_until, fte_percent)
      values (${tenant.id}, ${newId()}, ${userId}, ${positionId}, ${random() < 0.7 ? "DEFINITIF" : "PLT"}, '2020-01-01', '2099-01-01', 10)`;
  }
  for (let n = 0; n < 5; n += 1) {
    const [delegator, delegate] = [pick(userIds), pick(userIds)];
    if (delegator === delegate) continue;
    await owner`insert into gloria.delegations (tenant_id, id, kind, delegator_id, delegate_id, codes, valid_from, valid_until, reason)
      values (${tenant.id}, ${newId()}, 'PERMISSION', ${delegator}, ${delegate}, ${[pick(codes), pick(patterns)]}, '2020-01-01', '2099-01-01', 'cuti')`;
  }
  return { userIds, schoolIds, departmentIds, positionIds, roleIds, codes, pick };
}

/** Numbers in [0, 1) that a seed decides. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
