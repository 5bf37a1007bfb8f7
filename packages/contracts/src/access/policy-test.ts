import { z } from "zod";
import { canOf, idSchema, instantSchema, versionSchema } from "../common.ts";

/** A file of tests has at most so many characters, and so many cases. */
export const policyTestTextMax = 60_000;
export const policyCasesMax = 500;

export const policySubjectKinds = ["role", "template"] as const;
export type PolicySubjectKind = (typeof policySubjectKinds)[number];

const yaml = z.string().min(1).max(policyTestTextMax);

const subject = { subjectKind: z.enum(policySubjectKinds), subjectId: idSchema };

/** The tests of a role or a template; an empty list of cases takes them away. */
export const savePolicyTestsInput = z.strictObject({ ...subject, source: yaml, version: versionSchema.optional() });
export type SavePolicyTestsInput = z.input<typeof savePolicyTestsInput>;

export const getPolicyTestsInput = z.strictObject(subject);
export type GetPolicyTestsInput = z.input<typeof getPolicyTestsInput>;

/** A text to try, the stored tests of a role or template, or a text as if it were theirs. Writes nothing. */
export const runPolicyTestsInput = z
  .strictObject({ ...subject, source: yaml })
  .partial()
  .refine(({ source, subjectId }) => source !== undefined || subjectId !== undefined, {
    error: "policy_test.nothing",
    path: ["source"],
  })
  .refine(({ subjectKind, subjectId }) => (subjectKind === undefined) === (subjectId === undefined), {
    error: "policy_test.subject",
    path: ["subjectId"],
  });
export type RunPolicyTestsInput = z.input<typeof runPolicyTestsInput>;

export const policyCaseResultOutput = z.object({
  /** Place in the file, from 1. */
  number: z.int(),
  name: z.string().nullable(),
  /** As whom, in the words of the file. */
  as: z.string(),
  code: z.string(),
  on: z.string(),
  expected: z.boolean(),
  actual: z.boolean(),
  passed: z.boolean(),
  layer: z.string().nullable(),
  ruleId: idSchema.nullable(),
  reason: z.string(),
});
export type PolicyCaseResult = z.infer<typeof policyCaseResultOutput>;

export const runPolicyTestsOutput = z.object({
  passed: z.int(),
  failed: z.int(),
  cases: z.array(policyCaseResultOutput),
  epoch: z.int(),
  at: instantSchema,
});
export type PolicyTestRun = z.infer<typeof runPolicyTestsOutput>;

export const policyTestsOutput = z.object({
  ...subject,
  /** YAML; null when there are none. */
  source: z.string().nullable(),
  cases: z.int(),
  /** Null when there are none yet. */
  version: versionSchema.nullable(),
  updatedAt: instantSchema.nullable(),
  can: canOf(["update"]),
});
export type PolicyTests = z.infer<typeof policyTestsOutput>;
