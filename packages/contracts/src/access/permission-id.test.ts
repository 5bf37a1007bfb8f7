import { expect, test } from "vitest";
import { idSchema } from "../common.ts";
import { moduleCodes, permissionCodes, permissionGroups } from "./permission-catalogue.ts";
import { catalogueIdOf, permissionIdOf } from "./permission-id.ts";

test("every catalogued thing has an id of its own, which never changes", () => {
  const ids = [
    ...permissionCodes.map(permissionIdOf),
    ...permissionGroups.map((code) => catalogueIdOf("group", code)),
    ...moduleCodes.map((code) => catalogueIdOf("module", code)),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    expect(idSchema.safeParse(id).success).toBe(true);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  expect(permissionIdOf("user:read")).toBe("4372e571-2852-82d4-9732-f3a476e216df");
});

test("many thousand codes do not collide", () => {
  const ids = new Set<string>();
  for (let n = 0; n < 20_000; n++) ids.add(permissionIdOf(`resource${n}:action${n % 7}`));
  expect(ids.size).toBe(20_000);
});
