import { expect, test } from "vitest";
import { findPermission, isPermissionCode, permissionCatalogue, permissionCodes } from "./permission-catalogue.ts";
import { isPermissionPattern, parsePermission, patternMatches } from "./permission-grammar.ts";

test("every entry stands under its own code, which follows the grammar", () => {
  expect(permissionCodes.length).toBeGreaterThan(100);
  for (const [code, definition] of Object.entries(permissionCatalogue)) {
    expect(definition.code).toBe(code);
    expect(parsePermission(code)).toMatchObject({ scope: null, wildcard: false });
  }
  expect(isPermissionCode("user:create")).toBe(true);
  expect(["user:*", "user:fly", "__proto__", "constructor", ""].map(findPermission)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});

test.each([
  ["user:read", { resource: "user", action: "read", scope: null, wildcard: false }],
  ["user.sensitive:read:SCHOOL", { resource: "user.sensitive", action: "read", scope: "SCHOOL", wildcard: false }],
  ["employee.*:read", { resource: "employee.*", action: "read", scope: null, wildcard: true }],
  ["*:*", { resource: "*", action: "*", scope: null, wildcard: true }],
  ["api_key:read", { resource: "api_key", action: "read", scope: null, wildcard: false }],
])("%s is a permission", (text, parsed) => {
  expect(parsePermission(text)).toEqual(parsed);
});

test.each([
  "",
  "user",
  "user:",
  ":read",
  "User:read",
  "user:read:",
  "user:read:school",
  "us*r:read",
  "user:re*",
  "*.user:read",
  "user..a:read",
  "user.*.a:read",
  "1user:read",
  "user:read:ALL:x",
  " user:read",
  `${"a".repeat(250)}:read`,
])("%s is malformed", (text) => {
  expect(parsePermission(text)).toBeNull();
  expect(isPermissionPattern(text)).toBe(false);
});

test("wildcards stand for whole segments", () => {
  expect(patternMatches("employee.*:read", "employee.sensitive:read")).toBe(true);
  expect(patternMatches("employee.*:read", "employee.sensitive.more:read")).toBe(true);
  expect(patternMatches("employee.*:read", "employee:read")).toBe(false);
  expect(patternMatches("employee:read", "employee.sensitive:read")).toBe(false);
  expect(patternMatches("employee.*:read", "employees.x:read")).toBe(false);
  expect(patternMatches("user:*", "user:read")).toBe(true);
  expect(patternMatches("user:update", "user:read")).toBe(false);
  expect(patternMatches("*:*", "user:read")).toBe(true);
  expect(patternMatches("*:*", "user:*")).toBe(false);
  expect(patternMatches("user:read:ALL", "user:read")).toBe(false);
  expect(patternMatches("user:read", "user:read:ALL")).toBe(false);
  expect(isPermissionPattern("user:read:ALL")).toBe(false);
});
