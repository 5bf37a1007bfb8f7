import { policyCasesMax, resourceTypeSchema } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import { parseDocument } from "yaml";
import { z } from "zod";
import { fieldErrorsOf } from "../../platform/index.ts";

const word = z.string().min(1).max(200);
const place = { school: word.optional(), department: word.optional() };

/** As whom: somebody real, or whoever would have a role or a template, or hold a position, at a place. */
const asSchema = z
  .strictObject({
    user: word.optional(),
    role: word.optional(),
    template: word.optional(),
    position: word.optional(),
    /** Holds the position as Plt or Plh. */
    acting: z.boolean().optional(),
    ...place,
  })
  .refine(({ user, role, template, position }) => [user, role, template, position].filter(Boolean).length <= 1, {
    error: "name one of user, role, template and position",
  })
  .refine(({ user, school, department }) => user === undefined || (school ?? department) === undefined, {
    error: "a user has places of their own",
  })
  .refine(({ acting, position }) => acting === undefined || position !== undefined, {
    error: "only a position is held as acting",
  });

const attributes = z.record(word, z.union([z.string().max(400), z.number(), z.boolean(), z.null()]));

/** On what: a thing that exists, one that is described, or everything in a place. */
const onSchema = z.union([
  z.enum(["everything", "own"]),
  z.strictObject({ in: z.strictObject({ school: word }) }),
  z.strictObject({ in: z.strictObject({ department: word }) }),
  z.strictObject({ user: word }),
  z.strictObject({ school: word }),
  z.strictObject({ department: word }),
  z.strictObject({ position: word }),
  z.strictObject({ type: resourceTypeSchema, id: z.guid() }),
  z.strictObject({ owner: z.enum(["self", "other"]), ...place, attributes: attributes.optional() }),
]);

const codes = z.union([word, z.array(word).min(1).max(100)]);
const caseSchema = z
  .strictObject({
    name: z.string().max(200).optional(),
    as: asSchema.default({}),
    can: codes.optional(),
    cannot: codes.optional(),
    on: onSchema.optional(),
  })
  .refine(({ can, cannot }) => (can ?? cannot) !== undefined, { error: "say can, cannot or both" });

const fileSchema = z.strictObject({ cases: z.array(caseSchema).max(policyCasesMax) });

export type PolicyAs = z.output<typeof asSchema>;
export type PolicyOn = z.output<typeof onSchema>;

/** One thing that must, or must not, be allowed. */
export interface PolicyCase {
  /** Place of its entry in the file, from 1. */
  readonly number: number;
  readonly name: string | null;
  readonly as: PolicyAs;
  readonly code: string;
  readonly expected: boolean;
  /** Null: anywhere at all. */
  readonly on: PolicyOn | null;
}

/**
 * A text of tests, each code of an entry as a case of its own.
 *
 * @throws AppError `policy_test.malformed` with what is wrong and where
 */
export function parsePolicyTests(source: string): PolicyCase[] {
  // An alias could stand for more than all of memory, and no test needs one.
  const document = parseDocument(source, { prettyErrors: true, strict: true });
  const [problem] = document.errors;
  if (problem !== undefined) throw malformed(problem.message);
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: 0 });
  } catch (cause) {
    throw malformed(cause instanceof Error ? cause.message : String(cause));
  }
  const parsed = fileSchema.safeParse(content);
  if (!parsed.success) {
    const [first] = fieldErrorsOf(parsed.error);
    throw malformed(`${first?.path ?? ""}: ${first?.message ?? ""}`);
  }
  const cases = parsed.data.cases.flatMap(({ name, as, can, cannot, on }, n) =>
    [
      ...listOf(can).map((code) => ({ code, expected: true })),
      ...listOf(cannot).map((code) => ({ code, expected: false })),
    ].map((asked) => ({ number: n + 1, name: name ?? null, as, on: on ?? null, ...asked })),
  );
  if (cases.length > policyCasesMax) throw malformed(`more than ${policyCasesMax} cases`);
  return cases;
}

function malformed(problem: string): AppError {
  return new AppError("policy_test.malformed", { problem });
}

function listOf(asked: string | readonly string[] | undefined): readonly string[] {
  if (asked === undefined) return [];
  return typeof asked === "string" ? [asked] : asked;
}
