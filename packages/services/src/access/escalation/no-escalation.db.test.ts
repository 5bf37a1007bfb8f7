import type { PermissionScope } from "@gloria/contracts";
import { isAppError, newId } from "@gloria/core";
import { readTenant } from "@gloria/db";
import { type Access, accessOf, compileFacts, loadFacts, type Target } from "@gloria/permissions";
import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { createGrant, endGrant } from "../grants/index.ts";
import { assignRole, changeRoleGrants, changeRoleHierarchy, grantToRole, removeRole } from "../roles/index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let schools: readonly [string, string];
let departmentId: string;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  schools = [await tenant.addSchool(), await tenant.addSchool()];
  departmentId = newId();
  await database.owner`insert into gloria.departments (tenant_id, id, code, name, school_id)
    values (${tenant.id}, ${departmentId}, 'KUR', 'Kurikulum', ${schools[0]})`;
});

const people = 3;
const roles = 3;
const codes = ["school:read", "user:read", "user:delete", "audit:read"];
const patterns = [...codes, "user:*", "*:read"];
const scopes: readonly PermissionScope[] = ["OWN", "DEPARTMENT", "SCHOOL", "ALL"];

const person = fc.nat(people - 1);
const role = fc.nat(roles - 1);
const place = fc.constantFrom("none", "first", "second", "department");
const right = fc.record({
  code: fc.constantFrom(...patterns),
  scope: fc.constantFrom(...scopes),
  effect: fc.constantFrom("ALLOW" as const, "ALLOW" as const, "ALLOW" as const, "DENY" as const),
});
const held = fc.oneof(
  fc.record({ kind: fc.constant("grant" as const), person, place, right }),
  fc.record({ kind: fc.constant("role_grant" as const), role, right }),
  fc.record({ kind: fc.constant("assignment" as const), person, role, place }),
);
const step = fc.oneof(
  fc.record({ kind: fc.constant("grant" as const), actor: person, person, place, right }),
  fc.record({ kind: fc.constant("end" as const), actor: person, which: fc.nat(20) }),
  fc.record({ kind: fc.constant("role_grant" as const), actor: person, role, right }),
  fc.record({ kind: fc.constant("bulk" as const), actor: person, role, right, which: fc.nat(20) }),
  fc.record({ kind: fc.constant("assign" as const), actor: person, person, role, place }),
  fc.record({ kind: fc.constant("remove" as const), actor: person, person, role }),
  fc.record({
    kind: fc.constant("edge" as const),
    actor: person,
    child: role,
    parent: role,
    action: fc.constantFrom("add" as const, "add" as const, "remove" as const),
    inherit: fc.boolean(),
  }),
);
type Value<Made> = Made extends fc.Arbitrary<infer Of> ? Of : never;
type Held = Value<typeof held>;
type Step = Value<typeof step>;
type Place = Value<typeof place>;

interface Group {
  readonly people: readonly string[];
  readonly roles: readonly string[];
}

const anchorOf = (at: Place) => ({
  schoolId: at === "first" ? schools[0] : at === "second" ? schools[1] : null,
  departmentId: at === "department" ? departmentId : null,
});

/** People and roles of one sequence alone, with what they begin with; all may use the verbs, none may grant anything. */
async function makeGroup(beginning: readonly Held[]): Promise<Group> {
  const group = { people: Array.from({ length: people }, newId), roles: Array.from({ length: roles }, newId) };
  const assigning = ["permission:assign", "role:assign", "role:update"];
  const grants = [
    ...group.people.flatMap((id) =>
      assigning.map((code) => grantRow("user", id, { code, scope: "ALL", effect: "ALLOW" })),
    ),
    ...beginning.flatMap((one) => {
      if (one.kind === "role_grant") return [grantRow("role", group.roles[one.role] ?? "", one.right)];
      if (one.kind === "assignment") return [];
      const anchor = anchorOf(one.place);
      const { scope } = one.right;
      const fits =
        (scope !== "SCHOOL" || anchor.schoolId !== null) && (scope !== "DEPARTMENT" || anchor.departmentId !== null);
      return fits ? [grantRow("user", group.people[one.person] ?? "", one.right, anchor)] : [];
    }),
  ];
  const assignments = beginning.flatMap((one) =>
    one.kind !== "assignment"
      ? []
      : [
          {
            tenant_id: tenant.id,
            id: newId(),
            user_id: group.people[one.person] ?? "",
            role_id: group.roles[one.role] ?? "",
            ...snake(anchorOf(one.place)),
          },
        ],
  );
  await database.owner.begin(async (sql) => {
    await sql`insert into gloria.users ${sql(group.people.map((id) => ({ tenant_id: tenant.id, id, name: "Orang" })))}`;
    await sql`insert into gloria.roles ${sql(group.roles.map((id) => ({ tenant_id: tenant.id, id, code: id.slice(-12), name: "Peran" })))}`;
    await sql`insert into gloria.grants ${sql(grants)}`;
    if (assignments.length > 0) await sql`insert into gloria.role_assignments ${sql(assignments)}`;
  });
  return group;
}

