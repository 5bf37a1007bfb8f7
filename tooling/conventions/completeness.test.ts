import { auditActionNames, dataClasses, errorFamilies, locales, specificFieldNames } from "@gloria/contracts";
import {
  assignments,
  departments,
  employees,
  grants,
  modules,
  permissions,
  policyTests,
  positions,
  roleAssignments,
  roles,
  savedViews,
  schools,
  users,
} from "@gloria/db";
import { findText } from "@gloria/i18n";
import { describe, expect, it } from "vitest";
import { permissionColumnClasses } from "../../packages/services/src/access/catalogue/catalogue-queries.ts";
import { grantColumnClasses } from "../../packages/services/src/access/grants/grant-queries.ts";
import { moduleColumnClasses } from "../../packages/services/src/access/modules/module-queries.ts";
import { policyTestColumnClasses } from "../../packages/services/src/access/policy-tests/policy-test-queries.ts";
import { roleAssignmentColumnClasses } from "../../packages/services/src/access/roles/role-assignment-queries.ts";
import { roleColumnClasses } from "../../packages/services/src/access/roles/role-queries.ts";
import { assignmentColumnClasses } from "../../packages/services/src/organisation/assignments/assignment-queries.ts";
import { departmentColumnClasses } from "../../packages/services/src/organisation/departments/department-queries.ts";
import { employeeColumnClasses } from "../../packages/services/src/organisation/employees/employee-audit.ts";
import { positionColumnClasses } from "../../packages/services/src/organisation/positions/position-audit.ts";
import { savedViewColumnClasses } from "../../packages/services/src/organisation/saved-views/saved-view-queries.ts";
import { schoolColumnClasses } from "../../packages/services/src/organisation/schools/school-queries.ts";
import { userColumnClasses } from "../../packages/services/src/organisation/users/user-column-classes.ts";
import { readModules } from "../syntax/read-modules.mjs";

describe.each(locales)("texts in %s", (locale) => {
  it("say every error", () => {
    const codes = Object.keys(errorFamilies);
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter((code) => !findText(locale, `error.${code}`))).toEqual([]);
  });

  it("name every action of the audit log", () => {
    expect(auditActionNames.length).toBeGreaterThan(20);
    expect(auditActionNames.filter((action) => !findText(locale, `action.${action}`))).toEqual([]);
  });

  it("are not the same text twice", () => {
    const other = locale === "id" ? "en" : "id";
    const same = auditActionNames.filter((a) => findText(locale, `action.${a}`) === findText(other, `action.${a}`));
    expect(same).toEqual([]);
  });
});

describe("columns in the audit log", () => {
  /**
   * Table → its columns' classes, and what is told beside its columns, out of other tables. A new table whose changes
   * are audited belongs here.
   */
  const audited = {
    userColumnClasses: { table: users, classes: userColumnClasses, beside: [] },
    schoolColumnClasses: { table: schools, classes: schoolColumnClasses, beside: [] },
    assignmentColumnClasses: { table: assignments, classes: assignmentColumnClasses, beside: [] },
    employeeColumnClasses: {
      table: employees,
      classes: employeeColumnClasses,
      beside: specificFieldNames.map((field) => `specific.${field}`),
    },
    grantColumnClasses: { table: grants, classes: grantColumnClasses, beside: [] },
    moduleColumnClasses: { table: modules, classes: moduleColumnClasses, beside: [] },
    permissionColumnClasses: { table: permissions, classes: permissionColumnClasses, beside: [] },
    roleAssignmentColumnClasses: { table: roleAssignments, classes: roleAssignmentColumnClasses, beside: [] },
    policyTestColumnClasses: { table: policyTests, classes: policyTestColumnClasses, beside: [] },
    roleColumnClasses: { table: roles, classes: roleColumnClasses, beside: [] },
    savedViewColumnClasses: { table: savedViews, classes: savedViewColumnClasses, beside: [] },
    departmentColumnClasses: { table: departments, classes: departmentColumnClasses, beside: [] },
    positionColumnClasses: {
      table: positions,
      classes: positionColumnClasses,
      beside: ["reportsToId", "coordinatorIds"],
    },
  };

  it.each(Object.entries(audited))(
    "%s class every column of its table, and no other",
    (_, { table, classes, beside }) => {
      const columns = Object.entries(table).filter(
        ([, column]) => typeof column === "object" && "columnType" in column,
      );
      expect(columns.length).toBeGreaterThan(8);
      expect(Object.keys(classes).sort()).toEqual([...columns.map(([name]) => name), ...beside].sort());
      const known = new Set<string>([...dataClasses, "bookkeeping"]);
      expect(Object.values(classes).filter((one) => !known.has(one))).toEqual([]);
    },
  );

  it("are all of those that there are", () => {
    const { declarations } = readModules(new URL("../..", import.meta.url).pathname, ["packages/services/src"]);
    const found = [...declarations.values()].map(({ name }) => name).filter((name) => name.endsWith("ColumnClasses"));
    expect(found.sort()).toEqual(Object.keys(audited).sort());
  });
});
