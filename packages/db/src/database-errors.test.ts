import { isAppError } from "@gloria/core";
import { DrizzleQueryError } from "drizzle-orm/errors";
import postgres from "postgres";
import { describe, expect, it } from "vitest";
import { toAppError } from "./database-errors.ts";

function postgresError(code: string, constraint?: string): postgres.PostgresError {
  const error = new postgres.PostgresError("made by a test");
  return Object.assign(error, { code, ...(constraint === undefined ? {} : { constraint_name: constraint }) });
}

const codeOf = (error: unknown) => {
  const mapped = toAppError(error);
  return isAppError(mapped) ? mapped.code : mapped;
};

describe("toAppError", () => {
  it.each([
    ["23505", "users_tenant_email_key", "user.email_in_use"],
    ["23P01", "assignments_no_overlap", "assignment.overlap"],
    ["23514", "departments_no_cycle", "department.cycle"],
    ["23503", "users_home_school_fkey", "school.not_found"],
    ["23503", "somebody_fkey", "data.reference_missing"],
    ["23505", "some_pkey", "data.conflict"],
    ["23514", "some_check", "data.out_of_range"],
    ["22003", undefined, "data.out_of_range"],
    ["22007", undefined, "data.out_of_range"],
    ["22008", undefined, "data.out_of_range"],
    ["22009", undefined, "data.out_of_range"],
    ["22021", undefined, "data.out_of_range"],
    ["22P05", undefined, "data.out_of_range"],
    ["40001", undefined, "service.unavailable"],
    ["40P01", undefined, "service.unavailable"],
    ["53300", undefined, "service.unavailable"],
    ["57014", undefined, "service.unavailable"],
    ["57P01", undefined, "service.unavailable"],
  ])("%s on %s is %s", (code, constraint, expected) => {
    expect(codeOf(postgresError(code, constraint))).toBe(expected);
    expect(codeOf(new DrizzleQueryError("select 1", [], postgresError(code, constraint)))).toBe(expected);
  });

  it("keeps the cause for the log and tells the client no more than the constraint's name", () => {
    const cause = postgresError("23505", "some_pkey");
    const mapped = toAppError(cause);
    expect(isAppError(mapped) && mapped.cause).toBe(cause);
    expect(isAppError(mapped) && mapped.params).toEqual({ constraint: "some_pkey" });
  });

  it.each([
    "CONNECTION_CLOSED",
    "CONNECTION_ENDED",
    "CONNECTION_DESTROYED",
    "CONNECT_TIMEOUT",
    "ECONNREFUSED",
    "ECONNRESET",
    "EPIPE",
  ])("%s may be tried again", (code) => {
    expect(codeOf(Object.assign(new Error("lost"), { code }))).toBe("service.unavailable");
  });

  it("leaves what it does not know as it is", () => {
    for (const unknown of [
      postgresError("42601"),
      postgresError("42501"),
      new Error("mine"),
      "text",
      null,
      undefined,
    ]) {
      expect(toAppError(unknown)).toBe(unknown);
    }
  });
});
