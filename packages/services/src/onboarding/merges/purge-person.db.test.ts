import { newId } from "@gloria/core";
import { codeOf, makeOneOfEverything, makeTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { deleteUser, listTrash, restoreUser, suspendUser } from "../../organisation/index.ts";
import { getEntityHistory, type Services } from "../../platform/index.ts";
import { inviteUsers } from "../invitations/index.ts";
import { mergeUsers, personReferences, purgePerson, undoMerge } from "./index.ts";

const database = testDatabase();
let services: Services;
beforeAll(() => {
  services = testServices(database);
});

const canary = "Kenari Tersembunyi";
const reason = "permintaan penghapusan";

describe("a purge", () => {
  it("leaves no name anywhere in the tenant's rows, but keeps what was done and by whom", async () => {
    const tenant = await makeTenant(database);
    const { userId } = await makeOneOfEverything(database, tenant);
    await database.owner`update gloria.users set name = ${canary}, phone = '+62000555' where id = ${userId}`;
    const { items } = await inviteUsers(services, tenant.admin, {
      people: [{ name: canary, email: "kenari@demo.example" }],
    });
    const invited = items[0]?.outcome === "invited" ? items[0].userId : "";
    for (const id of [userId, invited]) {
      await deleteUser(services, tenant.admin, { id });
      await purgePerson(services, tenant.admin, { id, confirmName: canary, reason, force: true });
    }
    const tables = await database.owner<{ name: string }[]>`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
      where n.nspname = 'gloria' and c.relkind in ('r', 'p') and not c.relispartition`;
    for (const { name } of tables) {
      const found = await database.owner.unsafe(
        `select 1 from gloria.${name} t where t.tenant_id = '${tenant.id}' and (t::text ilike '%kenari%' or t::text like '%+62000555%')`,
      );
      expect(found, name).toHaveLength(0);
    }
    for (const { table, column, purge } of personReferences) {
      const [left] = await database.owner.unsafe<{ n: number }[]>(
        `select count(*)::int as n from gloria.${table} where tenant_id = '${tenant.id}' and ${column} = '${userId}'`,
      );
      if (purge === "delete") expect(left?.n, `${table}.${column}`).toBe(0);
    }
    const history = await getEntityHistory(services, tenant.admin, { type: "user", id: userId });
    expect(history.items.map(({ action }) => action)).toEqual(["user.purge", "user.delete", "user.create"]);
    const [seat] = await database.owner`select count(*)::int as n from gloria.assignments where user_id = ${userId}`;
    expect(seat?.["n"]).toBe(1);
  });

  it("asks for the name, the deletion, the time since then, and the right", async () => {
    const tenant = await makeTenant(database);
    const id = await tenant.addUser({ name: "Sudah Pergi" });
    const purge = (more: object, ctx = tenant.admin) =>
      purgePerson(services, ctx, { id, confirmName: "Sudah Pergi", reason, ...more }).catch(codeOf);
    expect(await purge({})).toBe("user.purge_not_deleted");
    await deleteUser(services, tenant.admin, { id });
    expect(await purge({ confirmName: "Sudah pergi" })).toBe("user.purge_name_mismatch");
    expect(await purge({})).toBe("user.purge_too_early");
    expect(await purge({ force: true }, tenant.as(await tenant.addUser()))).toBe("access.denied");
    expect(await purge({ force: true }, (await makeTenant(database)).admin)).toBe("user.not_found");
    expect(await purge({ force: true, dryRun: true })).toMatchObject({ dryRun: true });
    expect((await restoreUser(services, tenant.admin, { id })).name).toBe("Sudah Pergi");
    await deleteUser(services, tenant.admin, { id });
    await database.owner`update gloria.users set deleted_at = now() - interval '31 days' where id = ${id}`;
    expect(await purge({})).toMatchObject({ dryRun: false, pseudonym: `#${id.slice(-12)}` });
    expect(await purge({})).toBe("user.purged");
    await expect(restoreUser(services, tenant.admin, { id }).catch(codeOf)).resolves.toBe("user.purged");
    const [event] = await database.owner`
      select reason, actor_id from gloria.audit_events where action = 'user.purge' and entity_id = ${id}`;
    expect(event).toEqual({ reason, actor_id: tenant.adminId });
  });

  it("takes with it the images by which a merge could be undone", async () => {
    const tenant = await makeTenant(database);
    const [survivorId, duplicateId] = [await tenant.addUser({ name: "Tetap" }), await tenant.addUser({ name: canary })];
    const { mergeId } = await mergeUsers(services, tenant.admin, { survivorId, duplicateId });
    await purgePerson(services, tenant.admin, { id: duplicateId, confirmName: canary, reason, force: true });
    await expect(undoMerge(services, tenant.admin, { id: mergeId ?? "" }).catch(codeOf)).resolves.toBe("user.purged");
    const [left] = await database.owner`select rows::text as rows from gloria.user_merges where id = ${mergeId}`;
    expect(left?.["rows"]).toBe("[]");
  });

  it("opens its door for people in the trash of the caller's own tenant alone", async () => {
    const [mine, theirs] = [await makeTenant(database), await makeTenant(database)];
    const living = await mine.addUser();
    const foreign = await theirs.addUser();
    await database.owner`update gloria.users set deleted_at = now() where id = ${foreign}`;
    const gone = await mine.addUser();
    await database.owner`update gloria.users set deleted_at = now() where id = ${gone}`;
    const call = (person: string, places: string[]) =>
      database.app.sql.begin(async (sql) => {
        await sql`select set_config('app.tenant_id', ${mine.id}, true)`;
        await sql`select gloria.purge_person(${person}, 'x', ${places})`;
      });
    for (const [person, places] of [
      [living, []],
      [foreign, []],
      [newId(), []],
      [gone, ["audit_events.actor_id"]],
      [gone, ["users.merged_into"]],
    ] as const) {
      await expect(call(person, [...places])).rejects.toMatchObject({ code: "42501" });
    }
  });
});

describe("the trash", () => {
  it("lists what was deleted, by kind, with who and when, to who may restore it", async () => {
    const tenant = await makeTenant(database);
    const [here, there] = [await tenant.addSchool({ name: "Di Sini" }), await tenant.addSchool()];
    const ids: string[] = [];
    for (const homeSchoolId of [here, there, here]) {
      const id = await tenant.addUser({ name: `Hapus ${ids.length}`, homeSchoolId });
      await deleteUser(services, tenant.admin, { id });
      ids.unshift(id);
    }
    const page = await listTrash(services, tenant.admin, { kind: "user", limit: 2 });
    const rest = await listTrash(services, tenant.admin, { kind: "user", limit: 2, cursor: page.nextCursor ?? "" });
    expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
    expect(page.items[0]).toMatchObject({
      name: "Hapus 2",
      schoolName: "Di Sini",
      deletedBy: { id: tenant.adminId, name: "Admin Yayasan" },
      can: { restore: true, purge: true },
    });
    expect((await listTrash(services, tenant.admin, { kind: "user", q: "hapus 1" })).items).toHaveLength(1);
    const clerk = await tenant.addUser();
    await tenant.addGrant({ userId: clerk, code: "user:restore", scope: "SCHOOL", schoolId: here });
    const mine = await listTrash(services, tenant.as(clerk), { kind: "user" });
    expect(mine.items.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
    expect(mine.items.every(({ can }) => can.restore && !can.purge)).toBe(true);
    for (const kind of ["school", "department", "position", "employee"] as const) {
      expect((await listTrash(services, tenant.admin, { kind })).items).toEqual([]);
      await expect(listTrash(services, tenant.as(clerk), { kind }).catch(codeOf)).resolves.toBe("access.denied");
    }
    expect((await listTrash(services, (await makeTenant(database)).admin, { kind: "user" })).items).toEqual([]);
  });
});

describe("the last administrator", () => {
  const second = async () => {
    const tenant = await makeTenant(database);
    const id = await tenant.addUser({ name: "Admin Kedua" });
    await tenant.addGrant({ userId: id, code: "*:*", scope: "ALL" });
    return { tenant, id };
  };
  const activeAdmins = async (tenantId: string) => {
    const [row] = await database.owner<{ n: number }[]>`
      select count(distinct u.id)::int as n from gloria.users u
      join gloria.grants g on g.subject_id = u.id and g.code = '*:*' and g.ended_at is null
      where u.tenant_id = ${tenantId} and u.status = 'active' and u.deleted_at is null`;
    return row?.n;
  };

  it("stays, whatever two administrators do to each other at once", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { tenant, id } = await second();
      const bystander = await tenant.addUser();
      const acts = [
        (target: string) => suspendUser(services, tenant.system, { id: target }),
        (target: string) => deleteUser(services, tenant.system, { id: target }),
        (target: string) =>
          mergeUsers(services, tenant.system, { survivorId: bystander, duplicateId: target, access: "end" }),
      ];
      const pick = (n: number) => acts[n % acts.length] ?? suspendUser;
      const [left, right] = [pick(round), pick(round >> 1)];
      const outcomes = await Promise.allSettled([
        (left as (target: string) => Promise<unknown>)(tenant.adminId),
        (right as (target: string) => Promise<unknown>)(id),
      ]);
      expect(
        outcomes.filter(({ status }) => status === "fulfilled"),
        `round ${round}`,
      ).toHaveLength(1);
      const [failed] = outcomes.filter((one): one is PromiseRejectedResult => one.status === "rejected");
      expect(codeOf(failed?.reason)).toBe("access.last_administrator");
      expect(await activeAdmins(tenant.id)).toBe(1);
    }
  });
});
