import { describe, expect, it } from "vitest";
import { buildChange, changeKinds, partsOf, readChanges } from "./simulated-changes.ts";

const id = "01980000-0000-7000-8000-000000000000";
const now = new Date("2026-07-13T00:00:00Z");
const parts = {
  person: id,
  role: id,
  parent: id,
  permission: "user:read",
  scope: "SCHOOL",
  school: id,
  roleGrant: id,
  grant: id,
  delegation: id,
  module: id,
  turn: "off",
};

describe("changes to simulate", () => {
  it.each(changeKinds)("%s is whole with its parts, and none without", (kind) => {
    expect(buildChange(kind, parts, now)).toMatchObject({ kind });
    expect(buildChange(kind, {}, now)).toBeNull();
    // A place and a switch have a meaning when they are left out; whose grant it is only helps to find it.
    const spare = ["school", "turn", ...(kind === "grant_end" ? ["person"] : [])];
    for (const part of partsOf[kind].filter((one) => !spare.includes(one))) {
      expect(buildChange(kind, { ...parts, [part]: undefined }, now), part).toBeNull();
    }
  });

  it("come back from the address as they went in, and nothing else does", () => {
    const change = buildChange("role_assign", parts, now);
    const list = [{ change, names: ["Budi", "Guru"] }];
    expect(readChanges(JSON.stringify(list))).toEqual(list);
    expect(readChanges(JSON.stringify([{ change: { kind: "nonsense" }, names: [] }, null, 7]))).toEqual([]);
    expect(readChanges("{")).toEqual([]);
    expect(readChanges(undefined)).toEqual([]);
  });
});
