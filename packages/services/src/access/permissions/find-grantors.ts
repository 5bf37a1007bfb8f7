import { grantorsMax, type PermissionCode, type PermissionExplanation } from "@gloria/contracts";
import type { Access, Query } from "@gloria/permissions";
import type { Services, VerbTransaction } from "../../platform/index.ts";
import { type Candidate, findCandidates, searchFor } from "./find-candidates.ts";

const ways = ["permission:assign", "role:assign"] as const satisfies readonly PermissionCode[];
const mostJudged = 100;

type Grantor = PermissionExplanation["grantors"][number];

/**
 * Some of the people who could grant what is asked, of those whom the caller may see: they may grant at that place, and
 * hold it there themselves, not by delegation, or may grant anything.
 */
export async function findGrantors(
  services: Services,
  tx: VerbTransaction,
  access: Access,
  query: Query,
): Promise<Grantor[]> {
  const grantors = new Map<string, Grantor>();
  for (const by of ways) {
    const granting = { ...query, code: by };
    const people = await findCandidates(tx, access, await searchFor(tx, granting), "user:read", {
      after: null,
      limit: mostJudged,
    });
    const unknown = people.filter(({ id }) => !grantors.has(id));
    for (const person of await judge(services, tx, unknown, granting, query)) {
      grantors.set(person.id, { id: person.id, name: person.name, by });
      if (grantors.size === grantorsMax) return [...grantors.values()];
    }
  }
  return [...grantors.values()];
}

const grantAny = { code: "permission:grant_any", region: { scope: "ALL" } } as const;

async function judge(
  services: Services,
  tx: VerbTransaction,
  people: readonly Candidate[],
  granting: Query,
  query: Query,
): Promise<Candidate[]> {
  const accesses = await services.permissions.checksOfUsers(
    tx,
    people.map(({ id }) => id),
    [granting.code, query.code, grantAny.code],
  );
  const byId = new Map(accesses.map((one) => [one.userId, one]));
  return people.filter(({ id }) => {
    const theirs = byId.get(id);
    if (theirs === undefined || !theirs.checkText(granting).allowed) return false;
    const held = theirs.checkText(query);
    if (held.allowed && held.layer !== "DELEGATION") return true;
    // What nobody can be allowed is nobody's to grant.
    if (held.layer === "GUARDRAIL") return false;
    return theirs.checkText(grantAny).allowed;
  });
}
