/** Over how many steps something may be handed on, as its text is named. */
export const handOnSteps = ["0", "1", "2"] as const;
export type HandOnSteps = (typeof handOnSteps)[number];

export function stepsOf(count: number): HandOnSteps {
  return handOnSteps[count] ?? "0";
}
