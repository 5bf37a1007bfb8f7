import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listAuditLogs, type Services } from "../../platform/index.ts";
import { getUser } from "../users/index.ts";
import { getUserPreferences, updateUserPreferences } from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let userId: string;

beforeAll(() => {
  services = testServices(database);
});
beforeEach(async () => {
  tenant = await makeTenant(database);
  userId = await tenant.addUser({ name: "Sri" });
});

describe("preferences", () => {
  it("are the foundation's until a person chooses, who needs no permission for it", async () => {
    const own = tenant.as(userId);
    const first = await getUserPreferences(services, own, { id: userId });
    expect(first).toMatchObject({
      locale: null,
      effective: { locale: "id", timeZone: "Asia/Jakarta", weekStart: "monday" },
      version: 1,
      can: { update: true },
    });
    expect(first.notifications.flatMap(({ channels }) => channels).every(({ wanted }) => wanted)).toBe(true);
    const changed = await updateUserPreferences(services, own, {
      id: userId,
      version: 1,
      locale: "en",
      timeZone: "Asia/Jayapura",
      weekStart: "sunday",
      notifications: { "user.welcome": { email: false } },
    });
    expect(changed).toMatchObject({
      effective: { locale: "en", timeZone: "Asia/Jayapura", weekStart: "sunday" },
      version: 2,
    });
    const wishes = (of: typeof changed) =>
      of.notifications.find(({ type }) => type === "user.welcome")?.channels.map(({ wanted }) => wanted);
    expect(wishes(changed)).toEqual([true, false]);
    expect(await getUserPreferences(services, own, { id: userId })).toEqual(changed);
    expect((await getUser(services, tenant.admin, { id: userId })).locale).toBe("en");
    const back = await updateUserPreferences(services, own, { id: userId, locale: null });
    expect(back).toMatchObject({ locale: null, weekStart: "sunday", version: 3 });
    expect(wishes(back)).toEqual([true, false]);
    expect(await updateUserPreferences(services, own, { id: userId, version: 2 }).catch(codeOf)).toBe(
      "user_preferences.version_conflict",
    );
  });

  it("are told of choice by choice, and of the person as a change of the person", async () => {
    await updateUserPreferences(services, tenant.admin, {
      id: userId,
      timeZone: "Asia/Makassar",
      notifications: { "user.welcome": { email: false } },
    });
    const { items } = await listAuditLogs(services, tenant.admin, { entityId: userId });
    const told = Object.fromEntries(items.map(({ action, changes }) => [action, changes]));
    expect(told["user_preferences.update"]).toMatchObject([
      { path: "notifications.user.welcome.email", op: "add", to: false },
    ]);
    expect(told["user.update"]).toMatchObject([{ path: "timeZone", to: "Asia/Makassar" }]);
    await updateUserPreferences(services, tenant.admin, { id: userId, weekStart: "monday" });
    expect(
      (await listAuditLogs(services, tenant.admin, { entityId: userId, action: "user.update" })).items,
    ).toHaveLength(1);
  });

  it("of others need the right to read or change those people, and another tenant has none of them", async () => {
    const other = tenant.as(await tenant.addUser());
    expect(await getUserPreferences(services, other, { id: userId }).catch(codeOf)).toBe("access.denied");
    expect(await updateUserPreferences(services, other, { id: userId }).catch(codeOf)).toBe("access.denied");
    const foreign = await makeTenant(database);
    expect(await getUserPreferences(services, foreign.admin, { id: userId }).catch(codeOf)).toBe("user.not_found");
    expect(await updateUserPreferences(services, foreign.admin, { id: userId }).catch(codeOf)).toBe("user.not_found");
    const unknown = { id: userId, notifications: { "user.unheard": { email: false } } } as never;
    expect(await updateUserPreferences(services, tenant.admin, unknown).catch(codeOf)).toBe("request.invalid");
  });

  it("of two changes at once both are kept", async () => {
    const own = tenant.as(userId);
    await Promise.all([
      updateUserPreferences(services, own, { id: userId, notifications: { "user.welcome": { email: false } } }),
      updateUserPreferences(services, own, {
        id: userId,
        notifications: { "user.profile_changed": { in_app: false } },
      }),
    ]);
    const { notifications, version } = await getUserPreferences(services, own, { id: userId });
    const refused = notifications.flatMap(({ type, channels }) =>
      channels.filter(({ wanted }) => !wanted).map(({ channel }) => `${type} ${channel}`),
    );
    expect(refused.sort()).toEqual(["user.profile_changed in_app", "user.welcome email"]);
    expect(version).toBe(3);
  });
});
