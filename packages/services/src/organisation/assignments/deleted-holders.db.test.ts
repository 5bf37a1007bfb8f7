import { makeTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { createPosition, deleteUser } from "../index.ts";
import { assignUser, listActing, listSchoolPeople } from "./index.ts";

const database = testDatabase();
let services: Services;

beforeAll(() => {
  services = testServices(database);
});

it("lists nobody from the trash among the people of a school or those who act", async () => {
  const tenant = await makeTenant(database);
  const schoolId = await tenant.addSchool();
  const userId = await tenant.addUser({ homeSchoolId: schoolId });
  const { id } = await createPosition(services, tenant.admin, {
    code: "K",
    name: "Kepala",
    level: 4,
    headcount: 1,
    schoolId,
  });
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await assignUser(services, tenant.admin, { id, userId, kind: "PLT", until });
  const seen = async () => [
    (await listSchoolPeople(services, tenant.admin, { id: schoolId })).items.length,
    (await listActing(services, tenant.admin, {})).items.length,
  ];
  expect(await seen()).toEqual([1, 1]);
  await deleteUser(services, tenant.admin, { id: userId });
  expect(await seen()).toEqual([0, 0]);
});
