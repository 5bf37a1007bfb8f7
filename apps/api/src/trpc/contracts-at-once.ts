import { parseInput } from "@gloria/services";
import type { z } from "zod";
import { hasOnlyFieldsOf } from "./has-only-fields-of.ts";

let trusting = false;

/**
 * In production what the verbs answer is no longer checked value by value: tests and development have done so, and the
 * values come from our own tables. That no field leaves which the contract does not name is looked at all the same.
 */
export function trustAnswers(): void {
  trusting = true;
}

/**
 * The same contract, parsed in one go, as the verb would; the verb then sees that it has been. tRPC asks every contract
 * to parse asynchronously, and zod then walks the schema property by property; nothing in a contract ever waits, and
 * the synchronous parse runs compiled code.
 */
export function asked<Schema extends z.ZodType>(contract: Schema): Schema {
  const schema = contract.clone();
  schema.parseAsync = async (value) => parseInput(contract, value);
  return schema;
}

/** {@link asked} for what a procedure answers. */
export function answered<Schema extends z.ZodType>(contract: Schema): Schema {
  const schema = contract.clone();
  const hasOnlyFields = hasOnlyFieldsOf(contract);
  schema.parseAsync = async (value) =>
    trusting && hasOnlyFields(value) ? (value as z.output<Schema>) : schema.parse(value);
  return schema;
}
