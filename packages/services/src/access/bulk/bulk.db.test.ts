import { newId, type TenantContext } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { readInTenant, type Services } from "../../platform/index.ts";
import {
  bulkAssign,
  cancelPermissionBatch,
  getPermissionBatch,
  listPermissionBatches,
  listPermissionBatchItems,
  previewBulkAssign,
  resumePermissionBatch,
  runPermissionBatch,
  takeBackPermissionBatch,
} from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let schoolId: string;
let roleId: string;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  schoolId = await tenant.addSchool();
  roleId = await role("guru", [["user:read", "SCHOOL"]]);
});

const refusalOf = (call: Promise<unknown>) => call.catch(codeOf);
const still = new AbortController().signal;
const run = (id: string) => runPermissionBatch(services, { tenantId: tenant.id, batchId: id }, still);

async function role(code: string, grants: readonly [string, string][]): Promise<string> {
  const id = newId();
  await database.owner`insert into gloria.roles (tenant_id, id, code, name) values (${tenant.id}, ${id}, ${code}, ${code})`;
  for (const [pattern, scope] of grants) {
    await database.owner`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, effect, scope)
      values (${tenant.id}, ${newId()}, 'role', ${id}, ${pattern}, 'ALLOW', ${scope})`;
  }
  return id;
}

async function people(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await tenant.addUser({ name: `Guru ${n}`, homeSchoolId: schoolId }));
  return ids;
}

const request = (userIds: string[], rights: object[] = [{ roleId, schoolId }]) => ({
  userIds,
  rights: rights as { roleId: string }[],
  reason: "Tahun ajaran baru",
});

const may = (userId: string) =>
  readInTenant(services, tenant.as(userId), async (tx) =>
    (await tx.access).can("user:read", { ownerId: null, departmentIds: [], schoolIds: [schoolId] }),
  );

/** What of the tenant's rights is open, without what another test may do beside. */
const opened = (userIds: string[]) => database.owner<{ n: number }[]>`
  select (select count(*) from gloria.role_assignments where user_id = any (${userIds}) and ended_at is null)::int
    + (select count(*) from gloria.grants where subject_id = any (${userIds}) and ended_at is null)::int as n`;

