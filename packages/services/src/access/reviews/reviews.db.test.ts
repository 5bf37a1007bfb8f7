import { newId, type TenantContext } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openFile, readInTenant, type Services } from "../../platform/index.ts";
import {
  closeAccessReview,
  createAccessReview,
  decideAccessReview,
  exportAccessReview,
  getAccessReview,
  listAccessReviewItems,
  listAccessReviews,
  tellOverdueReview,
} from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let schoolId: string;
let roleId: string;
let reviewer: TenantContext & { userId: string };

beforeAll(() => {
  services = testServices(database);
});

beforeEach(async () => {
  tenant = await makeTenant(database);
  schoolId = await tenant.addSchool();
  roleId = newId();
  await database.owner`insert into gloria.roles (tenant_id, id, code, name) values (${tenant.id}, ${roleId}, 'guru', 'Guru')`;
  await database.owner`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, effect, scope)
    values (${tenant.id}, ${newId()}, 'role', ${roleId}, 'user:read', 'ALLOW', 'SCHOOL')`;
  const userId = await tenant.addUser({ name: "Zainal" });
  for (const code of ["access_review:read", "access_review:approve"]) {
    await tenant.addGrant({ userId, code, scope: "OWN" });
  }
  reviewer = { ...tenant.as(userId), userId };
});

const refusalOf = (call: Promise<unknown>) => call.catch(codeOf);
const dueAt = new Date(Date.now() + 86_400_000).toISOString();

async function teacher(name: string, more: { schoolId?: string; grant?: string } = {}): Promise<string> {
  const userId = await tenant.addUser({ name });
  await database.owner`insert into gloria.role_assignments (tenant_id, id, user_id, role_id, school_id, created_by)
    values (${tenant.id}, ${newId()}, ${userId}, ${roleId}, ${more.schoolId ?? schoolId}, ${tenant.adminId})`;
  if (more.grant !== undefined) await tenant.addGrant({ userId, code: more.grant, scope: "SCHOOL", schoolId });
  return userId;
}

const begin = (more: object = {}) =>
  createAccessReview(services, tenant.admin, {
    name: "Tinjauan 2026",
    scope: "school",
    schoolId,
    reviewerIds: [reviewer.userId],
    dueAt,
    ...more,
  });

const may = (userId: string) =>
  readInTenant(services, tenant.as(userId), async (tx) =>
    (await tx.access).can("user:read", { ownerId: null, departmentIds: [], schoolIds: [schoolId] }),
  );

