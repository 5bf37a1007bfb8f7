import { createHash } from "node:crypto";
import { stepStates, type WorkflowFieldType } from "@gloria/contracts";
import type { ExpressionType } from "./expression-term.ts";

/** What of a definition decides which expressions it may hold. A {@link WorkflowSpec} is one. */
export interface ExpressionSubject {
  readonly fields: Readonly<
    Record<
      string,
      {
        /** `unknown`: the field is there, but what it holds is not known. */
        readonly type: WorkflowFieldType | "unknown";
        readonly options?: readonly { readonly value: string }[] | undefined;
      }
    >
  >;
  /** By their keys; what they are does not matter. */
  readonly steps: Readonly<Record<string, unknown>>;
}

export interface LanguageField {
  readonly type: ExpressionType;
  readonly words: ReadonlySet<string> | null;
}

/** The names that expressions of a definition know, and what is behind them. */
export interface ExpressionLanguage {
  /** The same for the same names and types. */
  readonly hash: string;
  readonly fields: ReadonlyMap<string, LanguageField>;
  readonly steps: ReadonlySet<string>;
}

const typeOf: Readonly<Record<WorkflowFieldType | "unknown", ExpressionType>> = {
  text: "string",
  double: "double",
  boolean: "bool",
  date: "string",
  dateRange: "dateRange",
  money: "double",
  choice: "string",
  person: "string",
  school: "string",
  file: "string",
  unknown: "unknown",
};

/** How a step can have ended. */
export const stepOutcomes: ReadonlySet<string> = new Set(
  stepStates.filter((state) => state !== "WAITING" && state !== "ACTIVE"),
);

const known = new WeakMap<ExpressionSubject, ExpressionLanguage>();

export function languageOf(subject: ExpressionSubject): ExpressionLanguage {
  let language = known.get(subject);
  if (language === undefined) {
    const fields = Object.entries(subject.fields).map(([name, { type, options }]) => ({
      name,
      type: typeOf[type],
      words: options?.map(({ value }) => value) ?? null,
    }));
    const steps = Object.keys(subject.steps);
    language = {
      hash: createHash("sha256")
        .update(JSON.stringify([fields, steps]))
        .digest("base64"),
      fields: new Map(
        fields.map(({ name, type, words }) => [name, { type, words: words === null ? null : new Set(words) }]),
      ),
      steps: new Set(steps),
    };
    known.set(subject, language);
  }
  return language;
}
