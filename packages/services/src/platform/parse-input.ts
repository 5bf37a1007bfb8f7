import type { FieldError } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { z } from "zod";

/**
 * An input as its contract wants it.
 *
 * @throws AppError `request.invalid` naming every field that is wrong
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AppError("request.invalid", {}, { errors: fieldErrorsOf(parsed.error) });
}

/** Every issue as path, rule and message; the value itself is left out, it may be personal. */
export function fieldErrorsOf(error: z.ZodError): FieldError[] {
  return error.issues.map((issue) => ({
    path: issue.path.join("."),
    code: issue.code === "custom" ? issue.message : issue.code,
    message: issue.code === "unrecognized_keys" ? issue.keys.join(", ") : issue.message,
  }));
}
