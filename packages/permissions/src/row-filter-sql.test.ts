import { sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import {
  and,
  anyRow,
  isResource,
  noRow,
  not,
  or,
  ownRow,
  rowInDepartments,
  rowInSchools,
  schoollessRow,
} from "./row-filter.ts";
import { type RowFilterColumns, rowFilterSql } from "./row-filter-sql.ts";

const columns: RowFilterColumns = {
  own: (id) => sql`owner = ${id}`,
  school: (ids) => sql`school = any(${ids.join()})`,
  department: null,
  schoolless: sql`school is null`,
  resource: { type: "document", is: (ids) => sql`id = any(${ids.join()})` },
};
const bare: RowFilterColumns = { own: null, school: null, department: null, schoolless: null, resource: null };

function text(filter: Parameters<typeof rowFilterSql>[0], over = columns): string | undefined {
  const condition = rowFilterSql(filter, over);
  return condition === undefined ? undefined : new PgDialect().sqlToQuery(condition).sql;
}

test("the formula becomes a condition with bound ids", () => {
  expect(text(anyRow)).toBeUndefined();
  expect(text(noRow)).toBe("false");
  expect(text(or(ownRow("me"), rowInSchools(["a"])))).toBe("(owner = $1 or school = any($2))");
  expect(text(and(not(rowInSchools(["a"])), or(schoollessRow, isResource("document", "x"))))).toBe(
    "((school = any($1)) is not true and (school is null or id = any($2)))",
  );
});

test("what a list does not have is false, so that its denial is true", () => {
  expect(text(or(isResource("folder", "x"), rowInDepartments(["d"])))).toBe("(false or false)");
  expect(text(not(or(ownRow("me"), schoollessRow, rowInSchools(["a"]), isResource("document", "x"))), bare)).toBe(
    "((false or false or false or false)) is not true",
  );
  expect(text({ kind: "and", parts: [anyRow, ownRow("me")] })).toBe("(true and owner = $1)");
});