describe("a bulk assignment", () => {
  it("previews without a write, gives, tells, and takes all of it back", async () => {
    const ids = await people(3);
    const [first = ""] = ids;
    await database.owner`insert into gloria.role_assignments (tenant_id, id, user_id, role_id, school_id)
      values (${tenant.id}, ${newId()}, ${first}, ${roleId}, ${schoolId})`;
    const wanted = request(ids, [
      { roleId, schoolId },
      { grant: { code: "position:read", scope: "SCHOOL" }, schoolId },
    ]);
    const preview = await previewBulkAssign(services, tenant.admin, { ...wanted, limit: 4 });
    expect(preview.counts).toEqual({ make: 5, present: 1, refuse: 0 });
    expect(preview.items.map(({ outcome }) => outcome)).toEqual(["present", "make", "make", "make"]);
    const rest = await previewBulkAssign(services, tenant.admin, { ...wanted, cursor: preview.nextCursor ?? "" });
    expect(rest.items.map(({ itemNumber }) => itemNumber)).toEqual([5, 6]);
    expect(await opened(ids)).toEqual([{ n: 1 }]);

    const { id, status } = await bulkAssign(services, tenant.admin, wanted);
    expect(status).toBe("running");
    await run(id);
    const done = await getPermissionBatch(services, tenant.admin, { id });
    expect(done).toMatchObject({
      status: "done",
      progress: { done: 6, total: 6 },
      results: { made: 5, present: 1, refused: 0, waiting: 0 },
      can: { cancel: false, resume: false, takeBack: true },
    });
    expect(await may(ids[2] ?? "")).toBe(true);
    await run(id);
    expect(await opened(ids)).toEqual([{ n: 6 }]);
    const page = await listPermissionBatchItems(services, tenant.admin, { id, limit: 5 });
    expect(page.items.map(({ state }) => state)).toEqual(["present", "made", "made", "made", "made"]);
    const last = await listPermissionBatchItems(services, tenant.admin, { id, cursor: page.nextCursor ?? "" });
    expect(last.items.map(({ itemNumber }) => itemNumber)).toEqual([6]);

    await database.owner`update gloria.grants set ended_at = now() where id = ${page.items[1]?.madeId ?? null}`;
    await takeBackPermissionBatch(services, tenant.admin, { id });
    await run(id);
    const back = await getPermissionBatch(services, tenant.admin, { id });
    expect(back).toMatchObject({ status: "taken_back", results: { takenBack: 4, kept: 1, present: 1 } });
    expect(await opened(ids)).toEqual([{ n: 1 }]);
    expect(await may(ids[2] ?? "")).toBe(false);
    const kept = await listPermissionBatchItems(services, tenant.admin, { id, state: "kept" });
    expect(kept.items).toMatchObject([{ itemNumber: 2, problem: { code: "permission_batch.item_ended" } }]);
    expect(await refusalOf(takeBackPermissionBatch(services, tenant.admin, { id }))).toBe(
      "permission_batch.wrong_state",
    );
    const actions = await database.owner<{ action: string; n: number }[]>`
      select action, count(*)::int as n from gloria.audit_events where batch_id = ${id} group by 1 order by 1`;
    expect(Object.fromEntries(actions.map(({ action, n }) => [action, n]))).toEqual({
      "grant.create": 3,
      "grant.end": 2,
      "permission_batch.create": 1,
      "permission_batch.finish": 2,
      "permission_batch.take_back": 1,
      "role.assign": 2,
      "role.unassign": 2,
    });
    const told = await database.owner`select 1 from gloria.notifications where entity_id = ${id}`;
    expect(told).toHaveLength(2);
  });

  it("refuses item by item what the caller may not give, or not to them", async () => {
    const caller = await tenant.addUser({ homeSchoolId: schoolId });
    for (const code of ["permission:assign", "role:assign", "user:read"]) {
      await tenant.addGrant({ userId: caller, code, scope: "SCHOOL", schoolId });
    }
    const ctx: TenantContext = tenant.as(caller);
    const [near = "", far] = [(await people(1))[0], await tenant.addUser()];
    const everything = await role("semua", [["*:*", "ALL"]]);
    const wanted = request([near, far], [{ roleId, schoolId }, { roleId: everything }]);
    const preview = await previewBulkAssign(services, ctx, wanted);
    expect(preview.items.map(({ problem }) => problem?.code ?? null)).toEqual([
      null,
      "access.escalation",
      "access.denied",
      "access.escalation",
    ]);
    const { id } = await bulkAssign(services, ctx, wanted);
    await run(id);
    const { items } = await listPermissionBatchItems(services, tenant.admin, { id });
    expect(items.map(({ state, problem }) => problem?.code ?? state)).toEqual([
      "made",
      "access.escalation",
      "access.denied",
      "access.escalation",
    ]);
    expect(items[1]?.problem?.message).toContain("melampauinya");

    const later = await bulkAssign(services, ctx, request(await people(1)));
    await database.owner`update gloria.grants set ended_at = now() where subject_id = ${caller} and code = 'permission:assign'`;
    await run(later.id);
    expect(await getPermissionBatch(services, tenant.admin, { id: later.id })).toMatchObject({
      status: "failed",
      failure: "access.denied",
      results: { waiting: 1 },
    });
  });

  it("never loses the last administrator, and does the rest", async () => {
    const ids = [...(await people(2)), tenant.adminId, ...(await people(2))];
    const { id } = await bulkAssign(
      services,
      tenant.admin,
      request(ids, [{ grant: { code: "role:assign", effect: "DENY", scope: "ALL" } }]),
    );
    await run(id);
    const { items } = await listPermissionBatchItems(services, tenant.admin, { id });
    expect(items.map(({ state, problem }) => problem?.code ?? state)).toEqual([
      "made",
      "made",
      "access.last_administrator",
      "made",
      "made",
    ]);
    expect(await getPermissionBatch(services, tenant.admin, { id })).toMatchObject({ progress: { done: 5, total: 5 } });
  });

  it("is cancelled between two batches, and gone on with from there", async () => {
    const ids = await people(3);
    const { id } = await bulkAssign(services, tenant.admin, request(ids));
    const cancelled = await cancelPermissionBatch(services, tenant.admin, { id });
    expect(cancelled).toMatchObject({ status: "cancelled", can: { resume: true } });
    await run(id);
    expect(await opened(ids)).toEqual([{ n: 0 }]);
    expect(await refusalOf(cancelPermissionBatch(services, tenant.admin, { id }))).toBe("permission_batch.wrong_state");
    await resumePermissionBatch(services, tenant.admin, { id });
    await Promise.all([run(id), run(id)]);
    expect(await getPermissionBatch(services, tenant.admin, { id })).toMatchObject({ status: "done" });
    expect(await opened(ids)).toEqual([{ n: 3 }]);
  });

  it("says at once what is wrong with the request, and is nobody else's", async () => {
    const ids = await people(1);
    const other = await makeTenant(database);
    const refused = (rights: object[], userIds = ids) =>
      refusalOf(bulkAssign(services, tenant.admin, request(userIds, rights)));
    expect(await refused([{ roleId: newId() }])).toBe("role.not_found");
    expect(await refused([{ roleId }], [other.adminId])).toBe("user.not_found");
    expect(await refused([{ roleId, schoolId: newId() }])).toBe("school.not_found");
    expect(await refused([{ roleId, validUntil: "2020-01-01T00:00:00Z" }])).toBe("access.window_past");
    expect(await refused([{ grant: { code: "user:read", scope: "SCHOOL" } }])).toBe("access.anchor_needed");
    expect(await refused([{ grant: { code: "nothing:at_all", scope: "ALL" } }])).toBe("access.unknown_permission");
    expect(await refused([{ roleId, grant: { code: "user:read", scope: "ALL" } }])).toBe("request.invalid");
    const many = Array.from({ length: 5_001 }, () => newId());
    expect(await refused([{ roleId }, { roleId, schoolId }], many)).toBe("permission_batch.too_many");
    const { id } = await bulkAssign(services, tenant.admin, request(ids));
    for (const call of [getPermissionBatch, listPermissionBatchItems, cancelPermissionBatch, takeBackPermissionBatch]) {
      expect(await refusalOf(call(services, other.admin, { id }))).toBe("permission_batch.not_found");
    }
    const stranger = tenant.as(await tenant.addUser());
    expect(await refusalOf(getPermissionBatch(services, stranger, { id }))).toBe("access.denied");
    expect((await listPermissionBatches(services, other.admin, {})).items).toEqual([]);
    const first = await listPermissionBatches(services, tenant.admin, { limit: 1 });
    expect(first.items.map((one) => one.id)).toEqual([id]);
    expect(first.nextCursor).not.toBeNull();
    expect(first.can).toEqual({ create: true });
    const reader = await tenant.addUser();
    await tenant.addGrant({ userId: reader, code: "permission:read", scope: "ALL" });
    expect((await listPermissionBatches(services, tenant.as(reader), {})).can).toEqual({ create: false });
    expect((await listPermissionBatches(services, tenant.system, {})).can).toEqual({ create: false });
    await cancelPermissionBatch(services, tenant.admin, { id });
  });
});
