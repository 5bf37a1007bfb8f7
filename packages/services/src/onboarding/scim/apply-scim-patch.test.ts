import { describe, expect, it } from "vitest";
import { applyScimPatch } from "./apply-scim-patch.ts";
import { enterpriseSchema } from "./scim-names.ts";

const user = {
  id: "1",
  userName: "siti@demo.example",
  active: true,
  name: { formatted: "Siti", givenName: "Siti" },
  emails: [{ value: "siti@demo.example", type: "work", primary: true }],
};
const patch = (resource: object, ...operations: object[]) =>
  applyScimPatch({ ...resource }, { schemas: [], Operations: operations });

describe("applyScimPatch", () => {
  it.each<[string, object, object]>([
    ["Entra's deactivation", { op: "Replace", path: "active", value: "False" }, { ...user, active: "False" }],
    ["Okta's deactivation without a path", { op: "replace", value: { active: false } }, { ...user, active: false }],
    [
      "a value in brackets",
      { op: "replace", path: 'emails[type eq "work"].value', value: "b@x.example" },
      { ...user, emails: [{ value: "b@x.example", type: "work", primary: true }] },
    ],
    [
      "a value in brackets that is not there yet",
      { op: "Add", path: 'phoneNumbers[type eq "mobile"].value', value: "081" },
      { ...user, phoneNumbers: [{ type: "mobile", value: "081" }] },
    ],
    [
      "a dotted key in a value without a path",
      { op: "Add", value: { "name.familyName": "Aminah", id: "2" } },
      { ...user, name: { ...user.name, familyName: "Aminah" } },
    ],
    [
      "a key with a URN",
      { op: "add", value: { [`${enterpriseSchema}:employeeNumber`]: "7" } },
      { ...user, [enterpriseSchema]: { employeeNumber: "7" } },
    ],
    [
      "an extension as a whole",
      { op: "add", value: { [enterpriseSchema]: { employeeNumber: "7" } } },
      { ...user, [enterpriseSchema]: { employeeNumber: "7" } },
    ],
    [
      "names of attributes in another case",
      { op: "replace", path: "USERNAME", value: "x" },
      { ...user, userName: "x" },
    ],
    [
      "a part of a complex attribute",
      { op: "replace", path: "name", value: { familyName: "A" } },
      { ...user, name: { ...user.name, familyName: "A" } },
    ],
    [
      "a removal",
      { op: "remove", path: "emails" },
      { id: "1", userName: user.userName, active: true, name: user.name },
    ],
    ["a removal in brackets", { op: "remove", path: 'emails[type eq "work"]' }, { ...user, emails: [] }],
  ])("understands %s", (_what, operation, after) => {
    expect(patch(user, operation)).toEqual(after);
  });

  it("adds members once, and removes them each way that providers ask for it", () => {
    const group = { members: [{ value: "a" }, { value: "b" }] };
    expect(patch(group, { op: "add", path: "members", value: [{ value: "b" }, { value: "c" }] })).toEqual({
      members: [{ value: "a" }, { value: "b" }, { value: "c" }],
    });
    for (const operation of [
      { op: "remove", path: 'members[value eq "a"]' },
      { op: "Remove", path: "members", value: [{ value: "a" }] },
    ]) {
      expect(patch(group, operation)).toEqual({ members: [{ value: "b" }] });
    }
    expect(patch(group, { op: "remove", path: "members" })).toEqual({});
    expect(patch(group, { op: "replace", path: "members", value: [{ value: "z" }] })).toEqual({
      members: [{ value: "z" }],
    });
  });

  it("does one operation after the other, and leaves the resource that it was given alone", () => {
    const before = structuredClone(user);
    expect(patch(user, { op: "replace", path: "title", value: "A" }, { op: "remove", path: "title" })).toEqual(user);
    expect(user).toEqual(before);
  });

  it.each<[object, string]>([
    [{ op: "move", path: "a" }, "scim.invalid_value"],
    [{ op: "remove" }, "scim.invalid_path"],
    [{ op: "replace", path: "a b", value: 1 }, "scim.invalid_path"],
    [{ op: "replace", path: "__proto__", value: {} }, "scim.invalid_path"],
    [{ op: "replace", path: "id", value: "2" }, "scim.mutability"],
    [{ op: "replace", path: 'emails[type eq "work"', value: "x" }, "scim.invalid_path"],
    [{ op: "replace", path: "emails[type]", value: "x" }, "scim.invalid_filter"],
    [{ op: "replace", value: "x" }, "scim.invalid_path"],
  ])("refuses %j", (operation, code) => {
    expect(() => patch(user, operation)).toThrow(code);
  });

  it("refuses a body without operations", () => {
    for (const body of [{}, { Operations: [] }, { Operations: "x" }, { Operations: ["x"] }]) {
      expect(() => applyScimPatch(user, body)).toThrow("scim.invalid_value");
    }
  });
});
