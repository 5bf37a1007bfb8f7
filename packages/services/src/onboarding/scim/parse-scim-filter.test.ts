import { isAppError } from "@gloria/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseScimFilter } from "./parse-scim-filter.ts";

const eq = (attribute: string, value: unknown) => ({ kind: "compare", attribute, operator: "eq", value });

describe("parseScimFilter", () => {
  it.each([
    ['userName eq "siti@demo.example"', eq("username", "siti@demo.example")],
    ['USERNAME Eq "A \\"quoted\\" one"', eq("username", 'A "quoted" one')],
    [
      'emails[type eq "work"].value eq "x"',
      { kind: "and", parts: [eq("emails.type", "work"), eq("emails.value", "x")] },
    ],
    ["active eq true", eq("active", true)],
    ["title pr", { kind: "present", attribute: "title" }],
    ["not (active eq False)", { kind: "not", part: eq("active", false) }],
    [
      'a eq "1" or b eq "2" and c eq "3"',
      { kind: "or", parts: [eq("a", "1"), { kind: "and", parts: [eq("b", "2"), eq("c", "3")] }] },
    ],
    [
      '(a eq "1" or b eq "2") and c eq 3',
      { kind: "and", parts: [{ kind: "or", parts: [eq("a", "1"), eq("b", "2")] }, eq("c", 3)] },
    ],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "x"', eq("username", "x")],
    [
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber eq "7"',
      eq("enterprise.employeenumber", "7"),
    ],
  ])("reads %s", (text, filter) => {
    expect(parseScimFilter(text)).toEqual(filter);
  });

  it.each([
    "",
    "userName",
    'userName like "x"',
    'userName eq "x',
    "userName eq x",
    '(userName eq "x"',
    'userName eq "x" and',
    'emails[type eq "work"',
    'userName eq "x" "y"',
    "a eq {}",
    `${"(".repeat(30)}a pr${")".repeat(30)}`,
    `userName eq "${"x".repeat(3_000)}"`,
  ])("refuses %s", (text) => {
    expect(() => parseScimFilter(text)).toThrow("scim.invalid_filter");
  });

  it("meets any text with a filter or with its own refusal, quickly", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 200 }),
          fc
            .array(fc.constantFrom("a", "eq", "and", "or", "not", "(", ")", "[", "]", '"x"', "pr", ".b", "true"))
            .map((words) => words.join(" ")),
        ),
        (text) => {
          try {
            expect(parseScimFilter(text)).toHaveProperty("kind");
          } catch (error) {
            expect(isAppError(error, "scim.invalid_filter")).toBe(true);
          }
        },
      ),
    );
  });
});
