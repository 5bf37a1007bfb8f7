import type { EffectivePermission } from "@gloria/permissions";
import { describe, expect, it } from "vitest";
import { compareRights } from "./compare-rights.ts";

const none = { schoolId: null, departmentId: null };

function right(more: Partial<EffectivePermission> = {}, delegatorId: string | null = null): EffectivePermission {
  return {
    code: "user:read",
    scope: "ALL",
    anchor: none,
    resource: null,
    source: {
      layer: "ROLE",
      ruleId: crypto.randomUUID(),
      roleId: null,
      positionId: null,
      assignmentId: null,
      delegationId: null,
      delegatorId,
    },
    until: null,
    limited: false,
    ...more,
  };
}

const school = (schoolId: string, more: Partial<EffectivePermission> = {}) =>
  right({ scope: "SCHOOL", anchor: { schoolId, departmentId: null }, ...more });
const unchanged = { gains: [], loses: [] };

describe("compareRights", () => {
  it("finds no difference where another rule gives the same or more", () => {
    expect(compareRights([school("a")], [school("a"), right({ code: "role:read" })]).loses).toEqual([]);
    expect(compareRights([right()], [right()])).toEqual(unchanged);
    const department = right({ scope: "DEPARTMENT", anchor: { schoolId: "a", departmentId: "d" } });
    expect(compareRights([school("a"), department, right({ scope: "OWN" })], [right()]).loses).toEqual([]);
    expect(compareRights([department], [school("a")]).loses).toEqual([]);
  });

  it("tells what is gained and lost, once each", () => {
    const [all, a, b] = [right(), school("a"), school("b")];
    expect(compareRights([a, all], [b])).toEqual({ gains: [], loses: [a, all] });
    expect(compareRights([a], [b])).toEqual({ gains: [b], loses: [a] });
    expect(compareRights([], [a, school("a"), b])).toEqual({ gains: [a, b], loses: [] });
    expect(compareRights([all], [a])).toEqual({ gains: [], loses: [all] });
  });

  it("knows one thing from all of them, and the part of a right from the whole", () => {
    const one = right({ resource: { type: "user", id: "1" } });
    const other = right({ resource: { type: "user", id: "2" } });
    expect(compareRights([one], [other])).toEqual({ gains: [other], loses: [one] });
    expect(compareRights([one], [right()]).loses).toEqual([]);
    const part = right({ limited: true });
    expect(compareRights([right()], [part])).toMatchObject({ gains: [], loses: [{ limited: false }] });
    expect(compareRights([part], [right()])).toMatchObject({ gains: [{ limited: false }], loses: [] });
    expect(compareRights([school("a")], [part]).loses).toHaveLength(1);
  });

  it("keeps what somebody owns apart from what their delegator owns", () => {
    const [own, theirs] = [right({ scope: "OWN" }), right({ scope: "OWN" }, "siti")];
    expect(compareRights([own], [theirs])).toEqual({ gains: [theirs], loses: [own] });
    expect(compareRights([own], [school("a")]).loses).toEqual([]);
    expect(compareRights([theirs], [school("a")]).loses).toEqual([theirs]);
  });
});
