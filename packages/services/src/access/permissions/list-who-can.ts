import { type PermissionSource, type WhoCanInput, type WhoCanPage, whoCanInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { delegations, grants, type TenantTransaction } from "@gloria/db";
import { type Access, assertEpochAtLeast, type Decision, type Query } from "@gloria/permissions";
import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import {
  decodeCursor,
  encodeCursor,
  parseInput,
  readInTenant,
  type Services,
  textKey,
  type VerbTransaction,
} from "../../platform/index.ts";
import { assertKnownPermission } from "./assert-known-permission.ts";
import { type Candidate, type CandidatePlace, findCandidates, searchFor } from "./find-candidates.ts";
import { findTargets, targetKey } from "./find-targets.ts";
import { loadNames } from "./load-names.ts";
import { type AskedPlace, assertFound, referenceOf, toQuery } from "./prepare-questions.ts";

const sort = "name";
/** So many people are judged at once, and for one page: where few of the candidates are allowed, pages are short. */
const mostAtOnce = 200;
const mostJudged = 600;

interface Allowed {
  readonly person: Candidate;
  readonly decision: Decision;
}

/**
 * Who may do something to a thing, in a school or department, or everywhere: of the people whose rights the caller may
 * read, by name, each with what decides. Who is found here is who a check allows.
 *
 * Errors: `access.denied`, `resource.not_found`, `permission.epoch_behind`, `request.bad_cursor`,
 * `access.unknown_permission` and `access.wildcard_refused` with the text that names no permission.
 */
export async function listWhoCan(services: Services, ctx: TenantContext, input: WhoCanInput): Promise<WhoCanPage> {
  const wanted = parseInput(whoCanInput, input);
  const after = decodeCursor(wanted.cursor, sort, textKey);
  return readInTenant(services, ctx, async (tx) => {
    const [access, { epoch, now }] = await Promise.all([tx.access, tx.opening]);
    access.assert("permission:read");
    await assertEpochAtLeast(tx, wanted.atLeast);
    await assertKnownPermission(tx, wanted.code);
    const query = await findQuery(tx, wanted);
    const { allowed, next } = await judgePage(services, tx, access, query, after, wanted.limit);
    const sources = await loadSources(
      tx,
      access,
      allowed.map(({ decision }) => decision),
    );
    return {
      items: allowed.map(({ person: { id, name }, decision: { layer, ruleId } }) => ({
        user: { id, name },
        layer: layer ?? "",
        ruleId,
        source: sources.get(ruleId ?? "") ?? null,
      })),
      nextCursor: next === null ? null : encodeCursor({ sort, after: next }),
      epoch,
      at: now.toISOString(),
    };
  });
}

async function findQuery(tx: VerbTransaction, wanted: z.output<typeof whoCanInput>): Promise<Query> {
  const place = placeOf(wanted);
  const reference = referenceOf(place);
  const found = reference === null ? undefined : (await findTargets(tx, [reference])).get(targetKey(reference));
  if (reference !== null && found === undefined) assertFound({ missing: reference });
  return toQuery({ code: wanted.code, request: undefined, ...place }, found, tx.tenantId);
}

function placeOf({ type, id, schoolId, departmentId }: z.output<typeof whoCanInput>): AskedPlace {
  if (type !== undefined && id !== undefined) return { target: { type, id } };
  if (schoolId !== undefined) return { region: { scope: "SCHOOL", schoolId } };
  if (departmentId !== undefined) return { region: { scope: "DEPARTMENT", departmentId } };
  return { region: { scope: "ALL" } };
}

/** The next people who are allowed, and behind whom the page after this one begins; null when nobody is left. */
async function judgePage(
  services: Services,
  tx: VerbTransaction,
  access: Access,
  query: Query,
  after: CandidatePlace | null,
  limit: number,
): Promise<{ allowed: Allowed[]; next: CandidatePlace | null }> {
  const search = await searchFor(tx, query);
  // To find them costs about the same for one and for all: they are found once.
  const people = await findCandidates(tx, access, search, "permission:read", { after, limit: mostJudged });
  const allowed: Allowed[] = [];
  let place = after;
  // One more than the page holds tells whether there is another page.
  for (let from = 0, size = limit + 1; from < people.length; from += size, size = mostAtOnce) {
    for (const one of await judge(services, tx, people.slice(from, from + size), query)) {
      if (one.decision.allowed && allowed.length === limit) return { allowed, next: place };
      if (one.decision.allowed) allowed.push(one);
      place = [one.person.sortName, one.person.id];
    }
  }
  return { allowed, next: people.length < mostJudged ? null : place };
}

async function judge(
  services: Services,
  tx: VerbTransaction,
  people: readonly Candidate[],
  query: Query,
): Promise<Allowed[]> {
  const accesses = await services.permissions.checksOfUsers(
    tx,
    people.map(({ id }) => id),
    [query.code],
  );
  const byId = new Map(accesses.map((one) => [one.userId, one]));
  return people.flatMap((person) => {
    const decision = byId.get(person.id)?.checkText(query);
    return decision === undefined ? [] : [{ person, decision }];
  });
}

/** Where the deciding rules come from, by rule. */
async function loadSources(
  tx: TenantTransaction,
  access: Access,
  decisions: readonly Decision[],
): Promise<ReadonlyMap<string, PermissionSource>> {
  const idsOf = (delegated: boolean) => [
    ...new Set(
      decisions.flatMap(({ layer, ruleId }) =>
        ruleId !== null && (layer === "DELEGATION") === delegated ? [ruleId] : [],
      ),
    ),
  ];
  const [granted, delegated] = [idsOf(false), idsOf(true)];
  const [fromGrants, fromDelegations] = await Promise.all([
    granted.length === 0
      ? []
      : tx.db
          .select({ ruleId: grants.id, kind: grants.subjectKind, id: grants.subjectId })
          .from(grants)
          .where(and(eq(grants.tenantId, tx.tenantId), inArray(grants.id, granted))),
    delegated.length === 0
      ? []
      : tx.db
          .select({ ruleId: delegations.id, id: delegations.delegatorId })
          .from(delegations)
          .where(and(eq(delegations.tenantId, tx.tenantId), inArray(delegations.id, delegated))),
  ]);
  const sources = [...fromGrants, ...fromDelegations.map((one) => ({ ...one, kind: "delegation" as const }))];
  const of = (kind: string) => sources.filter((source) => source.kind === kind).map(({ id }) => id);
  const names = await loadNames(tx, access, {
    school: [],
    department: of("department"),
    position: of("position"),
    role: of("role"),
    user: [...of("user"), ...of("delegation")],
  });
  return new Map(
    sources.map(({ ruleId, kind, id }) => [
      ruleId,
      { kind, id, name: names(kind === "delegation" ? "user" : kind, id) },
    ]),
  );
}
