import { isAppError } from "@gloria/core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parseInput } from "./parse-input.ts";

const schema = z.strictObject({
  name: z.string().min(1),
  inner: z.strictObject({ list: z.array(z.int()) }).optional(),
  zone: z
    .string()
    .refine((value) => value !== "bad", { error: "zone.unknown" })
    .optional(),
});

function errorsOf(input: unknown) {
  try {
    return parseInput(schema, input);
  } catch (error) {
    if (!isAppError(error, "request.invalid")) throw error;
    return error.errors.map(({ path, code }) => `${path} ${code}`);
  }
}

describe("parseInput", () => {
  it("answers what the contract makes of the input", () => {
    expect(errorsOf({ name: "a" })).toEqual({ name: "a" });
  });

  it("names every field that is wrong, where it stands, and unknown ones too", () => {
    expect(errorsOf({})).toEqual(["name invalid_type"]);
    expect(errorsOf({ name: "", inner: { list: [1, "x"], odd: 1 }, zone: "bad", more: 1, extra: 2 })).toEqual(
      expect.arrayContaining([
        "name too_small",
        "inner.list.1 invalid_type",
        "inner.odd unrecognized_keys",
        "zone zone.unknown",
        "more unrecognized_keys",
        "extra unrecognized_keys",
      ]),
    );
  });

  it("keeps the value itself out of the error", () => {
    const secret = "3374-secret";
    try {
      parseInput(z.strictObject({ nik: z.int() }), { nik: secret });
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify(error)).not.toContain(secret);
    }
  });
});
