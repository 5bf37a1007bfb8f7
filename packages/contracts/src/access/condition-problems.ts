import { z } from "zod";

/** A condition's source, at most so many UTF-16 units. */
export const conditionMax = 1_000;

/**
 * Why a condition cannot be saved. Closed; texts under `conditionProblem`. Behind each code: its params.
 */
export const conditionProblems = {
  too_long: ["maximum"],
  too_deep: [],
  syntax: ["detail"],
  unknown_name: ["name"],
  unknown_field: ["variable", "name"],
  not_allowed: ["name"],
  nested_macro: ["name"],
  unknown_zone: ["zone"],
  wrong_type: ["detail"],
  not_boolean: ["type"],
  target_alone: ["name"],
  target_operator: ["operator"],
  two_target_fields: ["first", "second"],
  text_order: ["name", "operator"],
  unknown_word: ["name", "word", "words"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ConditionProblemCode = keyof typeof conditionProblems;

export const conditionProblemCodes = Object.keys(conditionProblems) as [
  ConditionProblemCode,
  ...ConditionProblemCode[],
];

export const conditionProblemOutput = z.object({
  code: z.enum(conditionProblemCodes),
  params: z.record(z.string(), z.string()),
  /** In English, for logs and developers; people read the text of the code. */
  message: z.string(),
  /** Where in the source, in UTF-16 units from 0; null when it is about the whole. */
  position: z.int().min(0).nullable(),
});

export type ConditionProblem = Readonly<z.infer<typeof conditionProblemOutput>>;
