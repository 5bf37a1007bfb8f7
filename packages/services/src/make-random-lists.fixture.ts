import { newId } from "@gloria/core";
import type { TestDatabase, TestTenant } from "@gloria/testkit";
import { makeRandomRights, type RandomRights } from "./access/permissions/random-rights.fixture.ts";

const listed = [
  "user:read",
  "employee:read",
  "school:read",
  "department:read",
  "position:read",
  "assignment:read",
  "role:read",
  "audit:read",
  "import:read",
  "export:read",
  "invitation:read",
  "permission:read",
  "access_review:read",
] as const;

/** Conditions on single fields, each on a list whose rows have that field. */
const ofField: Readonly<Record<string, readonly string[]>> = {
  "user:read": ['target.status == "active"', "target.homeSchoolId == actor.schoolId"],
  "employee:read": ['target.employmentStatus == "PNS"', "has(target.section)"],
  "school:read": ['target.level == "SMA"', 'target.status != "active"'],
  "department:read": ["has(target.parentId)"],
  "position:read": ["target.level >= 4", "target.headcount < 10"],
  "assignment:read": ['target.kind == "PLT"', "!target.isPrimary"],
  "import:read": ['target.status == "planned"'],
  "export:read": ['target.kind in ["users", "employees"]'],
  "audit:read": ['target.category == "access"', 'target.entityType != "user"'],
};

const everywhere = {
  subject_kind: "user" as const,
  effect: "ALLOW",
  scope: "ALL",
  school_id: null,
  department_id: null,
  condition: null,
};

/** Rows in every list of the product, in random places and of random people, with random rights to see them. */
export async function makeRandomLists(database: TestDatabase, tenant: TestTenant, seed: number): Promise<RandomRights> {
  const rights = await makeRandomRights(database, tenant, seed);
  const { pick, userIds, schoolIds, departmentIds, positionIds, roleIds } = rights;
  const { owner } = database;
  const maybe = <Item>(items: readonly Item[]): Item | null => pick([null, ...items]);
  const id = tenant.id;
  await owner`update gloria.users set nip = 'N' || right(id::text, 10) where tenant_id = ${id}`;
  const people = await owner<{ id: string; nip: string }[]>`select id, nip from gloria.users where tenant_id = ${id}`;
  const fileId = newId();
  await owner`insert into gloria.files (tenant_id, id, name, media_type, purpose, size, sha256, complete)
    values (${id}, ${fileId}, 'daftar.csv', 'text/csv', 'import', 3, ${"0".repeat(64)}, true)`;
  const times = <Row>(count: number, row: (n: number) => Row) => Array.from({ length: count }, (_, n) => row(n));
  const rows = {
    employees: times(8, (n) => ({
      nip: n < 6 ? (people[n]?.nip ?? newId()) : `X${newId().slice(-8)}`,
      name: "Pegawai",
      school_id: maybe(schoolIds),
      employment_status: pick(["PNS", "GTY", "HONORER"]),
      section: maybe(["TU"]),
    })),
    imports: times(8, () => ({
      kind: "people",
      status: pick(["planned", "committed", "cancelled"]),
      file_id: fileId,
      file_name: "daftar.csv",
      format: "csv",
      started_by: pick(userIds),
      actor_id: pick(userIds),
      school_id: maybe(schoolIds),
      total: 1,
      done: 1,
      expires_at: "2099-01-01",
    })),
    exports: times(8, () => ({
      kind: pick(["users", "employees", "organisation"]),
      format: "csv",
      filter: owner.json({}),
      locale: "id",
      time_zone: "Asia/Jakarta",
      requested_by: pick(userIds),
    })),
    audit_events: times(12, () => ({
      actor_kind: "user",
      actor_id: pick(userIds),
      action: "user.update",
      category: pick(["organisation", "access"]),
      entity_type: pick(["user", "role"]),
      entity_id: pick(userIds),
      entity_version: 1,
      school_id: maybe(schoolIds),
    })),
    invitations: people.map((person) => ({ user_id: person.id, token_hash: newId(), expires_at: "2099-01-01" })),
    permission_batches: times(5, () => ({
      status: "done",
      rights: owner.json([]),
      total: 1,
      done: 1,
      actor_id: pick(userIds),
      started_by: pick(userIds),
      locale: "id",
    })),
    access_reviews: times(6, (n) => ({
      name: "Tinjauan",
      scope: n < 2 ? "all" : "school",
      school_id: n < 2 ? null : pick(schoolIds),
      reviewer_ids: [pick(userIds)],
      due_at: "2099-01-01",
      snapshot_epoch: 1,
      total: 1,
      created_by: pick(userIds),
    })),
    departments: times(3, () => {
      const code = newId();
      return { code, name: "Bagian lain", parent_id: pick(departmentIds), school_id: null };
    }),
    positions: times(4, (n) => ({
      code: newId(),
      name: "Jabatan lain",
      level: 3 + (n % 3),
      headcount: pick([1, 30]),
      school_id: maybe(schoolIds),
    })),
  };
  for (const [table, list] of Object.entries<readonly object[]>(rows)) {
    const complete = list.map((row) => ({ tenant_id: id, id: newId(), ...row }));
    await owner`insert into gloria.${owner.unsafe(table)} ${owner(complete)}`;
  }
  const held = await owner<{ id: string }[]>`select id from gloria.assignments where tenant_id = ${id}`;
  for (const { id: assignment } of held) {
    await owner`update gloria.assignments set school_id = ${maybe(schoolIds)}, department_id = ${maybe(departmentIds)}
      where tenant_id = ${id} and id = ${assignment}`;
  }
  const subjects = { user: userIds, role: roleIds, position: positionIds, department: departmentIds } as const;
  const things = {
    user: userIds,
    school: schoolIds,
    department: departmentIds,
    position: positionIds,
    role: roleIds,
  } as const;
  const grants = times(60, () => {
    const kind = pick(["user", "user", "user", "role", "position", "department"] as const);
    const code = pick(listed);
    const scope = pick(["OWN", "DEPARTMENT", "SCHOOL", "SCHOOL", "ALL"]);
    const type = pick([null, null, null, null, null, "user", "school", "department", "position", "role"] as const);
    const school = pick(schoolIds);
    return {
      tenant_id: id,
      id: newId(),
      subject_kind: kind,
      subject_id: pick(subjects[kind]),
      code: pick([code, code, code, "*:read"]),
      effect: pick(["ALLOW", "ALLOW", "ALLOW", "DENY"]),
      scope,
      school_id: kind === "user" && scope === "SCHOOL" ? school : null,
      department_id: kind === "user" && scope === "DEPARTMENT" ? pick(departmentIds) : null,
      resource_type: type,
      resource_id: type === null ? null : pick(things[type]),
      condition: pick([null, null, null, "target.ownerId != actor.id", `"${school}" in target.schoolIds`]),
    };
  });
  // Of roles nobody but who may read single ones sees some and not others.
  for (const subject_id of [pick(userIds), pick(userIds), pick(userIds)]) {
    grants.push({
      ...everywhere,
      tenant_id: id,
      id: newId(),
      subject_id,
      code: "role:read",
      resource_type: "role",
      resource_id: pick(roleIds),
    });
  }
  for (const grant of grants) {
    const fields = ofField[grant.code];
    if (fields !== undefined && pick([true, false, false])) grant.condition = pick(fields);
  }
  await owner`insert into gloria.grants ${owner(grants)}`;
  return rights;
}
