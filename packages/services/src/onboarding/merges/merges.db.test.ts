import { newId } from "@gloria/core";
import { codeOf, makeOneOfEverything, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { restoreUser, updateUser } from "../../organisation/index.ts";
import { getEntityHistory, type Services } from "../../platform/index.ts";
import { listDuplicates, listMerges, mergeUsers, personReferences, undoMerge } from "./index.ts";

const database = testDatabase();
let services: Services;

beforeAll(() => {
  services = testServices(database);
});

interface Seats {
  readonly schoolId: string;
  readonly teacher: string;
  readonly treasurer: string;
}

async function makeSeats(tenant: TestTenant): Promise<Seats> {
  const schoolId = await tenant.addSchool();
  const [teacher, treasurer] = [newId(), newId()];
  await database.owner`insert into gloria.positions (tenant_id, id, code, name, level, headcount, school_id) values
    (${tenant.id}, ${teacher}, 'GURU', 'Guru', 8, 50, ${schoolId}), (${tenant.id}, ${treasurer}, 'BEND', 'Bendahara', 5, 50, ${schoolId})`;
  await database.owner`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, effect, scope) values
    (${tenant.id}, ${newId()}, 'position', ${teacher}, 'user:read', 'ALLOW', 'SCHOOL'),
    (${tenant.id}, ${newId()}, 'position', ${treasurer}, 'user:update', 'ALLOW', 'SCHOOL')`;
  return { schoolId, teacher, treasurer };
}

async function assign(
  tenant: TestTenant,
  { userId, positionId, schoolId }: { userId: string; positionId: string; schoolId: string },
  more: { from?: string; until?: string | null; primary?: boolean } = {},
): Promise<string> {
  const id = newId();
  await database.owner`insert into gloria.assignments (tenant_id, id, user_id, position_id, school_id, valid_from, valid_until, is_primary)
    values (${tenant.id}, ${id}, ${userId}, ${positionId}, ${schoolId}, ${more.from ?? "2020-01-01"}, ${more.until ?? null}, ${more.primary ?? false})`;
  return id;
}

/** Rows of the given people that were there before, without what always goes on. */
async function imagesOf(tenant: TestTenant, since: ReadonlyMap<string, unknown> | null = null) {
  const images = new Map<string, unknown>();
  for (const table of [
    "users",
    "assignments",
    "role_assignments",
    "grants",
    "inbox_items",
    "saved_views",
    "invitations",
  ]) {
    const rows = await database.owner.unsafe<{ id: string; image: Record<string, unknown> }[]>(
      `select t.id, to_jsonb(t) - 'version' - 'updated_at' as image from gloria.${table} t where t.tenant_id = '${tenant.id}'`,
    );
    for (const row of rows)
      if (since === null || since.has(`${table} ${row.id}`)) images.set(`${table} ${row.id}`, row.image);
  }
  return images;
}

async function tell(tenant: TestTenant, userId: string, notificationId = newId()): Promise<string> {
  const data = database.owner.json({ name: "X", tenantName: "Y", identifier: "z", signInUrl: "http://127.0.0.1/" });
  await database.owner`insert into gloria.notifications (tenant_id, id, type, category, data, recipient_ids)
    values (${tenant.id}, ${notificationId}, 'user.welcome', 'account', ${data}, ${[userId]}) on conflict do nothing`;
  await database.owner`insert into gloria.inbox_items (tenant_id, id, user_id, notification_id, type, category, data, rev)
    values (${tenant.id}, ${newId()}, ${userId}, ${notificationId}, 'user.welcome', 'account', ${data}, 1)`;
  return notificationId;
}

/** Two accounts of one teacher with everything that a merge has to do with. */
async function makeTwins() {
  const tenant = await makeTenant(database);
  const seats = await makeSeats(tenant);
  const { schoolId } = seats;
  const survivorId = await tenant.addUser({
    name: "Nurhayati",
    email: "nurhayati@demo.example",
    homeSchoolId: schoolId,
  });
  const duplicateId = await tenant.addUser({
    name: "Nur Hayati",
    email: "nur@demo.example",
    nip: "NIP-2",
    homeSchoolId: schoolId,
  });
  await assign(tenant, { userId: survivorId, positionId: seats.teacher, schoolId }, { primary: true });
  await assign(tenant, { userId: duplicateId, positionId: seats.treasurer, schoolId }, { primary: true });
  await assign(
    tenant,
    { userId: duplicateId, positionId: seats.teacher, schoolId },
    { from: "2022-01-01", until: "2030-01-01" },
  );
  await tenant.addGrant({ userId: duplicateId, code: "audit:read", scope: "ALL" });
  await database.owner`insert into gloria.sessions (tenant_id, id, user_id, external_sid, source, expires_at)
    values (${tenant.id}, ${newId()}, ${duplicateId}, ${newId()}, 'local', now() + interval '1 hour')`;
  const both = await tell(tenant, survivorId);
  await tell(tenant, duplicateId, both);
  await tell(tenant, duplicateId);
  return { tenant, seats, survivorId, duplicateId };
}

describe("merging", () => {
  it("takes the chosen fields and everything that refers to the duplicate, who stays deleted", async () => {
    const { tenant, seats, survivorId, duplicateId } = await makeTwins();
    const preview = await mergeUsers(services, tenant.admin, {
      survivorId,
      duplicateId,
      fields: { email: "duplicate", nip: "duplicate", clerkUserId: "duplicate" },
      dryRun: true,
    });
    const before = await imagesOf(tenant);
    const result = await mergeUsers(services, tenant.admin, {
      survivorId,
      duplicateId,
      fields: { email: "duplicate", nip: "duplicate", clerkUserId: "duplicate" },
      survivorVersion: 1,
      duplicateVersion: 1,
    });
    expect(result).toEqual({ ...preview, dryRun: false, mergeId: expect.any(String) });
    expect(result.references).toEqual([
      { table: "assignments", column: "user_id", outcome: "moved", rows: 1 },
      { table: "assignments", column: "user_id", outcome: "ended", rows: 1 },
      { table: "grants", column: "subject_id", outcome: "moved", rows: 1 },
      { table: "sessions", column: "user_id", outcome: "ended", rows: 1 },
      { table: "inbox_items", column: "user_id", outcome: "moved", rows: 1 },
      { table: "inbox_items", column: "user_id", outcome: "kept", rows: 1 },
    ]);
    const people = await database.owner`
      select id, name, email, nip, deleted_at is not null as deleted, merged_into from gloria.users where id = any(${[survivorId, duplicateId]}) order by id`;
    expect(
      [...people].sort((left, right) => (left["id"] === survivorId ? -1 : right["id"] === survivorId ? 1 : 0)),
    ).toEqual([
      { id: survivorId, name: "Nurhayati", email: "nur@demo.example", nip: "NIP-2", deleted: false, merged_into: null },
      {
        id: duplicateId,
        name: "Nur Hayati",
        email: "nur@demo.example",
        nip: "NIP-2",
        deleted: true,
        merged_into: survivorId,
      },
    ]);
    const held = await database.owner`
      select position_id as position, is_primary as primary from gloria.assignments
      where user_id = ${survivorId} and ended_at is null order by is_primary desc`;
    expect(held).toEqual([
      { position: seats.teacher, primary: true },
      { position: seats.treasurer, primary: false },
    ]);
    const [counter] = await database.owner`select unread from gloria.inbox_counters where user_id = ${survivorId}`;
    expect(counter?.["unread"]).toBe(2);
    await expect(restoreUser(services, tenant.admin, { id: duplicateId }).catch(codeOf)).resolves.toBe("user.merged");
    const history = await getEntityHistory(services, tenant.admin, { type: "user", id: survivorId });
    expect(history.items.map(({ entityId }) => entityId).sort()).toEqual([survivorId, duplicateId].sort());

    await undoMerge(services, tenant.admin, { id: result.mergeId ?? "" });
    expect(await imagesOf(tenant, before)).toEqual(before);
    const alone = await getEntityHistory(services, tenant.admin, { type: "user", id: survivorId });
    expect(new Set(alone.items.map(({ entityId }) => entityId))).toEqual(new Set([survivorId]));
    const [log] = (await listMerges(services, tenant.admin, { userId: duplicateId })).items;
    expect(log).toMatchObject({ takenFields: ["email", "nip", "clerkUserId"], can: { undo: false } });
    expect(log?.undoneAt).not.toBeNull();
    await expect(undoMerge(services, tenant.admin, { id: result.mergeId ?? "" }).catch(codeOf)).resolves.toBe(
      "merge.already_undone",
    );
    expect((await mergeUsers(services, tenant.admin, { survivorId, duplicateId })).mergeId).not.toBeNull();
  });

  it("changes nothing when it is a dry run", async () => {
    const { tenant, survivorId, duplicateId } = await makeTwins();
    const before = await imagesOf(tenant);
    await mergeUsers(services, tenant.admin, { survivorId, duplicateId, dryRun: true });
    expect(await imagesOf(tenant)).toEqual(before);
    const [rows] = await database.owner`
      select (select count(*)::int from gloria.user_merges where tenant_id = ${tenant.id}) as merges,
        (select count(*)::int from gloria.audit_events where tenant_id = ${tenant.id} and action = 'user.merge') as events`;
    expect(rows).toEqual({ merges: 0, events: 0 });
  });

  it("is refused with the reason where the two hold one position at times that jut out", async () => {
    const { tenant, seats, survivorId, duplicateId } = await makeTwins();
    await assign(
      tenant,
      { userId: survivorId, positionId: seats.treasurer, schoolId: seats.schoolId },
      { from: "2023-01-01", until: "2029-01-01" },
    );
    const error = await mergeUsers(services, tenant.admin, { survivorId, duplicateId }).catch((caught) => caught);
    expect(error).toMatchObject({
      code: "user.merge_blocked",
      params: { reasons: [`assignment_overlap ${seats.treasurer}`] },
    });
    expect(
      (await mergeUsers(services, tenant.admin, { survivorId, duplicateId, access: "end" })).mergeId,
    ).not.toBeNull();
  });

  it("never raises rights: those of a suspended duplicate do not come alive, nor does a caller gain any", async () => {
    const { tenant, survivorId, duplicateId } = await makeTwins();
    await database.owner`update gloria.users set status = 'suspended' where id = ${duplicateId}`;
    const error = await mergeUsers(services, tenant.admin, { survivorId, duplicateId }).catch((caught) => caught);
    expect(error).toMatchObject({ code: "user.merge_raises_rights" });
    expect(error.params.permissions).toContain("audit:read");
    await database.owner`update gloria.users set status = 'active' where id = ${duplicateId}`;
    for (const code of ["user:merge", "user:read"]) await tenant.addGrant({ userId: survivorId, code, scope: "ALL" });
    const into = (access: "carry" | "end") =>
      mergeUsers(services, tenant.as(survivorId), { survivorId, duplicateId, access });
    await expect(into("carry").catch(codeOf)).resolves.toBe("user.merge_raises_rights");
    await expect(
      mergeUsers(services, tenant.as(survivorId), { survivorId: duplicateId, duplicateId: survivorId }).catch(codeOf),
    ).resolves.toBe("user.delete_self");
    expect((await into("end")).mergeId).not.toBeNull();
  });

  it("gives neither of the two what the caller does not hold: they may be two people after all", async () => {
    const { tenant, survivorId, duplicateId } = await makeTwins();
    const clerk = await tenant.addUser();
    for (const code of ["user:merge", "user:read"]) await tenant.addGrant({ userId: clerk, code, scope: "ALL" });
    const merge = (input: Omit<Parameters<typeof mergeUsers>[2], "survivorId" | "duplicateId">) =>
      mergeUsers(services, tenant.as(clerk), { survivorId, duplicateId, dryRun: true, ...input }).catch(codeOf);
    // The duplicate's rights would come to the survivor.
    expect(await merge({})).toBe("access.escalation");
    expect(await merge({ access: "end" })).toMatchObject({ dryRun: true });
    // The survivor's rights would come to whoever signs in as the duplicate does.
    await tenant.addGrant({ userId: survivorId, code: "school:read", scope: "ALL" });
    expect(await merge({ access: "end", fields: { phone: "duplicate" } })).toMatchObject({ dryRun: true });
    expect(await merge({ access: "end", fields: { email: "duplicate" } })).toBe("access.escalation");
  });

  it("is for who may merge both, and knows no stranger", async () => {
    const { tenant, seats, survivorId, duplicateId } = await makeTwins();
    const clerk = await tenant.addUser();
    await tenant.addGrant({ userId: clerk, code: "user:*", scope: "SCHOOL", schoolId: seats.schoolId });
    const elsewhere = await tenant.addUser({ homeSchoolId: await tenant.addSchool() });
    const foreign = await makeTenant(database);
    const refused = await Promise.all([
      mergeUsers(services, tenant.as(clerk), { survivorId, duplicateId: elsewhere }).catch(codeOf),
      mergeUsers(services, foreign.admin, { survivorId, duplicateId }).catch(codeOf),
      mergeUsers(services, tenant.admin, { survivorId, duplicateId: survivorId }).catch(codeOf),
      mergeUsers(services, tenant.admin, { survivorId, duplicateId, survivorVersion: 7 }).catch(codeOf),
      mergeUsers(services, tenant.as(await tenant.addUser()), { survivorId, duplicateId }).catch(codeOf),
      undoMerge(services, foreign.admin, { id: newId() }).catch(codeOf),
    ]);
    expect(refused).toEqual([
      "access.denied",
      "user.not_found",
      "user.merge_same",
      "user.version_conflict",
      "access.denied",
      "merge.not_found",
    ]);
    const { mergeId } = await mergeUsers(services, tenant.as(clerk), { survivorId, duplicateId, access: "end" });
    expect((await listMerges(services, tenant.as(clerk), {})).items).toMatchObject([
      { id: mergeId, can: { undo: true } },
    ]);
    await expect(undoMerge(services, foreign.admin, { id: mergeId ?? "" }).catch(codeOf)).resolves.toBe(
      "merge.not_found",
    );
  });

  it("cannot lose the last administrator, and cannot be undone where something has changed since", async () => {
    const { tenant, survivorId, duplicateId } = await makeTwins();
    const operator = tenant.system;
    await expect(
      mergeUsers(services, operator, { survivorId, duplicateId: tenant.adminId, access: "end" }).catch(codeOf),
    ).resolves.toBe("access.last_administrator");
    const { mergeId } = await mergeUsers(services, tenant.admin, {
      survivorId,
      duplicateId,
      fields: { email: "duplicate" },
    });
    await updateUser(services, tenant.admin, { id: survivorId, phone: "+62000111" });
    await updateUser(services, tenant.admin, { id: survivorId, email: "third@demo.example" });
    await database.owner`update gloria.assignments set valid_until = '2031-01-01' where user_id = ${survivorId} and ended_at is null and not is_primary`;
    const error = await undoMerge(services, tenant.admin, { id: mergeId ?? "" }).catch((caught) => caught);
    expect(error).toMatchObject({
      code: "merge.undo_blocked",
      params: { reasons: ["assignments valid_until", "users email"] },
    });
  });
});

describe("candidates", () => {
  it("find one person under two spellings, and page by score", async () => {
    const tenant = await makeTenant(database);
    const one = await tenant.addUser({ name: "Nurhayati", email: "a1@demo.example" });
    const two = await tenant.addUser({ name: "Nur Hayati", email: "b1@demo.example" });
    const nips = [
      await tenant.addUser({ name: "Budi", nip: "19-001" }),
      await tenant.addUser({ name: "Santoso", nip: "19.001" }),
    ];
    await tenant.addUser({ name: "Wahyu Setiawan" });
    const near = [
      await tenant.addUser({ name: "Kristianto Wibowo" }),
      await tenant.addUser({ name: "Kristianto Wibawa" }),
    ];
    const first = await listDuplicates(services, tenant.admin, { limit: 2 });
    const rest = await listDuplicates(services, tenant.admin, { limit: 2, cursor: first.nextCursor ?? "" });
    const found = [...first.items, ...rest.items].map(({ left, right, score, reasons }) => ({
      pair: [left.id, right.id].sort(),
      score,
      reasons,
    }));
    expect(found).toEqual([
      { pair: nips.sort(), score: 80, reasons: ["nip"] },
      { pair: [one, two].sort(), score: 60, reasons: ["name"] },
      { pair: near.sort(), score: 35, reasons: ["spelling"] },
    ]);
    expect(rest.nextCursor).toBeNull();
    const foreign = await makeTenant(database);
    expect((await listDuplicates(services, foreign.admin, {})).items).toEqual([]);
  });
});

describe("the catalogue of references", () => {
  it("names every foreign key to people", async () => {
    const keys = await database.owner<{ place: string }[]>`
      select t.relname || '.' || a.attname as place
      from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[array_length(c.conkey, 1)]
      where c.contype = 'f' and c.confrelid = 'gloria.users'::regclass and n.nspname = 'gloria' and not t.relispartition order by 1`;
    expect(keys.length).toBeGreaterThan(10);
    expect(personReferences.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(
      keys.map(({ place }) => place),
    );
  });

  it("moves and takes back every row of a person who has one of everything", async () => {
    const tenant = await makeTenant(database);
    const { userId } = await makeOneOfEverything(database, tenant);
    const survivorId = await tenant.addUser({ name: "Wulan Sari" });
    const before = await imagesOf(tenant);
    const { mergeId, references } = await mergeUsers(services, tenant.admin, { survivorId, duplicateId: userId });
    expect(references.length).toBeGreaterThan(4);
    await undoMerge(services, tenant.admin, { id: mergeId ?? "" });
    expect(await imagesOf(tenant, before)).toEqual(before);
  });
});
