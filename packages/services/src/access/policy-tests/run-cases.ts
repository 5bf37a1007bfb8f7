import type { PolicyCaseResult, PolicySubjectKind } from "@gloria/contracts";
import { AppError, newId } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import {
  type Access,
  accessOf,
  compileFacts,
  compileLoaded,
  loadFactsOf,
  type Query,
  type Target,
} from "@gloria/permissions";
import { findTargets, type TargetReference, targetKey } from "../permissions/find-targets.ts";
import { loadRuleBook, type RuleBook } from "./load-rule-book.ts";
import type { PolicyAs, PolicyCase, PolicyOn } from "./parse-policy-tests.ts";
import { type ResolvedWords, resolveWords } from "./resolve-words.ts";

/** Whose tests they are: a case that says nothing of whom it asks as asks as whoever has it. */
export interface PolicySubject {
  readonly kind: PolicySubjectKind;
  readonly id: string;
}

export interface RanCases {
  readonly epoch: number;
  readonly results: readonly PolicyCaseResult[];
  /** Real people whose rights the cases asked about. */
  readonly userIds: readonly string[];
}

/**
 * Asks every case of what stands in the tables at this point of the transaction.
 *
 * @throws AppError `policy_test.malformed` for words that name nothing here, or a case that asks as nobody
 */
export async function runCases(
  tx: TenantTransaction,
  cases: readonly PolicyCase[],
  subject: PolicySubject | null,
): Promise<RanCases> {
  const [words, { now }] = [await resolveWords(tx, cases), await tx.opening];
  const standing = cases.map(({ as }) => standIn(as, words, subject));
  const idsOf = (kind: StandIn["kind"]) => [...new Set(standing.flatMap((one) => (one.kind === kind ? [one.id] : [])))];
  const userIds = idsOf("user");
  const book = await loadRuleBook(tx, {
    roles: idsOf("role"),
    positions: idsOf("position"),
    templates: idsOf("template"),
  });
  const at = now.getTime();
  const options = { schoolId: null, strict: false };
  const people = new Map(
    (await loadFactsOf(tx, userIds)).map((loaded) => [
      loaded.raw.userId,
      accessOf(compileLoaded(loaded, at), loaded.epoch, at, options),
    ]),
  );
  const references = cases.flatMap(({ as, on }) => referencesOf(as, on, words));
  const targets = await findTargets(tx, references);
  const results = cases.map((one, n): PolicyCaseResult => {
    const who = standing[n];
    const access = who === undefined || who.kind === "user" ? people.get(who?.id ?? "") : undefined;
    const asked: Access =
      access ?? accessOf(compileFacts(factsOf(who, one.as, book, words, targets), at), book.epoch, at, options);
    const { allowed, layer, ruleId, reason } = asked.checkText(queryOf(one, words, targets, asked.userId, tx.tenantId));
    return {
      number: one.number,
      name: one.name,
      as: describe(one.as, subject),
      code: one.code,
      on: one.on === null ? "anywhere" : typeof one.on === "string" ? one.on : JSON.stringify(one.on),
      expected: one.expected,
      actual: allowed,
      passed: allowed === one.expected,
      layer,
      ruleId,
      reason,
    };
  });
  return { epoch: book.epoch, results, userIds };
}

interface StandIn {
  readonly kind: "user" | "role" | "template" | "position";
  readonly id: string;
}

function standIn(as: PolicyAs, words: ResolvedWords, subject: PolicySubject | null): StandIn {
  for (const kind of ["user", "role", "template", "position"] as const) {
    const word = as[kind];
    if (word !== undefined) return { kind, id: words.idOf(kind, word) };
  }
  if (subject === null) throw new AppError("policy_test.malformed", { problem: "a case must say as whom it asks" });
  return subject;
}

function describe(as: PolicyAs, subject: PolicySubject | null): string {
  const words = Object.entries(as).map(([name, value]) => `${name}: ${value}`);
  const own = as.user ?? as.role ?? as.template ?? as.position;
  if (own === undefined && subject !== null) words.unshift(subject.kind);
  return words.join(", ");
}

/** What decides for somebody who has just this role, template or position, at this place. */
function factsOf(
  who: StandIn | undefined,
  as: PolicyAs,
  { nobody, grants, roleEdges, codes }: RuleBook,
  words: ResolvedWords,
  targets: ReadonlyMap<string, Target>,
) {
  if (who === undefined) throw new Error("a case without anybody");
  const departmentId = as.department === undefined ? null : words.idOf("department", as.department);
  const placed = who.kind === "position" ? targets.get(targetKey({ type: "position", id: who.id })) : undefined;
  const anchor = {
    schoolId: as.school === undefined ? (placed?.schoolIds?.[0] ?? null) : words.idOf("school", as.school),
    departmentId: departmentId ?? placed?.departmentIds?.[0] ?? null,
  };
  const open = { from: null, until: null };
  const id = newId();
  const code = codes.get(who.id) ?? "";
  return {
    ...nobody,
    homeSchoolId: anchor.schoolId,
    grants,
    roleEdges,
    roleAssignments: who.kind === "position" ? [] : [{ id, roleId: who.id, code, anchor, ...open }],
    positions:
      who.kind === "position"
        ? [{ assignmentId: id, positionId: who.id, code, anchor, acting: as.acting === true, ...open }]
        : [],
  };
}

function referencesOf(as: PolicyAs, on: PolicyOn | null, words: ResolvedWords): TargetReference[] {
  const places: TargetReference[] =
    as.position === undefined ? [] : [{ type: "position", id: words.idOf("position", as.position) }];
  if (on === null || typeof on === "string") return places;
  if ("type" in on) return [...places, on];
  const named = "in" in on ? on.in : on;
  for (const type of ["user", "school", "department", "position"] as const) {
    const word = (named as Partial<Record<typeof type, string>>)[type];
    if (word !== undefined) places.push({ type, id: words.idOf(type, word) });
  }
  return places;
}

const someoneElse = "00000000-0000-4000-8000-000000000000";

function queryOf(
  { code, on }: PolicyCase,
  words: ResolvedWords,
  targets: ReadonlyMap<string, Target>,
  userId: string | null,
  tenantId: string,
): Query {
  if (on === null) return { code };
  if (on === "everything") return { code, region: { scope: "ALL" } };
  if (on === "own") return { code, region: { scope: "OWN" } };
  if ("in" in on) {
    if ("school" in on.in) return { code, region: { scope: "SCHOOL", schoolId: words.idOf("school", on.in.school) } };
    const departmentId = words.idOf("department", on.in.department);
    const schoolId = targets.get(targetKey({ type: "department", id: departmentId }))?.schoolIds?.[0] ?? null;
    return { code, region: { scope: "DEPARTMENT", departmentId, schoolId } };
  }
  if ("owner" in on) {
    const { owner, school, department, attributes } = on;
    return {
      code,
      target: {
        tenantId,
        ownerId: owner === "self" ? userId : someoneElse,
        schoolIds: school === undefined ? [] : [words.idOf("school", school)],
        departmentIds: department === undefined ? [] : [words.idOf("department", department)],
        attributes,
      },
    };
  }
  const [reference] = referencesOf({}, on, words);
  const target = reference === undefined ? undefined : targets.get(targetKey(reference));
  if (target === undefined)
    throw new AppError("policy_test.malformed", { problem: `there is no ${JSON.stringify(on)}` });
  return { code, target };
}
