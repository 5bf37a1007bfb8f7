import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openApiDocument } from "../src/http/openapi.ts";
import { listProcedures, listRestRoutes } from "../src/http/rest/rest-operations.ts";
import { describeProcedures } from "./support/procedure-inputs.ts";

const operations = readFileSync(new URL("operations.tsv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [method = "", path = ""] = line.split("\t");
    return { method, path: path.replaceAll(/:(\w+)/g, "{$1}") };
  });

describe("the REST operations", () => {
  const document = openApiDocument();

  it.each(operations.map(({ method, path }) => [method, path] as const))("%s %s is documented", (method, path) => {
    expect(document.paths?.[path]).toHaveProperty(method.toLowerCase());
  });

  it("are each in the list, so that none comes or goes unseen", () => {
    const listed = operations.map(({ method, path }) => `${method} ${path}`);
    const served = listRestRoutes().map(({ operation }) => `${operation.method} ${operation.path}`);
    expect(served.filter((operation) => !listed.includes(operation))).toEqual([]);
  });

  it("have one procedure each, and names of their own", () => {
    const routes = listRestRoutes().map(({ operation }) => `${operation.method} ${operation.path}`);
    expect(new Set(routes).size).toBe(routes.length);
    expect(new Set(listRestRoutes().map((route) => route.name)).size).toBe(routes.length);
  });

  it("put static segments before parameters", () => {
    const routes = listRestRoutes().map(({ operation }) => operation.path);
    for (const [before, after] of [
      ["/users/me", "/users/{id}"],
      ["/users/stats", "/users/{id}"],
      ["/users/by-nip/{nip}", "/users/{id}"],
      ["/users/unlinked", "/users/{id}"],
      ["/employees/unlinked", "/employees/{nip}"],
      ["/organizations/schools/statistics", "/organizations/schools/{id}"],
      ["/organizations/positions/hierarchy/{departmentId}", "/organizations/positions/{id}/users"],
      ["/organizations/departments/hierarchy/{schoolId}", "/organizations/departments/{id}"],
      ["/roles/statistics", "/roles/{id}"],
      ["/roles/remove/{userId}/{roleId}", "/roles/{id}/permissions/{permId}"],
      ["/permissions/statistics", "/permissions/{id}"],
      ["/permissions/grants", "/permissions/{id}"],
      ["/permissions/groups", "/permissions/{id}"],
      ["/notifications/counts", "/notifications/{id}"],
      ["/notifications/read-all", "/notifications/{id}/read"],
    ]) {
      expect(routes.indexOf(before ?? "")).toBeGreaterThanOrEqual(0);
      expect(routes.indexOf(before ?? "")).toBeLessThan(routes.indexOf(after ?? ""));
    }
  });
});

describe("the OpenAPI document", () => {
  const document = openApiDocument();
  const found = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item ?? {}).map(([method, operation]) => ({ path, method, operation: operation as Operation })),
  );

  interface Operation {
    readonly operationId?: string;
    readonly parameters?: readonly { name: string; in: string; required?: boolean; schema?: object }[];
    readonly responses?: Record<string, unknown>;
  }

  it("is 3.1, can be sent as JSON, and refers to nothing that it lacks", () => {
    expect(document.openapi).toBe("3.1.0");
    const text = JSON.stringify(document);
    const referred = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, pointer]) => pointer ?? "");
    for (const pointer of referred) {
      const target = pointer
        .split("/")
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], JSON.parse(text));
      expect(target, pointer).toBeDefined();
    }
  });

  it("names every path parameter once, as required, with a schema", () => {
    for (const { path, method, operation } of found) {
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      const given = (operation.parameters ?? []).filter((parameter) => parameter.in === "path");
      expect(given.map((parameter) => parameter.name).sort(), `${method} ${path}`).toEqual(wanted);
      expect(given.every((parameter) => parameter.required === true && parameter.schema !== undefined)).toBe(true);
    }
  });

  it("gives every operation an answer, and an id of its own where it has one", () => {
    for (const { path, method, operation } of found) {
      expect(Object.keys(operation.responses ?? {}).length, `${method} ${path}`).toBeGreaterThan(0);
    }
    const ids = found.flatMap(({ operation }) => operation.operationId ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("says 201 where something is created", () => {
    const creating = listRestRoutes().filter(({ operation }) => operation.created !== undefined);
    expect(creating.map((route) => route.name).sort()).toEqual([
      "accessReviews.create",
      "departments.create",
      "employees.create",
      "imports.saveMapping",
      "permissionCatalogue.create",
      "permissionTemplates.create",
      "permissionTemplates.createForRoles",
      "positions.create",
      "roles.create",
      "savedViews.create",
      "schools.create",
      "scim.issueToken",
      "users.create",
    ]);
    for (const { operation } of creating) {
      expect(document.paths?.[operation.path]).toHaveProperty("post.responses.201");
    }
  });
});

describe("every procedure", () => {
  it("declares who may call it and what it costs", () => {
    expect(listProcedures().length).toBeGreaterThan(25);
    for (const { name, meta } of describeProcedures()) {
      expect(meta.permission, name).toMatch(/^(self|public|[a-z._]+:[a-z_]+)$/);
      expect(["read", "write", "auth", "bulk"], name).toContain(meta.cost);
    }
  });

  it("declares what it answers, but for the stream, which answers events", () => {
    const without = describeProcedures().filter((procedure) => !procedure.hasOutput);
    expect(without.map((procedure) => procedure.name)).toEqual(["notifications.stream"]);
  });

  it("that anybody may call is one of three", () => {
    const open = describeProcedures().filter((procedure) => procedure.meta.permission === "public");
    expect(open.map((procedure) => procedure.name).sort()).toEqual([
      "auth.login",
      "auth.options",
      "invitations.accept",
    ]);
  });

  it("that creates honours an idempotency key", () => {
    const creating = describeProcedures().filter((procedure) => /\.create$/.test(procedure.name));
    expect(creating.length).toBeGreaterThan(0);
    expect(creating.every((procedure) => procedure.meta.idempotent === true)).toBe(true);
  });
});
