import type { ConditionProblem, ConditionProblemCode, conditionProblems } from "@gloria/contracts";

type ParamsOf<Code extends ConditionProblemCode> = Readonly<Record<(typeof conditionProblems)[Code][number], string>>;

type Messages = { readonly [Code in ConditionProblemCode]: (params: ParamsOf<Code>) => string };

const messages: Messages = {
  too_long: ({ maximum }) => `A condition has at most ${maximum} characters`,
  too_deep: () => "The condition is nested too deeply or has too many parts",
  syntax: ({ detail }) => `Not an expression: ${detail}`,
  unknown_name: ({ name }) => `There is no '${name}': a condition knows actor, target, now and request`,
  unknown_field: ({ variable, name }) => `'${variable}' has no '${name}' here`,
  not_allowed: ({ name }) => `'${name}' cannot be used in a condition`,
  nested_macro: ({ name }) => `'${name}' stands inside another all, exists, exists_one, filter or map`,
  unknown_zone: ({ zone }) => `There is no time zone '${zone}'`,
  wrong_type: ({ detail }) => `The types do not fit: ${detail}`,
  not_boolean: ({ type }) => `A condition is true or false, but this is a value of type ${type}`,
  target_alone: ({ name }) => `'${name}' can only be compared`,
  target_operator: ({ operator }) =>
    `'${operator}' cannot be used on the target: compare one field of it, by ==, !=, <, <=, >, >= or in`,
  two_target_fields: ({ first, second }) =>
    `'${first}' is compared with '${second}': one side must do without the target`,
  text_order: ({ name, operator }) => `'${name}' is a text: it has no order for '${operator}'`,
  unknown_word: ({ name, word, words }) => `'${name}' is never "${word}": it is one of ${words}`,
};

/** @param position in the source, in UTF-16 units from 0; null for the whole */
export function conditionProblem<Code extends ConditionProblemCode>(
  code: Code,
  params: ParamsOf<Code>,
  position: number | null,
): ConditionProblem {
  const messageOf: Messages[Code] = messages[code];
  return { code, params, message: messageOf(params), position };
}
