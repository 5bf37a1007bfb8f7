import { catalogueIdOf, findPermission, type SimulatedChange } from "@gloria/contracts";
import { newId } from "@gloria/core";
import {
  caseCount,
  codeOf,
  makeTenant,
  propertyTimeout,
  type TestTenant,
  testDatabase,
  testServices,
} from "@gloria/testkit";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { insideOf, readInTenant, type Services, writeInTenant } from "../../platform/index.ts";
import { applyChange } from "./apply-change.ts";
import { checkPermission, simulatePermissions, validatePermissions } from "./index.ts";
import { questionOf, randomPlaces } from "./random-places.fixture.ts";
import { makeRandomRights, type RandomRights } from "./random-rights.fixture.ts";

// Hundreds of changes on a busy machine.
vi.setConfig({ testTimeout: propertyTimeout });

const database = testDatabase();
let services: Services;
let tenant: TestTenant;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
});

/** Changes that can be made to these rights, whatever stands there. */
async function randomChanges(world: TestTenant, { pick, ...rights }: RandomRights): Promise<SimulatedChange[]> {
  const { owner } = database;
  const open = await owner<{ id: string; kind: string; subject: string }[]>`
    select id, subject_kind as kind, subject_id as subject from gloria.grants
    where tenant_id = ${world.id} and ended_at is null and valid_until is null and subject_id <> ${world.adminId} order by id`;
  const edges = await owner<{ child: string; parent: string }[]>`
    select child_role_id as child, parent_role_id as parent from gloria.role_edges where tenant_id = ${world.id} and ended_at is null`;
  const assigned = await owner<{ id: string; userId: string; roleId: string }[]>`
    select id, user_id as "userId", role_id as "roleId" from gloria.role_assignments where tenant_id = ${world.id} order by id`;
  const [grant, edge, assignment] = [pick(open), edges[0], pick(assigned)];
  const [roleId, userId] = [pick(rights.roleIds), pick(rights.userIds)];
  const school = { schoolId: pick(rights.schoolIds) };
  return [
    { kind: "role_assign", userId, roleId, ...school },
    { kind: "role_grant_add", id: pick(rights.roleIds), code: "employee:*", effect: "ALLOW", scope: "SCHOOL" },
    {
      kind: "grant_add",
      subjectKind: "user",
      subjectId: pick(rights.userIds),
      code: "user:read",
      effect: "DENY",
      scope: "ALL",
    },
    {
      kind: "grant_add",
      subjectKind: "position",
      subjectId: pick(rights.positionIds),
      code: "school:read",
      effect: "ALLOW",
      scope: "ALL",
    },
    grant.kind === "role"
      ? { kind: "role_grant_end", id: grant.subject, permId: grant.id }
      : { kind: "grant_end", id: grant.id },
    ...(edge === undefined
      ? []
      : [{ kind: "role_edge_remove" as const, id: edge.child, parentId: edge.parent, inherit: true }]),
    { kind: "role_remove", userId: assignment.userId, roleId: assignment.roleId, assignmentId: assignment.id },
    {
      kind: "delegation_add",
      delegateId: pick(rights.userIds),
      codes: ["school:read"],
      validUntil: "2027-06-01T00:00:00Z",
      reason: "cuti",
      handOn: 0,
    },
    { kind: "user_suspend", id: pick(rights.userIds) },
  ];
}

function refusal(error: unknown): { refused: string } {
  const code = codeOf(error);
  if (typeof code !== "string") throw error;
  return { refused: code };
}

