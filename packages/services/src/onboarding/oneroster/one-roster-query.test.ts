import { isAppError } from "@gloria/core";
import { expect, it } from "vitest";
import { readOneRosterQuery } from "./one-roster-query.ts";

const known = { filters: ["name", "dateLastModified"], sorts: ["name"] };
const read = (params: Record<string, string>) => readOneRosterQuery(params, known);

it("reads what a collection is asked for", () => {
  expect(read({})).toEqual({ limit: 100, offset: 0, sort: null, descending: false, conditions: [], fields: null });
  expect(
    read({
      limit: "5000",
      offset: "20",
      sort: "name",
      orderBy: "desc",
      fields: "sourcedId, name",
      filter: "name~'SMA' AND dateLastModified>='2026-01-01T00:00:00Z'",
    }),
  ).toEqual({
    limit: 1000,
    offset: 20,
    sort: "name",
    descending: true,
    fields: ["sourcedId", "name"],
    conditions: [
      { field: "name", operator: "~", value: "SMA" },
      { field: "dateLastModified", operator: ">=", value: "2026-01-01T00:00:00Z" },
    ],
  });
});

it.each([
  [{ limit: "0" }, "limit"],
  [{ limit: "x" }, "limit"],
  [{ offset: "-1" }, "offset"],
  [{ sort: "password" }, "sort"],
  [{ orderBy: "up" }, "orderBy"],
  [{ filter: "name=SMA" }, "filter"],
  [{ filter: "secret='x'" }, "filter"],
  [{ filter: "name='a' OR name='b'" }, "filter"],
  [{ filter: "dateLastModified>'soon'" }, "filter"],
  [{ colour: "red" }, "colour"],
])("refuses %j", (params, path) => {
  const refusal = (() => {
    try {
      return read(params as Record<string, string>);
    } catch (error) {
      return isAppError(error, "request.invalid") ? error.errors.map((one) => one.path) : error;
    }
  })();
  expect(refusal).toEqual([path]);
});