describe("an access review", () => {
  it("shows what there is, ends at once what is revoked, and leaves evidence", async () => {
    const [one, two] = [await teacher("Andi", { grant: "position:read" }), await teacher("Budi")];
    await teacher("Cici", { schoolId: await tenant.addSchool() });
    const review = await begin();
    expect(review).toMatchObject({
      status: "open",
      progress: { total: 3, undecided: 3 },
      reviewers: [{ name: "Zainal" }],
    });
    const page = await listAccessReviewItems(services, reviewer, { id: review.id, limit: 2 });
    const rest = await listAccessReviewItems(services, reviewer, { id: review.id, cursor: page.nextCursor ?? "" });
    const items = [...page.items, ...rest.items];
    expect(items.map(({ user, label, kind }) => [user.name, label, kind])).toEqual([
      ["Andi", "Guru", "role_assignment"],
      ["Andi", "position:read", "grant"],
      ["Budi", "Guru", "role_assignment"],
    ]);
    expect(items[0]?.source).toMatchObject({ grantedBy: tenant.adminId, grantedByName: "Admin Yayasan" });
    expect(await may(two)).toBe(true);
    const [keep, gone, revoke] = items.map(({ id }) => id);
    await database.owner`update gloria.grants set ended_at = now() where subject_id = ${one} and code = 'position:read'`;
    const decided = await decideAccessReview(services, reviewer, {
      id: review.id,
      decisions: [
        { itemId: keep ?? "", decision: "keep" },
        { itemId: gone ?? "", decision: "revoke" },
        { itemId: revoke ?? "", decision: "revoke", reason: "Sudah pindah" },
      ],
    });
    expect(decided.results.map(({ outcome }) => outcome)).toEqual(["kept", "already_ended", "revoked"]);
    expect(decided.epoch).toBeGreaterThan(review.snapshotEpoch);
    expect([await may(one), await may(two)]).toEqual([true, false]);
    expect(decided.review.progress).toEqual({ total: 3, keep: 1, revoke: 2, undecided: 0, refused: 0 });
    const again = await decideAccessReview(services, reviewer, {
      id: review.id,
      decisions: [{ itemId: revoke ?? "", decision: "keep" }],
    });
    expect(again.results).toMatchObject([{ outcome: "refused", problem: { code: "access_review.already_revoked" } }]);

    const events = await database.owner<{ action: string; n: number }[]>`
      select action, count(*)::int as n from gloria.audit_events where entity_id = ${review.id} group by 1 order by 1`;
    expect(events).toEqual([
      { action: "access_review.create", n: 1 },
      { action: "access_review.decide", n: 4 },
    ]);
    const evidence = await exportAccessReview(services, tenant.admin, { id: review.id });
    const pieces: Buffer[] = [];
    for await (const piece of (await openFile(services, tenant.admin, evidence.fileId)).bytes)
      pieces.push(Buffer.from(piece));
    const lines = Buffer.concat(pieces).toString().trimEnd().split("\r\n");
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain("Orang;NIP;Jenis;Hak");
    expect(lines[3]).toContain("Sudah pindah");
  });

  it("lets nobody decide of their own rights, and keeps the last administrator", async () => {
    await teacher("Andi");
    await tenant.addGrant({ userId: reviewer.userId, code: "school:read", scope: "ALL" });
    const review = await begin({ scope: "all", schoolId: undefined });
    const { items } = await listAccessReviewItems(services, reviewer, { id: review.id });
    const decisions = items.map(({ id }) => ({ itemId: id, decision: "revoke" as const }));
    const { results } = await decideAccessReview(services, reviewer, { id: review.id, decisions });
    const outcomes = items.map(({ user, label }, place) => [
      user.name,
      label,
      results[place]?.problem?.code ?? results[place]?.outcome,
    ]);
    expect(outcomes).toEqual([
      ["Admin Yayasan", "*:*", "access.last_administrator"],
      ["Andi", "Guru", "revoked"],
      ["Zainal", "access_review:approve", "access_review.own_item"],
      ["Zainal", "access_review:read", "access_review.own_item"],
      ["Zainal", "school:read", "access_review.own_item"],
    ]);
    expect((await getAccessReview(services, reviewer, { id: review.id })).progress).toMatchObject({
      refused: 1,
      undecided: 3,
    });
  });

  it("is of a role, told to its reviewers, told when overdue, and closed with what is undecided", async () => {
    await teacher("Andi", { grant: "position:read" });
    const review = await begin({ scope: "role", schoolId: undefined, roleId });
    expect(review.progress.total).toBe(1);
    const tell = () => tellOverdueReview(services, { tenantId: tenant.id, reviewId: review.id });
    await Promise.all([tell(), tell()]);
    const told = await database.owner<{ type: string; people: string[] }[]>`
      select type, recipient_ids as people from gloria.notifications where entity_id = ${review.id} order by created_at, id`;
    expect(told).toEqual([
      { type: "access_review.assigned", people: [reviewer.userId] },
      { type: "access_review.overdue", people: [reviewer.userId, tenant.adminId] },
    ]);
    const jobs = await database.owner`select 1 from gloria.outbox where job = 'access_review.tell_overdue'
      and payload->>'reviewId' = ${review.id} and publish_after = ${dueAt}`;
    expect(jobs).toHaveLength(1);
    expect(await refusalOf(closeAccessReview(services, reviewer, { id: review.id }))).toBe("access.denied");
    const closed = await closeAccessReview(services, tenant.admin, { id: review.id });
    expect(closed).toMatchObject({ review: { status: "closed" }, undecided: [{ label: "Guru", decision: null }] });
    expect(await refusalOf(closeAccessReview(services, tenant.admin, { id: review.id }))).toBe("access_review.closed");
    const itemId = closed.undecided[0]?.id ?? "";
    const late = { id: review.id, decisions: [{ itemId, decision: "keep" as const }] };
    expect(await refusalOf(decideAccessReview(services, reviewer, late))).toBe("access_review.closed");
    await tell();
    expect(await database.owner`select 1 from gloria.notifications where entity_id = ${review.id}`).toHaveLength(2);
  });

  it("is for its reviewers and its own foundation, and names what is wrong", async () => {
    await teacher("Andi");
    const other = await makeTenant(database);
    expect(await refusalOf(begin({ reviewerIds: [other.adminId] }))).toBe("user.not_found");
    expect(await refusalOf(begin({ schoolId: newId() }))).toBe("school.not_found");
    expect(await refusalOf(begin({ scope: "role", schoolId: undefined, roleId: newId() }))).toBe("role.not_found");
    expect(await refusalOf(begin({ dueAt: "2020-01-01T00:00:00Z" }))).toBe("access.window_past");
    expect(await refusalOf(begin({ scope: "all" }))).toBe("request.invalid");
    const review = await begin({ reviewerIds: [tenant.adminId] });
    expect(await refusalOf(getAccessReview(services, reviewer, { id: review.id }))).toBe("access.denied");
    expect((await listAccessReviews(services, reviewer, {})).items).toEqual([]);
    const decision = { id: review.id, decisions: [{ itemId: newId(), decision: "keep" as const }] };
    expect(await refusalOf(decideAccessReview(services, reviewer, decision))).toBe("access.denied");
    expect(await refusalOf(decideAccessReview(services, tenant.admin, decision))).toBe("access_review.item_not_found");
    for (const call of [getAccessReview, listAccessReviewItems, closeAccessReview, exportAccessReview]) {
      expect(await refusalOf(call(services, other.admin, { id: review.id }))).toBe("access_review.not_found");
    }
    expect((await listAccessReviews(services, other.admin, {})).items).toEqual([]);
    expect((await listAccessReviews(services, tenant.admin, { status: "open" })).items).toHaveLength(1);
    expect(
      await refusalOf(
        createAccessReview(services, reviewer, { name: "X", scope: "all", reviewerIds: [reviewer.userId], dueAt }),
      ),
    ).toBe("access.denied");
  });
});