/** Changes tried and then made: what was foretold of fifty questions, and of everybody's rights, is what comes to be. */
async function compare(world: TestTenant, rights: RandomRights, changes: readonly SimulatedChange[], wholly: boolean) {
  const questions = rights.userIds
    .flatMap((id) => randomPlaces(rights).map((place) => questionOf(rights.pick(rights.codes), place, id)))
    .slice(0, 50);
  const effectiveOf = async () => {
    const accesses = await readInTenant(services, world.admin, (tx) =>
      services.permissions.accessOfUsers(tx, wholly ? rights.userIds : []),
    );
    return new Map(accesses.map((access) => [access.userId, access.effective()]));
  };
  const answersOf = async () => (await validatePermissions(services, world.admin, { questions })).answers;
  const before = await effectiveOf();
  const input = { changes: [...changes], questions, limit: 200 };
  const simulated = await simulatePermissions(services, world.admin, input).catch(refusal);
  expect(await effectiveOf()).toEqual(before);
  const answersBefore = await answersOf();
  const made = await writeInTenant(services, world.admin, async (tx) => {
    for (const change of changes) await applyChange(insideOf(services, tx), world.admin, change);
  }).catch(refusal);
  if ("refused" in simulated) {
    expect(made).toEqual(simulated);
    return "refused";
  }
  expect(made).toBeUndefined();
  expect(simulated.answers.map((answer) => answer.before)).toEqual(answersBefore);
  // Rules that the changes make have other ids each time.
  const plain = (answers: readonly { allowed: boolean; layer: string | null; reason: string }[]) =>
    answers.map(({ allowed, layer, reason }) => ({ allowed, layer, reason }));
  expect(plain(simulated.answers.map((answer) => answer.after))).toEqual(plain(await answersOf()));
  const after = await effectiveOf();
  const codesOf = (rows: typeof before, id: string) => [...new Set((rows.get(id) ?? []).map(({ code }) => code))];
  for (const id of wholly ? rights.userIds : []) {
    const gained = codesOf(after, id).filter((code) => !codesOf(before, id).includes(code));
    const lost = codesOf(before, id).filter((code) => !codesOf(after, id).includes(code));
    const item = simulated.items.find(({ user }) => user.id === id);
    if (item === undefined) expect([...gained, ...lost]).toEqual([]);
    expect((item?.gains ?? []).map(({ code }) => code)).toEqual(expect.arrayContaining(gained));
    expect((item?.loses ?? []).map(({ code }) => code)).toEqual(expect.arrayContaining(lost));
  }
  const told = simulated.answers.filter((answer) => answer.before.allowed !== answer.after.allowed).length;
  return { told, asked: questions.length };
}

