import { savedViewStates } from "@gloria/contracts";
import { describe, expect, it } from "vitest";
import { asksTheSame, type ListView } from "../../lib/list-view.ts";
import { auditView } from "../audit/audit-view.ts";
import { departmentsView } from "../departments/departments-view.ts";
import { employeesView } from "../employees/employees-view.ts";
import { positionsView } from "../positions/positions-view.ts";
import { schoolsView } from "../schools/schools-view.ts";
import { usersView } from "../users/users-view.ts";

const school = "0197f000-0000-7000-8000-000000000001";
const other = "0197f000-0000-7000-8000-000000000002";
const third = "0197f000-0000-7000-8000-000000000003";

/** Every parameter of a screen's address, and what its list is then asked for. */
function maps<Search extends object, State extends object>(
  view: ListView<Search, State>,
  search: Search,
  state: Record<string, unknown>,
) {
  expect(view.stateOf(search)).toEqual(state);
  expect(savedViewStates[view.screen].safeParse(view.stateOf(search)).error).toBeUndefined();
  expect(view.searchOf(state)).toEqual(search);
}

describe("the views of the lists", () => {
  it("of people", () => {
    maps(
      usersView,
      {
        q: "sri",
        status: "active",
        position: school,
        department: other,
        role: third,
        missing: "nip",
        deleted: "true",
        sort: "-name",
      },
      {
        q: "sri",
        status: "active",
        positionId: school,
        departmentId: other,
        roleId: third,
        missing: "nip",
        deleted: true,
        sort: "-name",
      },
    );
    expect(usersView.stateOf({ status: "nonsense", sort: "nip", cursor: "x" })).toEqual({
      sort: "name",
      deleted: false,
    });
  });

  it("of employees", () => {
    maps(
      employeesView,
      { q: "0012", place: school, linked: "false", provisional: "true", deleted: "true", sort: "-name" },
      { q: "0012", schoolId: school, linked: false, provisional: true, deleted: true, sort: "-name" },
    );
  });

  it("of schools", () => {
    maps(
      schoolsView,
      { q: "sma", level: "SMA", status: "active", deleted: "true", sort: "-name" },
      { q: "sma", level: "SMA", status: "active", deleted: true, sort: "-name" },
    );
  });

  it("of departments", () => {
    maps(
      departmentsView,
      { q: "ipa", place: "foundation", deleted: "true", sort: "-name" },
      { q: "ipa", schoolId: "foundation", deleted: true, sort: "-name" },
    );
  });

  it("of positions", () => {
    maps(
      positionsView,
      { q: "guru", place: school, department: other, vacant: "true", deleted: "true", sort: "-name" },
      { q: "guru", schoolId: school, departmentId: other, vacant: true, deleted: true, sort: "-name" },
    );
  });

  it("of the audit trail, whose days are those of the reader", () => {
    maps(
      auditView("Asia/Jayapura"),
      {
        q: "sri",
        action: "user.create",
        outcome: "denied",
        actor: school,
        entityType: "user",
        entityId: other,
        from: "2026-07-13",
        until: "2026-07-14",
      },
      {
        q: "sri",
        action: "user.create",
        outcome: "denied",
        actorId: school,
        entityType: "user",
        entityId: other,
        from: "2026-07-12T15:00:00.000Z",
        until: "2026-07-14T15:00:00.000Z",
      },
    );
  });

  it("are the same whatever is left to its default", () => {
    expect(asksTheSame(usersView, { q: "a" }, { deleted: false, q: "a", sort: "name" })).toBe(true);
    expect(asksTheSame(usersView, { q: "a" }, { q: "b" })).toBe(false);
  });
});
