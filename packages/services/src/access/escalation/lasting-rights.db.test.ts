import type { ErrorParams } from "@gloria/contracts";
import { isAppError, newId, type TenantContext } from "@gloria/core";
import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { previewBulkAssign } from "../bulk/index.ts";
import { createGrant, endGrant, grantResource } from "../grants/index.ts";
import { assignRole, changeRoleGrants, changeRoleHierarchy, grantToRole, removeRole } from "../roles/index.ts";
import { applyPermissionTemplate, createPermissionTemplate } from "../templates/index.ts";

const database = testDatabase();
const code = "school:read";
const soon = new Date(Date.UTC(new Date().getUTCFullYear() + 1, 0, 1)).toISOString();
const later = new Date(Date.UTC(new Date().getUTCFullYear() + 2, 0, 1)).toISOString();
const verbs = [
  "permission:assign",
  "permission:create",
  "permission:update",
  "role:assign",
  "role:update",
  "permission.template:create",
  "permission.template:assign",
];
let services: Services;
let tenant: TestTenant;
let actorId: string;
let actor: TenantContext;
let friend: string;

beforeAll(() => {
  services = testServices(database);
});

/** Somebody who may use the verbs without an end. */
beforeEach(async () => {
  tenant = await makeTenant(database);
  [actorId, friend] = [await tenant.addUser(), await tenant.addUser()];
  actor = tenant.as(actorId);
  for (const verb of verbs) await tenant.addGrant({ userId: actorId, code: verb, scope: "ALL" });
});

interface Right {
  readonly code?: string;
  readonly effect?: "ALLOW" | "DENY";
  readonly from?: string | null;
  readonly until?: string | null;
}

async function give(kind: "user" | "role" | "position", subjectId: string, right: Right = {}): Promise<string> {
  const id = newId();
  await database.owner`insert into gloria.grants
    (tenant_id, id, subject_kind, subject_id, code, effect, scope, valid_from, valid_until) values
    (${tenant.id}, ${id}, ${kind}, ${subjectId}, ${right.code ?? code}, ${right.effect ?? "ALLOW"}, 'ALL',
      ${right.from ?? null}, ${right.until ?? null})`;
  return id;
}

async function makeRole(...rights: readonly Right[]): Promise<string> {
  const id = newId();
  await database.owner`insert into gloria.roles (tenant_id, id, code, name)
    values (${tenant.id}, ${id}, ${id.slice(-12)}, 'Peran')`;
  for (const right of rights) await give("role", id, right);
  return id;
}

const holds = {
  async "a right of one's own that ends"() {
    await give("user", actorId, { until: soon });
  },
  async "a role that is assigned until a day"() {
    await database.owner`insert into gloria.role_assignments (tenant_id, id, user_id, role_id, valid_until)
      values (${tenant.id}, ${newId()}, ${actorId}, ${await makeRole({})}, ${soon})`;
  },
  async "a role with a right that ends"() {
    await database.owner`insert into gloria.role_assignments (tenant_id, id, user_id, role_id)
      values (${tenant.id}, ${newId()}, ${actorId}, ${await makeRole({ until: soon })})`;
  },
  async "a position held as Plt"() {
    await holdPosition("PLT", soon.slice(0, 10));
  },
  async "a position held as Plh"() {
    await holdPosition("PLH", soon.slice(0, 10));
  },
  async "a position held definitively until a day"() {
    await holdPosition("DEFINITIF", soon.slice(0, 10));
  },
  async "a right without end that is denied from a day on"() {
    await database.owner`insert into gloria.role_assignments (tenant_id, id, user_id, role_id)
      values (${tenant.id}, ${newId()}, ${actorId}, ${await makeRole({})})`;
    await give("user", actorId, { effect: "DENY", from: soon });
  },
} as const;

async function holdPosition(kind: "DEFINITIF" | "PLT" | "PLH", until: string): Promise<void> {
  const id = newId();
  await database.owner`insert into gloria.positions (tenant_id, id, code, name, level, headcount)
    values (${tenant.id}, ${id}, ${id.slice(-12)}, 'Kepala', 3, 1)`;
  await give("position", id);
  await database.owner`insert into gloria.assignments
    (tenant_id, id, user_id, position_id, kind, fte_percent, valid_from, valid_until, is_primary)
    values (${tenant.id}, ${newId()}, ${actorId}, ${id}, ${kind}, 100, '2020-01-01', ${until}, true)`;
}

type Answer = "done" | { readonly code: string; readonly params: ErrorParams };

function answerOf(work: Promise<unknown>): Promise<Answer> {
  return work.then(
    () => "done",
    (error: unknown) => {
      if (isAppError(error)) return { code: error.code, params: error.params };
      throw error;
    },
  );
}

const allow = { code, effect: "ALLOW", scope: "ALL" } as const;

