import { expect, it } from "vitest";
import { safeReturn } from "./safe-return.ts";

it.each([
  ["/users?q=ani", "/users?q=ani"],
  [undefined, "/"],
  ["", "/"],
  ["https://evil.example", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/sign-in?return=%2Fusers", "/"],
  ["/sign-in", "/"],
])("returns from %s to %s", (wanted, expected) => {
  expect(safeReturn(wanted)).toBe(expected);
});