describe("a simulation", () => {
  it("answers what would be answered once the changes are made, and is refused where they would be", async () => {
    const wanted = caseCount(1000);
    const seen = { told: 0, refused: 0 };
    const kinds = new Set<string>();
    for (let seed = 21, cases = 0; cases < wanted; seed += 1) {
      if (seed > wanted) throw new Error(`${cases} of ${wanted} cases`);
      const world = await makeTenant(database);
      const rights = await makeRandomRights(database, world, seed);
      // Each round goes on from what the one before has made of the world.
      for (let round = 0; round < 6; round += 1) {
        await database.owner`update gloria.users set status = 'active' where tenant_id = ${world.id}`;
        const all = await randomChanges(world, rights);
        const changes = all.filter(() => rights.pick([true, false]));
        // Everybody's whole catalogue takes long: once in each world.
        const outcome = await compare(world, rights, changes, round === 0);
        if (outcome === "refused") seen.refused += 1;
        else if (outcome.told > 0) {
          seen.told += outcome.told;
          cases += outcome.asked;
          for (const { kind } of changes) kinds.add(kind);
        }
      }
    }
    expect(seen.told).toBeGreaterThan(30);
    expect(kinds.size).toBeGreaterThanOrEqual(8);
  });

  it("of no change changes nothing, and leaves neither rows nor events behind", async () => {
    const user = await tenant.addUser();
    const question = { code: "user:read", userId: user } as const;
    const none = await simulatePermissions(services, tenant.admin, { changes: [], questions: [question] });
    expect(none).toMatchObject({ items: [], total: 0, nextCursor: null });
    expect(none.answers[0]?.before).toEqual(none.answers[0]?.after);
    const grant = {
      kind: "grant_add" as const,
      subjectKind: "user" as const,
      subjectId: user,
      code: "user:read",
      scope: "ALL" as const,
    };
    const counts = () => database.owner`
      select (select count(*) from gloria.grants where tenant_id = ${tenant.id}) as grants,
        (select count(*) from gloria.audit_events where tenant_id = ${tenant.id}) as events,
        (select epoch from gloria.permission_epochs where tenant_id = ${tenant.id}) as epoch`;
    const before = await counts();
    const one = await simulatePermissions(services, tenant.admin, { changes: [grant], questions: [question] });
    expect(one.items).toMatchObject([{ user: { id: user }, gains: [{ code: "user:read", scope: "ALL" }], loses: [] }]);
    expect(one.answers).toMatchObject([{ before: { allowed: false }, after: { allowed: true } }]);
    expect([...(await counts())]).toEqual([...before]);
    expect((await checkPermission(services, tenant.admin, question)).allowed).toBe(false);
    const off = { kind: "module_switch" as const, id: newId(), isEnabled: false };
    expect(await simulatePermissions(services, tenant.admin, { changes: [off] }).catch(codeOf)).toBe(
      "module.not_found",
    );
    expect(await simulatePermissions(services, tenant.as(user), { changes: [] }).catch(codeOf)).toBe("access.denied");
  });

  it("finds what a change reaches beside the codes that it names", async () => {
    const world = await makeTenant(database);
    const { owner } = database;
    const [lead, other] = [await world.addUser({ name: "Ani" }), await world.addUser({ name: "Budi" })];
    const [roleId, aboveId] = [newId(), newId()];
    for (const [id, code] of [
      [roleId, "WAKIL"],
      [aboveId, "ATAS"],
    ] as const) {
      await owner`insert into gloria.roles (tenant_id, id, code, name, level) values (${world.id}, ${id}, ${code}, 'Peran', 5)`;
      await world.addGrant({ roleId: id, code: id === roleId ? "school:read" : "position:read", scope: "ALL" });
    }
    // Who has the role may read people besides: a condition says so, at a grant that the change does not name.
    await world.addGrant({ userId: lead, code: "user:read", scope: "ALL", condition: '"WAKIL" in actor.roles' });
    for (const code of ["role:read", "user:read"]) await world.addGrant({ userId: other, code, scope: "ALL" });
    const gainsAndLosses = async (...changes: SimulatedChange[]) => {
      const { items } = await simulatePermissions(services, world.admin, { changes });
      return items
        .filter(({ user }) => user.id !== world.adminId)
        .map(({ user, gains, loses }) => [
          user.name,
          ...gains.map(({ code }) => `+${code}`),
          ...loses.map(({ code }) => `-${code}`),
        ]);
    };
    const assign = { kind: "role_assign" as const, userId: lead, roleId };
    expect(await gainsAndLosses(assign)).toEqual([["Ani", "+school:read", "+user:read"]]);
    expect(
      await gainsAndLosses({ kind: "role_edge_add", id: roleId, parentId: aboveId, inherit: true }, assign),
    ).toEqual([["Ani", "+position:read", "+school:read", "+user:read"]]);
    const module = { kind: "module_switch" as const, isEnabled: false };
    const people = catalogueIdOf("module", findPermission("user:read")?.module ?? "");
    expect(await gainsAndLosses({ ...module, id: people })).toEqual([["Budi", "-user:read"]]);
    expect(await gainsAndLosses({ kind: "user_suspend", id: other })).toEqual([["Budi", "-role:read", "-user:read"]]);
  });

  it("asks of the caller what the change itself asks, and keeps a foreign tenant's rows out of sight", async () => {
    const world = await makeTenant(database);
    const reader = await world.addUser();
    for (const code of ["permission:read", "permission:assign"]) {
      await world.addGrant({ userId: reader, code, scope: "ALL" });
    }
    const user = await world.addUser();
    const grant = (code: string, subjectId: string) => ({
      changes: [{ kind: "grant_add" as const, subjectKind: "user" as const, subjectId, code, scope: "ALL" as const }],
    });
    const ask = (input: ReturnType<typeof grant>) =>
      simulatePermissions(services, world.as(reader), input).catch(codeOf);
    await expect(ask(grant("permission:read", user))).resolves.toMatchObject({ total: 1 });
    expect(await ask(grant("user:delete", user))).toBe("access.escalation");
    expect(await ask(grant("permission:read", await tenant.addUser()))).toBe("user.not_found");
  });
});
