import type { ConditionProblemCode } from "@gloria/contracts";

/** Why a condition cannot be saved. */
export const conditionProblem = {
  too_long: "A condition has at most {{maximum}} characters.",
  too_deep: "The condition has too many parts, or too many brackets within brackets.",
  syntax: "This is not an expression: {{detail}}.",
  unknown_name: "There is no {{name}}. A condition knows actor, target, now and request.",
  unknown_field: "{{variable}} has no {{name}} here.",
  not_allowed: "{{name}} cannot be used in a condition.",
  nested_macro: "{{name}} cannot stand inside another all, exists, exists_one, filter or map.",
  unknown_zone: "There is no time zone {{zone}}.",
  wrong_type: "The types do not fit: {{detail}}.",
  not_boolean: "A condition is true or false. This is a value of type {{type}}.",
  target_alone: "{{name}} can only be compared.",
  target_operator: "{{operator}} cannot be used on the target. Compare one field of it by ==, !=, <, <=, >, >= or in.",
  two_target_fields: "{{first}} cannot be compared with {{second}}: one side must do without the target.",
  text_order: "{{name}} is a text and has no order for {{operator}}.",
  unknown_word: "{{name}} is never {{word}}. It is one of: {{words}}.",
} as const satisfies Record<ConditionProblemCode, string>;
