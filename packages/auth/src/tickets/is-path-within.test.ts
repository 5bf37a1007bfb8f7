import { expect, it } from "vitest";
import { isPathWithin } from "./is-path-within.ts";

it.each([
  ["/jobs", true],
  ["/jobs/", true],
  ["/jobs/a/b", true],
  ["/jobs/a.b/..c/c..", true],
  ["/jobsite", false],
  ["/Jobs", false],
  ["/", false],
  ["", false],
  ["/x/jobs", false],
  ["/jobs/.", false],
  ["/jobs/..", false],
  ["/jobs/../admin", false],
  ["/jobs/a/./b", false],
  ["/jobs/%2E%2e/admin", false],
  ["/jobs/..%2fadmin", false],
  ["/jobs/..\\admin", false],
  ["/jobs/..%5Cadmin", false],
  ["/jobs/%00", false],
])("%j is under /jobs: %j", (path, expected) => {
  expect(isPathWithin(path, "/jobs")).toBe(expected);
});
