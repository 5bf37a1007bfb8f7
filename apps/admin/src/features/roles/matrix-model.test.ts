import type { Grant, PermissionEntry, RoleGrant } from "@gloria/contracts";
import { describe, expect, it } from "vitest";
import { matrixCells, matrixGroups, planOf } from "./matrix-model.ts";

function entry(code: string, group = "people"): PermissionEntry {
  const [resource = "", action = ""] = code.split(":");
  return {
    id: code,
    code,
    resource,
    action,
    name: code,
    description: null,
    module: "organisation",
    group,
    delegable: true,
    sensitive: false,
    definitiveOnly: false,
    source: "catalogue",
    sortOrder: 0,
    version: null,
    can: { update: false, delete: false },
  };
}

let made = 0;
function right(code: string, distance: number, terms: Partial<Grant> = {}): RoleGrant {
  made += 1;
  const from = { id: `role-${distance}`, code: `role-${distance}`, name: `Role ${distance}` };
  const grant: Grant = {
    id: `grant-${made}`,
    subject: { kind: "role", id: from.id, name: from.name },
    code,
    effect: "ALLOW",
    scope: "SCHOOL",
    schoolId: null,
    schoolName: null,
    departmentId: null,
    departmentName: null,
    resource: null,
    condition: null,
    validFrom: null,
    validUntil: null,
    reason: null,
    source: "manual",
    state: "active",
    createdAt: "2026-07-13T00:00:00.000Z",
    createdBy: null,
    createdByName: null,
    endedAt: null,
    can: { end: true },
    ...terms,
  };
  return { grant, from, distance, path: [from] };
}

const catalogue = [entry("user:update"), entry("user:read"), entry("employee:read"), entry("role:assign", "access")];

describe("matrixCells", () => {
  it("tells its own plain right from what is conditional, dated, inherited or a pattern", () => {
    const cells = matrixCells(catalogue, [
      right("user:read", 0, { scope: "ALL" }),
      right("user:update", 0, { condition: "true" }),
      right("user:update", 0, { validUntil: "2027-01-01T00:00:00.000Z" }),
      right("user:*", 0, { effect: "DENY" }),
      right("employee:read", 2),
    ]);
    expect(cells.get("user:read")?.value).toBe("ALLOW:ALL");
    expect(cells.get("user:update")).toMatchObject({ value: "", special: 2 });
    expect(cells.get("user:update")?.inherited).toMatchObject([{ from: null, distance: 0 }]);
    expect(cells.get("employee:read")).toMatchObject({ value: "", inherited: [{ from: { id: "role-2" } }] });
    expect(cells.get("role:assign")).toMatchObject({ value: "", inherited: [], special: 0 });
  });

  it("puts the nearest first, and a denial before an allowance as near", () => {
    const cells = matrixCells(catalogue, [
      right("user:read", 2, { scope: "ALL" }),
      right("user:read", 1, { scope: "OWN" }),
      right("user:read", 1, { effect: "DENY" }),
    ]);
    const order = cells.get("user:read")?.inherited.map(({ distance, grant }) => [distance, grant.effect]);
    expect(order).toEqual([
      [1, "DENY"],
      [1, "ALLOW"],
      [2, "ALLOW"],
    ]);
  });

  it("leaves out what an upcoming inherited right does not give yet", () => {
    const cells = matrixCells(catalogue, [right("user:read", 1, { state: "upcoming" })]);
    expect(cells.get("user:read")?.inherited).toEqual([]);
  });
});

describe("matrixGroups", () => {
  it("gives each group the actions that it has, reading first", () => {
    const groups = matrixGroups(matrixCells(catalogue, []).values());
    expect(groups.map(({ group, actions, rows }) => [group, actions, rows.map(({ resource }) => resource)])).toEqual([
      ["people", ["read", "update"], ["user", "employee"]],
      ["access", ["assign"], ["role"]],
    ]);
  });
});

describe("planOf", () => {
  it("adds what was set, ends what was emptied, and replaces what was changed", () => {
    const kept = right("user:read", 0, { scope: "OWN" });
    const ended = right("employee:read", 0);
    const twice = [right("user:update", 0), right("user:update", 0, { scope: "ALL" })];
    const cells = matrixCells(catalogue, [kept, ended, ...twice]);
    const plan = planOf(
      cells,
      new Map([
        ["role:assign", "DENY:ALL"],
        ["employee:read", ""],
        ["user:update", "ALLOW:OWN"],
        ["user:read", "ALLOW:OWN"],
      ]),
    );
    expect(plan.add).toEqual([
      { code: "role:assign", effect: "DENY", scope: "ALL" },
      { code: "user:update", effect: "ALLOW", scope: "OWN" },
    ]);
    expect(plan.end).toEqual([ended.grant.id, ...twice.map(({ grant }) => grant.id)]);
    expect(plan.changes).toEqual([
      { code: "employee:read", before: "ALLOW:SCHOOL", after: "" },
      { code: "role:assign", before: "", after: "DENY:ALL" },
      { code: "user:update", before: "several", after: "ALLOW:OWN" },
    ]);
  });
});
