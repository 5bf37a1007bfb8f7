import { z } from "zod";

/** A definition as JSON, at most so many bytes of UTF-8. */
export const workflowSpecMaxBytes = 256 * 1024;

/**
 * Why a definition cannot be published. Closed; texts under `workflowProblem`. Behind each code: its params; `offset`
 * counts UTF-16 units of an expression from 0.
 */
export const workflowProblems = {
  // Of its form
  too_large: ["maximum"],
  required: [],
  wrong_type: ["expected"],
  unknown_key: ["keys"],
  unknown_value: ["values"],
  name_characters: [],
  key_characters: [],
  characters: [],
  control_characters: [],
  reserved_name: ["name"],
  duration: [],
  duration_zero: [],
  zone_unknown: [],
  cron: [],
  too_short: ["minimum"],
  too_long: ["maximum"],
  too_few: ["minimum"],
  too_many: ["maximum"],
  too_small: ["minimum"],
  too_big: ["maximum"],
  branch_count: [],
  threshold_or_points: [],
  invalid: [],
  more_problems: ["number"],

  // Of its paths
  outcome_unwired: ["outcome"],
  unknown_step: ["step"],
  unreachable_step: [],
  cannot_end: [],
  loop_without_wait: ["steps"],
  join_outside: [],
  branch_left: ["step", "branch"],
  branches_meet: ["step", "branch"],
  join_unreachable: [],
  join_count: ["wanted", "branches"],
  not_before: ["step"],
  not_an_approval: ["step"],

  // Of its expressions
  expression_too_long: ["maximum"],
  expression_too_deep: ["offset"],
  expression_syntax: ["detail", "offset"],
  expression_name: ["name", "offset"],
  expression_field: ["variable", "name", "offset"],
  expression_not_allowed: ["name", "offset"],
  expression_zone: ["zone", "offset"],
  expression_operands: ["operator", "left", "right", "offset"],
  expression_arguments: ["name", "offset"],
  expression_branches: ["left", "right", "offset"],
  expression_word: ["name", "word", "words", "offset"],
  expression_result: ["expected", "actual"],

  // Of who decides, and how
  quorum_unreachable: ["wanted", "seats"],
  points_unreachable: ["points", "sum"],
  chair_missing: [],
  fallback_missing: [],
  chain_levels_or_grade: [],
  resolves_to_nobody: [],
  escalations_unsorted: [],
  escalation_before_due: [],
  escalation_after_end: [],

  // Of its form fields
  unknown_field: ["field"],
  field_not_person: ["field"],
  options_missing: [],
  options_unwanted: [],
  option_twice: ["value"],
  bounds_crossed: ["minimum", "maximum"],
  bounds_unwanted: [],
  visible_when_circular: ["fields"],

  // Of what it names outside of itself
  unknown_action: ["action"],
  unknown_template: ["template"],
  unknown_workflow: ["workflow"],
  unknown_message: ["message"],
  unknown_event: ["event"],
  unknown_calendar: ["calendar"],
  unknown_position: ["position"],
  unknown_department: ["department"],
  unknown_role: ["role"],
  input_missing: ["input"],
  input_unknown: ["input"],
  input_type: ["expected"],
  subflow_itself: [],
  message_twice: ["message"],
  trigger_lacks_fields: ["fields"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type WorkflowProblemCode = keyof typeof workflowProblems;

export const workflowProblemCodes = Object.keys(workflowProblems) as [WorkflowProblemCode, ...WorkflowProblemCode[]];

export const workflowProblemOutput = z.object({
  /** Where in the definition: keys and, in lists, places from 0. */
  path: z.array(z.union([z.string(), z.int().min(0)])),
  code: z.enum(workflowProblemCodes),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
});
type Parsed = z.output<typeof workflowProblemOutput>;

/** One thing that is wrong with a definition, and where. */
export interface WorkflowProblem {
  readonly path: readonly (string | number)[];
  readonly code: WorkflowProblemCode;
  readonly params: Readonly<Parsed["params"]>;
}
