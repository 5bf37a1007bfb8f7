import { isAppError } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listAuditLogs, type Services } from "../../platform/index.ts";
import { createSavedView, deleteSavedView, listSavedViews, restoreSavedView, updateSavedView } from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let me: ReturnType<TestTenant["as"]>;

beforeAll(() => {
  services = testServices(database);
});
beforeEach(async () => {
  tenant = await makeTenant(database);
  me = tenant.as(await tenant.addUser({ name: "Sri" }));
});

const view = { screen: "users", name: "Belum punya surel", state: { missing: "email", q: "sri" } } as const;
const names = async (ctx: typeof me, input: Parameters<typeof listSavedViews>[2] = {}) =>
  (await listSavedViews(services, ctx, input)).items.map(({ name }) => name);

describe("saved views", () => {
  it("are kept, changed, deleted and restored by their owner without any grant, and audited", async () => {
    const made = await createSavedView(services, me, view);
    expect(made).toMatchObject({ state: { missing: "email", q: "sri" }, isOwn: true, ownerName: "Sri", version: 1 });
    const changed = await updateSavedView(services, me, { id: made.id, version: 1, state: { status: "active" } });
    expect(changed.state).toMatchObject({ status: "active" });
    expect(changed.state).not.toHaveProperty("missing");
    expect(await updateSavedView(services, me, { id: made.id, version: 1 }).catch(codeOf)).toBe(
      "saved_view.version_conflict",
    );
    expect(await createSavedView(services, me, { ...view, name: "BELUM punya surel" }).catch(codeOf)).toBe(
      "saved_view.name_in_use",
    );
    await deleteSavedView(services, me, { id: made.id });
    expect(await names(me)).toEqual([]);
    expect(await names(me, { deleted: true })).toEqual([view.name]);
    expect(await updateSavedView(services, me, { id: made.id, name: "x" }).catch(codeOf)).toBe("saved_view.not_found");
    expect((await restoreSavedView(services, me, { id: made.id })).can).toEqual({
      update: true,
      delete: true,
      restore: false,
    });
    const { items } = await listAuditLogs(services, tenant.admin, { entityId: made.id });
    expect(items.map(({ action }) => action)).toEqual([
      "saved_view.restore",
      "saved_view.delete",
      "saved_view.update",
      "saved_view.create",
    ]);
  });

  it("hold what the list of their screen takes, and nothing else", async () => {
    for (const [screen, state] of [
      ["users", { colour: "red" }],
      ["users", { cursor: "x" }],
      ["users", { status: "asleep" }],
      ["schools", { missing: "email" }],
    ] as const) {
      const error = await createSavedView(services, me, { screen, name: "x", state }).catch(
        (thrown: unknown) => thrown,
      );
      expect(isAppError(error, "request.invalid") && error.errors?.[0]?.path).toBe(`state.${Object.keys(state)[0]}`);
    }
    const large = { q: "x".repeat(9_000) };
    expect(await createSavedView(services, me, { ...view, state: large }).catch(codeOf)).toBe("request.invalid");
    const made = await createSavedView(services, me, {
      screen: "employees",
      name: "Cuti",
      state: { activeStatus: "Cuti" },
    });
    expect(await updateSavedView(services, me, { id: made.id, state: { status: "active" } }).catch(codeOf)).toBe(
      "request.invalid",
    );
  });

  it("are seen by others only when shared, which needs a right, and changed by nobody else", async () => {
    const other = tenant.as(await tenant.addUser({ name: "Tono" }));
    const made = await createSavedView(services, me, view);
    expect(await names(other)).toEqual([]);
    expect(await updateSavedView(services, me, { id: made.id, isShared: true }).catch(codeOf)).toBe("access.denied");
    expect(await createSavedView(services, me, { ...view, name: "y", isShared: true }).catch(codeOf)).toBe(
      "access.denied",
    );
    if (me.actor.kind !== "user") throw new Error("somebody acts");
    const grant = await tenant.addGrant({ userId: me.actor.userId, code: "saved_view:share", scope: "ALL" });
    await updateSavedView(services, me, { id: made.id, isShared: true, isDefault: true });
    const [shared] = (await listSavedViews(services, other, { screen: "users" })).items;
    expect(shared).toMatchObject({
      isOwn: false,
      isDefault: false,
      ownerName: "Sri",
      can: { update: false, delete: false },
    });
    expect(await updateSavedView(services, other, { id: made.id, name: "x" }).catch(codeOf)).toBe(
      "saved_view.not_found",
    );
    expect(await deleteSavedView(services, tenant.admin, { id: made.id }).catch(codeOf)).toBe("saved_view.not_found");
    expect(await names((await makeTenant(database)).admin)).toEqual([]);
    await database.owner`update gloria.grants set ended_at = now() where id = ${grant}`;
    expect(await updateSavedView(services, me, { id: made.id, name: "x" }).catch(codeOf)).toBe("access.denied");
    expect((await updateSavedView(services, me, { id: made.id, isShared: false })).isShared).toBe(false);
    expect(await names(other)).toEqual([]);
  });

  it("are listed in their order a page at a time, and one of a screen is its default", async () => {
    for (const [position, name] of ["c", "a", "b"].entries()) {
      await createSavedView(services, me, { screen: "users", name, state: {}, position, isDefault: true });
    }
    const first = await listSavedViews(services, me, { limit: 2 });
    const rest = await listSavedViews(services, me, { limit: 2, cursor: first.nextCursor ?? "" });
    const all = [...first.items, ...rest.items];
    expect(all.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ["c", false],
      ["a", false],
      ["b", true],
    ]);
    expect(rest.nextCursor).toBeNull();
  });
});