/** Each way on which the right is given until a day, or without an end. */
const ways: Readonly<Record<string, (validUntil: string | null) => Promise<Answer>>> = {
  "a grant to somebody else": (validUntil) =>
    answerOf(createGrant(services, actor, { subjectKind: "user", subjectId: friend, ...allow, validUntil })),
  "a grant to oneself": (validUntil) =>
    answerOf(createGrant(services, actor, { subjectKind: "user", subjectId: actorId, ...allow, validUntil })),
  "a grant about one thing": async (validUntil) =>
    answerOf(
      grantResource(services, actor, {
        subjectKind: "user",
        subjectId: friend,
        ...allow,
        resourceType: "school",
        resourceId: await tenant.addSchool(),
        validUntil,
      }),
    ),
  "a grant to a role": async (validUntil) =>
    answerOf(grantToRole(services, actor, { id: await makeRole(), ...allow, validUntil })),
  "many grants of a role": async (validUntil) =>
    answerOf(changeRoleGrants(services, actor, { id: await makeRole(), add: [{ ...allow, validUntil }], end: [] })),
  "a role": async (validUntil) =>
    answerOf(assignRole(services, actor, { userId: friend, roleId: await makeRole({}), validUntil })),
  "a role whose right ends": async (validUntil) =>
    answerOf(assignRole(services, actor, { userId: friend, roleId: await makeRole({ until: validUntil }) })),
  "a role's parent": async (validUntil) =>
    answerOf(
      changeRoleHierarchy(services, actor, {
        id: await makeRole(),
        parentId: await makeRole({ until: validUntil }),
        action: "add",
        inherit: true,
      }),
    ),
  "a template": async (validUntil) => {
    const template = await createPermissionTemplate(services, tenant.admin, {
      kind: "user",
      code: `t-${newId().slice(-12)}`,
      name: "Paket",
      grants: [allow],
    });
    return answerOf(applyPermissionTemplate(services, actor, { templateId: template.id, userId: friend, validUntil }));
  },
  "a DENY that is lifted": async (validUntil) => {
    const id = await give("user", friend, { effect: "DENY", until: validUntil });
    return answerOf(endGrant(services, actor, { id }));
  },
  "a role with a DENY that is taken away": async (validUntil) => {
    const roleId = await makeRole({ effect: "DENY", until: validUntil });
    await database.owner`insert into gloria.role_assignments (tenant_id, id, user_id, role_id)
      values (${tenant.id}, ${newId()}, ${friend}, ${roleId})`;
    return answerOf(removeRole(services, actor, { userId: friend, roleId }));
  },
};

describe("what ends", () => {
  it.each(Object.keys(holds) as (keyof typeof holds)[])(
    "as %s is given on until then, and not beyond",
    async (held) => {
      await holds[held]();
      // Dates begin where the foundation sits, which is before midnight in Greenwich.
      const until = new Date(new Date(soon).getTime() - 86_400_000).toISOString();
      for (const [name, way] of Object.entries(ways)) {
        expect(await way(until), `${name}, until then`).toBe("done");
      }
      for (const [name, way] of Object.entries(ways)) {
        for (const beyond of [later, null]) {
          expect(await way(beyond), `${name}, until ${beyond}`).toMatchObject({
            code: "access.outlasts_support",
            params: { permission: code, support: expect.any(String), until: expect.any(String) },
          });
        }
      }
    },
  );

  it("by one thing and goes on by another is held throughout", async () => {
    await give("user", actorId, { until: soon });
    await give("user", actorId, { from: soon });
    for (const [name, way] of Object.entries(ways)) expect(await way(null), name).toBe("done");
  });

  it("is said by what it is held, and until when", async () => {
    await holds["a role that is assigned until a day"]();
    expect(await ways["a grant to oneself"]?.(null)).toEqual({
      code: "access.outlasts_support",
      params: expect.objectContaining({ support: "Peran", supportKind: "role_assignment", until: soon }),
    });
  });

  it("is given in bulk no longer, item by item", async () => {
    await give("user", actorId, { until: soon });
    const order = (validUntil: string | null) => ({
      userIds: [friend],
      rights: [{ grant: allow, validUntil }],
      reason: "panitia",
    });
    const [short, long] = [
      await previewBulkAssign(services, actor, order(soon)),
      await previewBulkAssign(services, actor, order(null)),
    ];
    expect(short.counts).toMatchObject({ make: 1 });
    expect(long.counts).toMatchObject({ make: 0, refuse: 1 });
  });
});

describe("the right to give anything", () => {
  it("is worth as long as it is held, and nothing on a condition", async () => {
    await give("user", actorId, { code: "permission:grant_any", until: soon });
    expect(await ways["a grant to somebody else"]?.(soon)).toBe("done");
    expect(await ways["a grant to somebody else"]?.(null)).toMatchObject({ code: "access.escalation" });
    const other = await tenant.addUser();
    await tenant.addGrant({ userId: other, code: "permission:assign", scope: "ALL" });
    await tenant.addGrant({
      userId: other,
      code: "permission:grant_any",
      scope: "ALL",
      condition: 'request.channel == "api"',
    });
    const grant = { subjectKind: "user" as const, subjectId: friend, ...allow, code: "school:update" };
    expect(await answerOf(createGrant(services, tenant.as(other), grant))).toMatchObject({ code: "access.escalation" });
  });
});
