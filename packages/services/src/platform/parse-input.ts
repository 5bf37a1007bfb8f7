import type { FieldError } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { z } from "zod";

// By the contract's own definition, which its clones share: transports parse what the verb is about to parse again.
const parsed = new WeakMap<object, unknown>();

/**
 * An input as its contract wants it.
 *
 * @throws AppError `request.invalid` naming every field that is wrong
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const isObject = typeof input === "object" && input !== null;
  if (isObject && parsed.get(input) === schema.def) return input as z.output<Schema>;
  const result = schema.safeParse(input);
  if (!result.success) throw new AppError("request.invalid", {}, { errors: fieldErrorsOf(result.error) });
  if (typeof result.data === "object" && result.data !== null) parsed.set(result.data, schema.def);
  return result.data;
}

/** Every issue as path, rule and message; the value itself is left out, it may be personal. */
export function fieldErrorsOf(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    const { code, message } = issue;
    // An unknown field is named where it stands, like any other that is wrong.
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ path: [...issue.path, key].join("."), code, message: key }));
    }
    return [{ path: issue.path.join("."), code: code === "custom" ? message : code, message }];
  });
}
