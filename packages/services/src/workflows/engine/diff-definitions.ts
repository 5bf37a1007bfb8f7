import { isDeepStrictEqual } from "node:util";
import type { WorkflowSpec } from "@gloria/contracts";

/** What has become of one of several named things. */
export interface NamedDifference {
  readonly name: string;
  readonly change: "added" | "removed" | "changed";
  /** What in it is different; empty when it is new or gone. */
  readonly changes: readonly ValueDifference[];
}

/** Undefined: it was not there, or is not any more. */
export interface ValueDifference {
  /** Inside of the definition; keys and, in lists, places from 0. */
  readonly path: readonly (string | number)[];
  readonly before: unknown;
  readonly after: unknown;
}

export interface DefinitionDifference {
  /** Of what is neither a field nor a step. */
  readonly settings: readonly ValueDifference[];
  readonly fields: readonly NamedDifference[];
  readonly steps: readonly NamedDifference[];
}

/** What the second version of a definition has that the first has not, and the other way round. */
export function diffDefinitions(before: WorkflowSpec, after: WorkflowSpec): DefinitionDifference {
  const { fields: fieldsBefore, steps: stepsBefore, ...settingsBefore } = before;
  const { fields: fieldsAfter, steps: stepsAfter, ...settingsAfter } = after;
  return {
    settings: diffValues(settingsBefore, settingsAfter, []),
    fields: diffNamed(fieldsBefore, fieldsAfter, "fields"),
    steps: diffNamed(stepsBefore, stepsAfter, "steps"),
  };
}

type Named = Readonly<Record<string, unknown>>;

function diffNamed(before: Named, after: Named, root: string): NamedDifference[] {
  return keysOf(before, after).flatMap((name): NamedDifference[] => {
    if (!Object.hasOwn(before, name)) return [{ name, change: "added", changes: [] }];
    if (!Object.hasOwn(after, name)) return [{ name, change: "removed", changes: [] }];
    const changes = diffValues(before[name], after[name], [root, name]);
    return changes.length === 0 ? [] : [{ name, change: "changed", changes }];
  });
}

/** As deep as both are of one kind; a definition is never deeper than its contract. */
function diffValues(before: unknown, after: unknown, path: ValueDifference["path"]): ValueDifference[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, place) => diffValues(before[place], after[place], [...path, place])).flat();
  }
  if (isNamed(before) && isNamed(after)) {
    return keysOf(before, after).flatMap((key) => diffValues(before[key], after[key], [...path, key]));
  }
  return [{ path, before, after }];
}

function isNamed(value: unknown): value is Named {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Of both, in the order of the first. */
function keysOf(before: Named, after: Named): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}
