import { describe, expect, it } from "vitest";
import { z } from "zod";
import { answered, trustAnswers } from "./contracts-at-once.ts";
import { hasOnlyFieldsOf } from "./has-only-fields-of.ts";

const person = z.object({
  name: z.string().nullable(),
  home: z.object({ id: z.string() }).nullable(),
  held: z.array(z.object({ id: z.string(), at: z.string().optional() })),
});
const known = { name: "A", home: { id: "1" }, held: [{ id: "2", at: "x" }] };

describe("hasOnlyFieldsOf", () => {
  const test = hasOnlyFieldsOf(person);

  it("knows every field of the contract, at any depth", () => {
    expect(test(known)).toBe(true);
    expect(test({ ...known, home: null, held: [] })).toBe(true);
  });

  it.each([
    { ...known, secret: 1 },
    { ...known, home: { id: "1", secret: 1 } },
    { ...known, held: [...known.held, { id: "3", secret: 1 }] },
    { ...known, held: {} },
    { ...known, home: [] },
    [known],
    null,
    "person",
  ])("does not know %j", (value) => {
    expect(test(value)).toBe(false);
  });

  it("leaves forms that only parsing tells apart to parsing", () => {
    expect(hasOnlyFieldsOf(z.union([z.object({ a: z.string() }), z.string()]))("x")).toBe(false);
    expect(hasOnlyFieldsOf(z.record(z.string(), z.string()))({})).toBe(false);
    expect(hasOnlyFieldsOf(z.string())("x")).toBe(true);
  });
});

describe("an answer in production", () => {
  it("still loses the fields that its contract does not name", async () => {
    trustAnswers();
    const contract = answered(person);
    expect(await contract.parseAsync(known)).toBe(known);
    expect(await contract.parseAsync({ ...known, secret: 1 })).toEqual(known);
  });
});