function grantRow(
  kind: "user" | "role",
  subject: string,
  { code, scope, effect }: { code: string; scope: PermissionScope; effect: "ALLOW" | "DENY" },
  anchor: { schoolId: string | null; departmentId: string | null } = { schoolId: null, departmentId: null },
) {
  return {
    tenant_id: tenant.id,
    id: newId(),
    subject_kind: kind,
    subject_id: subject,
    code,
    effect,
    scope,
    ...snake(anchor),
  };
}

const snake = (anchor: { schoolId: string | null; departmentId: string | null }) => ({
  school_id: anchor.schoolId,
  department_id: anchor.departmentId,
});

async function openGrant(group: Group, which: number, roleId?: string): Promise<string | null> {
  const subjects = roleId === undefined ? [...group.people, ...group.roles] : [roleId];
  const rows = await database.owner<{ id: string }[]>`
    select id from gloria.grants where subject_id = any(${subjects}::uuid[]) and ended_at is null
      and code not in ('permission:assign', 'role:assign', 'role:update') order by id`;
  return rows[which % Math.max(1, rows.length)]?.id ?? null;
}

/** One call; a refusal is as good an outcome as any. Returns whether it was done. */
async function take(group: Group, one: Step): Promise<boolean> {
  const id = (list: readonly string[], at: number) => list[at] ?? "";
  const ctx = tenant.as(id(group.people, one.actor));
  const { people: users, roles: all } = group;
  try {
    if (one.kind === "grant") {
      await createGrant(services, ctx, {
        subjectKind: "user",
        subjectId: id(users, one.person),
        ...one.right,
        ...anchorOf(one.place),
      });
    } else if (one.kind === "role_grant") {
      await grantToRole(services, ctx, { id: id(all, one.role), ...one.right });
    } else if (one.kind === "assign") {
      await assignRole(services, ctx, {
        userId: id(users, one.person),
        roleId: id(all, one.role),
        ...anchorOf(one.place),
      });
    } else if (one.kind === "remove") {
      await removeRole(services, ctx, { userId: id(users, one.person), roleId: id(all, one.role) });
    } else if (one.kind === "edge") {
      const { action, inherit } = one;
      await changeRoleHierarchy(services, ctx, {
        id: id(all, one.child),
        parentId: id(all, one.parent),
        action,
        inherit,
      });
    } else if (one.kind === "bulk") {
      const roleId = id(all, one.role);
      const grantId = await openGrant(group, one.which, roleId);
      await changeRoleGrants(services, ctx, { id: roleId, add: [one.right], end: grantId === null ? [] : [grantId] });
    } else {
      const grantId = await openGrant(group, one.which);
      if (grantId === null) return false;
      await endGrant(services, ctx, { id: grantId });
    }
    return true;
  } catch (error) {
    if (isAppError(error) && error.family !== "INTERNAL") return false;
    throw error;
  }
}

/** What each may do by what stands in the tables now. */
function accessesOf(group: Group): Promise<Access[]> {
  return readTenant(database.app, tenant.system, async (tx) => {
    const { now } = await tx.opening;
    const at = now.getTime();
    const loaded = await Promise.all(group.people.map((userId) => loadFacts(tx, userId)));
    return loaded.map(({ raw, epoch }) =>
      accessOf(compileFacts(raw, at), epoch, at, { schoolId: null, strict: false }),
    );
  });
}

function targetsOf(group: Group): Target[] {
  const places = [
    { schoolIds: [], departmentIds: [] },
    { schoolIds: [schools[0]], departmentIds: [] },
    { schoolIds: [schools[1]], departmentIds: [] },
    { schoolIds: [schools[0]], departmentIds: [departmentId] },
  ];
  return [null, ...group.people].flatMap((ownerId) => places.map((at) => ({ ownerId, ...at })));
}

it("no sequence of calls gains anybody what nobody among them held", { timeout: 120_000 }, async () => {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(held, { minLength: 3, maxLength: 8 }),
      fc.array(step, { minLength: 2, maxLength: 4 }),
      async (beginning, steps) => {
        const group = await makeGroup(beginning);
        const before = await accessesOf(group);
        let changes = 0;
        for (const one of steps) if (await take(group, one)) changes += 1;
        if (changes === 0) return;
        done += changes;
        const after = await accessesOf(group);
        for (const [place, access] of after.entries()) {
          for (const code of codes) {
            for (const target of targetsOf(group)) {
              if (!access.checkText({ code, target }).allowed) continue;
              // What one may do with one's own things counts as held by whoever holds it anywhere.
              const isOwn = target.ownerId === group.people[place];
              const wasHeld = before.some(
                (other) => other.checkText({ code, target }).allowed || (isOwn && other.checkText({ code }).allowed),
              );
              expect(wasHeld, `${code} over ${JSON.stringify(target)} by person ${place}`).toBe(true);
            }
          }
        }
      },
    ),
    { numRuns: 200 },
  );
  // A property of refusals alone would say nothing.
  expect(done).toBeGreaterThan(100);
});
