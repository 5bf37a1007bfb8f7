import { describe, expect, it } from "vitest";
import { quoteIdentifier, roleNamesOf } from "./database-roles.ts";

describe("roleNamesOf", () => {
  it("names the roles after the database", () => {
    expect(roleNamesOf("gloria")).toEqual({
      app: "gloria_gloria_app",
      system: "gloria_gloria_system",
      queue: "gloria_gloria_queue",
    });
  });

  it("stays within PostgreSQL's 63 bytes, and keeps long names apart", () => {
    const long = "a".repeat(63);
    const other = `${"a".repeat(62)}b`;
    const names = [...Object.values(roleNamesOf(long)), ...Object.values(roleNamesOf(other))];
    expect(Math.max(...names.map((name) => Buffer.byteLength(name)))).toBeLessThanOrEqual(63);
    expect(new Set(names).size).toBe(6);
    const wide = Object.values(roleNamesOf("é".repeat(31)));
    expect(Math.max(...wide.map((name) => Buffer.byteLength(name)))).toBeLessThanOrEqual(63);
  });
});

describe("quoteIdentifier", () => {
  it("doubles quotes", () => {
    expect(quoteIdentifier('a"b; drop')).toBe('"a""b; drop"');
  });
});
