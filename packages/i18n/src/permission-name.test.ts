import { moduleCodes, parsePermission, permissionCodes, permissionGroups } from "@gloria/contracts";
import { describe, expect, it } from "vitest";
import { findText } from "./find-text.ts";

describe.each(["id", "en"] as const)("names in %s", (locale) => {
  it("exist for both halves of every permission", () => {
    const halves = permissionCodes.flatMap((code) => {
      const parsed = parsePermission(code);
      return parsed === null ? [code] : [`permissionResource.${parsed.resource}`, `permissionAction.${parsed.action}`];
    });
    expect([...new Set(halves)].filter((key) => findText(locale, key) === null)).toEqual([]);
  });

  it("exist for every group and module", () => {
    expect(permissionGroups.filter((code) => findText(locale, `permissionGroup.${code}`) === null)).toEqual([]);
    expect(moduleCodes.filter((code) => findText(locale, `moduleName.${code}`) === null)).toEqual([]);
  });

  it("tell all permissions apart", () => {
    const names = permissionCodes.map((code) => {
      const { resource = "", action = "" } = parsePermission(code) ?? {};
      return `${findText(locale, `permissionResource.${resource}`)} ${findText(locale, `permissionAction.${action}`)}`;
    });
    expect(new Set(names).size).toBe(permissionCodes.length);
  });
});
