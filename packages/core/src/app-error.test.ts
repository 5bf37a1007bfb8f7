import { errorFamilies } from "@gloria/contracts";
import { describe, expect, it } from "vitest";
import { AppError, isAppError } from "./app-error.ts";

describe("AppError", () => {
  it("knows its family and keeps its cause apart from what a client sees", () => {
    const cause = new Error("secret detail");
    const error = new AppError("user.not_found", { id: "1" }, { cause });
    expect(error).toMatchObject({
      name: "AppError",
      message: "user.not_found",
      code: "user.not_found",
      params: { id: "1" },
      errors: [],
      family: errorFamilies["user.not_found"],
    });
    expect(error.cause).toBe(cause);
    expect(JSON.stringify(error)).not.toContain("secret detail");
    expect("cause" in new AppError("data.conflict")).toBe(false);
  });

  it("is told from other errors, and by its code", () => {
    const error = new AppError("data.conflict");
    expect([
      isAppError(error),
      isAppError(error, "data.conflict"),
      isAppError(error, "user.not_found"),
      isAppError(new Error("data.conflict")),
      isAppError(null),
    ]).toEqual([true, true, false, false, false]);
  });
});
