import { TRPCClientError } from "@trpc/client";
import { describe, expect, it } from "vitest";
import { failureOf, isUnauthenticated, ProblemError } from "./failure.ts";

describe("failureOf", () => {
  it("reads a problem document", () => {
    const fields = [{ path: "email", code: "invalid_format", message: "?" }];
    const error = new ProblemError(422, {
      code: "request.invalid",
      requestId: "r1",
      params: { a: 1 },
      errors: [...fields, "junk"],
    });
    expect(failureOf(error)).toEqual({
      code: "request.invalid",
      status: 422,
      requestId: "r1",
      params: { a: 1 },
      fields,
    });
  });

  it("reads the data of a tRPC error", () => {
    const error = new TRPCClientError("x", {
      result: {
        error: { code: -32001, message: "x", data: { code: "auth.token_expired", httpStatus: 401, requestId: "r2" } },
      },
    });
    expect(failureOf(error)).toMatchObject({ code: "auth.token_expired", status: 401, requestId: "r2" });
    expect(isUnauthenticated(error)).toBe(true);
  });

  it("knows an answer that is not Gloria's: no code, nothing invented", () => {
    expect(failureOf(new TypeError("Failed to fetch"))).toEqual({
      code: null,
      status: null,
      params: {},
      requestId: null,
      fields: [],
    });
    expect(failureOf(new ProblemError(502, "<html>bad gateway"))).toMatchObject({ code: null, status: 502 });
    expect(isUnauthenticated(new TypeError("x"))).toBe(false);
  });
});
