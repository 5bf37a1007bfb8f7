import { createUserInput } from "@gloria/contracts";
import { expect, it } from "vitest";
import { contractResolver } from "./contract-resolver.ts";

const resolver = contractResolver(createUserInput, (values: { name: string; email: string | null }) => values);
const options = { fields: {}, shouldUseNativeValidation: false } as const;

it("gives the contract's output for good values", async () => {
  const result = await resolver({ name: "  Ani ", email: "ANI@demo.example" }, undefined, options);
  expect(result).toMatchObject({ errors: {}, values: { name: "Ani", email: "ani@demo.example", status: "active" } });
});

it("names the rule of the first problem of each field", async () => {
  const result = await resolver({ name: "", email: "nope" }, undefined, options);
  expect(result.errors).toMatchObject({ name: { type: "required" }, email: { type: "invalid_email" } });
});

it("puts a rule over several fields where the contract says", async () => {
  const result = await resolver({ name: "Ani", email: null }, undefined, options);
  expect(result.errors).toMatchObject({ email: { type: "no_identifier" } });
});
