import type { AskedRegion, ParsedQuestion } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { Access, PastMoment, Query, Region, Target } from "@gloria/permissions";
import type { Services, VerbTransaction } from "../../platform/index.ts";
import { findTargets, type TargetReference, targetKey } from "./find-targets.ts";

/** Where a question is about: not yet looked up. */
export type AskedPlace = Pick<ParsedQuestion, "target" | "region">;

/** A question with everything that it names looked up. */
export type PreparedQuestion =
  | { readonly userId: string; readonly access: Access; readonly query: Query; readonly missing?: undefined }
  /** What it names is not there, or another tenant's. */
  | { readonly missing: { readonly type: "user" } | TargetReference };

/**
 * Looks up whose rights and which things some questions are about, in the transaction that answers them: in a statement
 * or two for each kind of thing, however many they are.
 *
 * @param moment of the past whose rights are asked for; null is now. The things are those of today.
 * @throws AppError `access.denied` for questions about people whose rights the caller may not read,
 *   `auth.unauthenticated` for one about the caller of a part of Gloria itself
 */
export async function prepareQuestions(
  services: Services,
  tx: VerbTransaction,
  questions: readonly ParsedQuestion[],
  moment: PastMoment | null,
): Promise<PreparedQuestion[]> {
  const own = await tx.access;
  const whose = questions.map(({ userId }) => {
    const id = userId?.toLowerCase() ?? own.userId;
    if (id === null) throw new AppError("auth.unauthenticated");
    return id;
  });
  const others = [...new Set(whose)].filter((id) => id !== own.userId);
  const targets = await findTargets(tx, [
    ...questions.flatMap((question) => referenceOf(question) ?? []),
    ...others.map((id) => ({ type: "user" as const, id })),
  ]);
  const readable = others.filter((id) => {
    const target = targets.get(targetKey({ type: "user", id }));
    if (target !== undefined) own.assert("permission:read", target);
    return target !== undefined;
  });
  const accesses = await accessesOf(services, tx, own, moment, readable, whose.includes(own.userId ?? ""));
  return questions.map((question, n) => {
    const userId = whose[n] ?? "";
    const access = accesses.get(userId);
    if (access === undefined) return { missing: { type: "user" } };
    const reference = referenceOf(question);
    const found = reference === null ? undefined : targets.get(targetKey(reference));
    if (reference !== null && found === undefined) return { missing: reference };
    return { userId, access, query: toQuery(question, found, tx.tenantId) };
  });
}

/** Of people whose rights come from the cache, one by one; of many at once, set by set. */
const mostOneByOne = 3;

async function accessesOf(
  services: Services,
  tx: VerbTransaction,
  own: Access,
  moment: PastMoment | null,
  others: readonly string[],
  withOwn: boolean,
): Promise<ReadonlyMap<string, Access>> {
  const accesses = new Map<string, Access>();
  const { permissions } = services;
  if (moment !== null) {
    const ids = withOwn && own.userId !== null ? [...others, own.userId] : others;
    for (const id of ids) accesses.set(id, await permissions.accessAsOf(tx, id, moment));
    return accesses;
  }
  if (own.userId !== null) accesses.set(own.userId, own);
  if (others.length > mostOneByOne) {
    const loaded = await permissions.accessOfUsers(tx, others);
    for (const access of loaded) if (access.userId !== null) accesses.set(access.userId, access);
    return accesses;
  }
  for (const id of others) accesses.set(id, await permissions.accessOfUser(tx, id));
  return accesses;
}

/** The thing that a question names by its id; of a region the school or department. */
export function referenceOf({ target, region }: AskedPlace): TargetReference | null {
  if (target !== undefined) return "type" in target ? target : null;
  if (region?.scope === "SCHOOL") return { type: "school", id: region.schoolId };
  return region?.scope === "DEPARTMENT" ? { type: "department", id: region.departmentId } : null;
}

/** @param found what {@link referenceOf} names */
export function toQuery(
  { code, request, target, region }: Pick<ParsedQuestion, "code" | "request"> & AskedPlace,
  found: Target | undefined,
  tenantId: string,
): Query {
  if (region !== undefined) return { code, request, region: toRegion(region, found) };
  if (target === undefined) return { code, request };
  return { code, request, target: found ?? { tenantId, ...describedOf(target) } };
}

function toRegion(region: AskedRegion, found: Target | undefined): Region {
  if (region.scope !== "DEPARTMENT") return region;
  return { ...region, schoolId: found?.schoolIds?.[0] ?? null };
}

function describedOf(target: NonNullable<ParsedQuestion["target"]>): Target {
  return "type" in target ? {} : target;
}

/** @throws AppError `user.not_found`, `resource.not_found` with type and id */
export function assertFound(
  prepared: PreparedQuestion | undefined,
): asserts prepared is PreparedQuestion & { readonly missing?: undefined } {
  if (prepared === undefined) throw new Error("a question got no answer");
  if (prepared.missing === undefined) return;
  if (!("id" in prepared.missing)) throw new AppError("user.not_found");
  throw new AppError("resource.not_found", { type: prepared.missing.type, id: prepared.missing.id });
}
