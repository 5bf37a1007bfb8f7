import { z } from "zod";
import { ConfigError, type SettingProblem } from "./config-error.ts";
import type { Environment } from "./settings.ts";

/** A rule over several settings; it sees which are set, not whether they are well-formed. */
export type SettingRule = (isSet: (name: string) => boolean) => readonly SettingProblem[];

/**
 * Reads the settings of one process kind.
 *
 * @throws ConfigError that names every missing and malformed setting
 */
export function readSettings<Shape extends z.ZodRawShape>(
  processKind: string,
  environment: Environment,
  shape: Shape,
  rules: readonly SettingRule[] = [],
): z.output<z.ZodObject<Shape>> {
  const given = Object.fromEntries(
    Object.keys(shape).flatMap((name) => {
      const value = environment[name]?.trim();
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  );
  const isSet = (name: string) => name in given;
  const result = z.object(shape).safeParse(given);
  const problems = new Map<string, SettingProblem>();
  for (const issue of result.error?.issues ?? []) {
    const name = String(issue.path[0]);
    problems.set(name, {
      name,
      kind: isSet(name) ? "malformed" : "missing",
      expected: isSet(name) ? issue.message : expectedFormOf(shape[name]),
    });
  }
  for (const problem of rules.flatMap((rule) => rule(isSet))) {
    if (!problems.has(problem.name)) {
      problems.set(problem.name, problem);
    }
  }
  if (!result.success || problems.size > 0) {
    throw new ConfigError(processKind, [...problems.values()]);
  }
  return result.data;
}

/** What a setting would accept: the message it gives for a text that no setting accepts. */
function expectedFormOf(schema: z.core.$ZodType | undefined): string {
  const issue = schema === undefined ? undefined : z.safeParse(schema, "\u0000").error?.issues[0];
  return issue?.message ?? "a value";
}

/** When one of these is set, all are needed. */
export function allOrNone(names: readonly string[], triggers: readonly string[] = names): SettingRule {
  return (isSet) => {
    const because = triggers.filter(isSet);
    return because.length === 0
      ? []
      : names
          .filter((name) => !isSet(name))
          .map((name) => ({ name, kind: "missing", expected: `a value, because ${because.join(", ")} is set` }));
  };
}
