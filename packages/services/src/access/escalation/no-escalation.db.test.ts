import { isAppError, newId } from "@gloria/core";
import { readTenant } from "@gloria/db";
import { type Access, accessOf, compileLoaded, loadFactsOf, type Target } from "@gloria/permissions";
import { caseCount, makeTenant, propertyTimeout, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import fc from "fast-check";
import { beforeAll, expect, it, vi } from "vitest";
import type { Services } from "../../platform/index.ts";
import { delegate, revokeDelegation } from "../delegations/index.ts";
import { createGrant, endGrant, grantResource } from "../grants/index.ts";
import { assignRole, changeRoleGrants, changeRoleHierarchy, grantToRole, removeRole } from "../roles/index.ts";
import { applyPermissionTemplate, createPermissionTemplate } from "../templates/index.ts";
import {
  codes,
  type Held,
  held,
  kinds,
  later,
  type Place,
  people,
  roles,
  type Step,
  step,
} from "./random-escalation.fixture.ts";

// Thousands of calls on a busy machine.
vi.setConfig({ testTimeout: propertyTimeout });

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let schools: readonly [string, string];
let departmentId: string;
const templates: string[] = [];

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  schools = [await tenant.addSchool(), await tenant.addSchool()];
  departmentId = newId();
  await database.owner`insert into gloria.departments (tenant_id, id, code, name, school_id)
    values (${tenant.id}, ${departmentId}, 'KUR', 'Kurikulum', ${schools[0]})`;
  await database.owner`insert into gloria.permissions (tenant_id, id, code, name, module, permission_group, delegable)
    values (${tenant.id}, ${newId()}, 'koperasi:read', 'Lihat koperasi', 'koperasi', 'koperasi', true)`;
  for (const [n, code] of ["school:read", "koperasi:read", "user:*", "audit:read"].entries()) {
    const { id } = await createPermissionTemplate(services, tenant.admin, {
      kind: n < 2 ? "user" : "role",
      code: `T${n}`,
      name: "Paket",
      grants: [{ code, scope: "ALL" }],
    });
    templates.push(id);
  }
});

/** All may use the verbs: what is refused is refused for what they would give. */
const assigning = [
  "permission:assign",
  "role:assign",
  "role:update",
  "delegation:create",
  "permission.template:assign",
];

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
  // Delegating is of one's own rights, and asks for nothing but this.
  const grants = [
    ...group.people.flatMap((id) =>
      assigning.map((code) => grantRow("user", id, { code, scope: "ALL", effect: "ALLOW", validUntil: null })),
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
            valid_until: one.validUntil,
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
  right: Pick<Extract<Held, { kind: "role_grant" }>["right"], "scope" | "effect" | "validUntil"> & { code: string },
  anchor: { schoolId: string | null; departmentId: string | null } = { schoolId: null, departmentId: null },
) {
  return {
    tenant_id: tenant.id,
    id: newId(),
    subject_kind: kind,
    subject_id: subject,
    code: right.code,
    effect: right.effect,
    scope: right.scope,
    valid_until: right.validUntil,
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
      and code <> all(${assigning}) order by id`;
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
        validUntil: one.validUntil,
        ...anchorOf(one.place),
      });
    } else if (one.kind === "resource") {
      const subject = { subjectKind: "user" as const, subjectId: id(users, one.person) };
      await grantResource(services, ctx, {
        ...subject,
        resourceType: "user",
        resourceId: id(users, one.about),
        ...one.right,
      });
    } else if (one.kind === "delegate") {
      const actor = id(users, one.actor);
      const parentId = one.isHandedOn ? await openDelegation("delegate_id", actor, 0) : null;
      await delegate(services, ctx, {
        delegateId: id(users, one.person),
        codes: [one.right.code],
        validUntil: new Date(Date.now() + 86_400_000).toISOString(),
        reason: "cuti",
        handOn: 1,
        ...(parentId === null ? {} : { parentId }),
      });
    } else if (one.kind === "revoke") {
      const delegation = await openDelegation("delegator_id", id(users, one.actor), one.which);
      if (delegation === null) return false;
      await revokeDelegation(services, ctx, { id: delegation });
    } else if (one.kind === "template") {
      const { subject, validUntil } = one;
      await applyPermissionTemplate(services, ctx, {
        templateId: id(templates, one.template + ("role" in subject ? 2 : 0)),
        ...("role" in subject ? { roleId: id(all, subject.role) } : { userId: id(users, subject.person) }),
        validUntil,
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

async function openDelegation(
  side: "delegate_id" | "delegator_id",
  userId: string,
  which: number,
): Promise<string | null> {
  const rows = await database.owner<{ id: string }[]>`
    select id from gloria.delegations where tenant_id = ${tenant.id} and ${database.owner(side)} = ${userId} and ended_at is null order by id`;
  return rows[which % Math.max(1, rows.length)]?.id ?? null;
}

/** What each may do by what stands in the tables now: at this instant, and much later. */
function accessesOf(group: Group): Promise<Access[][]> {
  return readTenant(database.app, tenant.system, async (tx) => {
    const [{ now, epoch }, loaded] = await Promise.all([tx.opening, loadFactsOf(tx, group.people)]);
    return [now, later].map((instant) => {
      const at = instant.getTime();
      return loaded.map((each) => accessOf(compileLoaded(each, at), epoch, at, { schoolId: null, strict: false }));
    });
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

it("no sequence of calls gains anybody what nobody among them held, nor for longer than they held it", async () => {
  const wanted = caseCount(1000);
  const done = new Map<Step["kind"], number>();
  const sequences = fc.tuple(
    fc.array(held, { minLength: 4, maxLength: 9 }),
    fc.array(step, { minLength: 8, maxLength: 12 }),
  );
  // A case is a call that was done and a person of whom everything is asked when all the calls are over.
  let cases = 0;
  const judge = async (beginning: readonly Held[], steps: readonly Step[]) => {
    const group = await makeGroup(beginning);
    const before = await accessesOf(group);
    const calls: Step["kind"][] = [];
    for (const one of steps) if (await take(group, one)) calls.push(one.kind);
    if (calls.length === 0) return;
    for (const kind of calls) done.set(kind, (done.get(kind) ?? 0) + 1);
    const targets = targetsOf(group);
    for (const [time, after] of (await accessesOf(group)).entries()) {
      const then = before[time] ?? [];
      for (const [place, access] of after.entries()) {
        cases += time === 0 ? calls.length : 0;
        for (const code of codes) {
          for (const target of targets) {
            if (!access.checkText({ code, target }).allowed) continue;
            // What one may do with one's own things counts as held by whoever holds it anywhere.
            const isOwn = target.ownerId === group.people[place];
            const wasHeld = then.some(
              (other) => other.checkText({ code, target }).allowed || (isOwn && other.checkText({ code }).allowed),
            );
            const when = time === 0 ? "now" : "later";
            expect(wasHeld, `${code} ${when} over ${JSON.stringify(target)} by person ${place}`).toBe(true);
          }
        }
      }
    }
  };
  while (cases < wanted) {
    const property = fc.asyncProperty(sequences, ([beginning, steps]) => judge(beginning, steps));
    // Shorter sequences that fail would be looked for longer than anybody waits.
    await fc.assert(property, { numRuns: 10, endOnFailure: true });
  }
  // A property of refusals alone would say nothing.
  for (const kind of kinds) expect(done.get(kind) ?? 0, kind).toBeGreaterThan(0);
});
