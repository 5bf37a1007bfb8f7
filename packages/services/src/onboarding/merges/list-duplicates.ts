import { type DuplicateCandidate, duplicateReasons, listDuplicatesInput, type Page } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { schools, users } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import {
  decodeCursor,
  encodeCursor,
  parseInput,
  readInTenant,
  type Services,
  targetAttributes,
  type VerbTransaction,
} from "../../platform/index.ts";

interface CandidateRow {
  readonly left_id: string;
  readonly right_id: string;
  readonly score: number;
  readonly reasons: string[];
}

/** `(score, left, right)`, where a page ended. */
const placeKey = z.tuple([z.int().min(1).max(100), z.guid(), z.guid()]);
type Place = z.output<typeof placeKey>;

/** Looked at between two pages at most; what the caller may see of a long list is then found by going on. */
const mostRounds = 5;

/**
 * Pairs of living people who may be one, the likeliest first: the same name but for spaces, accents and case, the same
 * NIP but for its punctuation, the same mailbox or telephone, a nearly equal spelling. Only pairs of whom the caller
 * may read both.
 */
export async function listDuplicates(
  services: Services,
  ctx: TenantContext,
  input: z.input<typeof listDuplicatesInput>,
): Promise<Page<DuplicateCandidate>> {
  const wanted = parseInput(listDuplicatesInput, input);
  const after = decodeCursor(wanted.cursor, "-score", placeKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("user:merge");
    const items: DuplicateCandidate[] = [];
    let place: Place | null = after;
    for (let round = 0; round < mostRounds; round += 1) {
      const rows = await findCandidates(tx, place, wanted.limit + 1);
      const people = await loadPeople(tx, rows);
      for (const row of rows) {
        if (row.score < wanted.minScore) return { items, nextCursor: null };
        if (items.length === wanted.limit && place !== null) {
          return { items, nextCursor: encodeCursor({ sort: "-score", after: place }) };
        }
        place = [row.score, row.left_id, row.right_id];
        const item = toCandidate(row, people, access);
        if (item !== null) items.push(item);
      }
      if (rows.length <= wanted.limit) return { items, nextCursor: null };
    }
    return { items, nextCursor: place === null ? null : encodeCursor({ sort: "-score", after: place }) };
  });
}

function findCandidates(tx: VerbTransaction, after: Place | null, rows: number): Promise<CandidateRow[]> {
  return tx.sql.unsafe<CandidateRow[]>(
    "select left_id, right_id, score, reasons from gloria.duplicate_candidates($1::int, $2::uuid, $3::uuid, $4::int)",
    [after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, rows],
  );
}

type Person = DuplicateCandidate["left"] & { readonly homeSchoolId: string | null };

async function loadPeople(tx: VerbTransaction, rows: readonly CandidateRow[]): Promise<Map<string, Person>> {
  const ids = [...new Set(rows.flatMap((row) => [row.left_id, row.right_id]))];
  if (ids.length === 0) return new Map();
  const found = await tx.db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      nip: users.nip,
      status: users.status,
      lastActiveAt: users.lastActiveAt,
      homeSchoolId: users.homeSchoolId,
      homeSchoolName: schools.name,
    })
    .from(users)
    .leftJoin(schools, and(eq(schools.tenantId, users.tenantId), eq(schools.id, users.homeSchoolId)))
    .where(and(eq(users.tenantId, tx.tenantId), inArray(users.id, ids)));
  return new Map(found.map((row) => [row.id, { ...row, lastActiveAt: row.lastActiveAt?.toISOString() ?? null }]));
}

/** Null when the caller may not read both. */
function toCandidate(
  row: CandidateRow,
  people: ReadonlyMap<string, Person>,
  access: Access,
): DuplicateCandidate | null {
  const [left, right] = [people.get(row.left_id), people.get(row.right_id)];
  if (left === undefined || right === undefined) return null;
  const may = (code: "user:read" | "user:merge") =>
    access.can(code, targetOf(left)) && access.can(code, targetOf(right));
  if (!may("user:read")) return null;
  const { homeSchoolId: _left, ...shownLeft } = left;
  const { homeSchoolId: _right, ...shownRight } = right;
  return {
    left: shownLeft,
    right: shownRight,
    score: row.score,
    reasons: duplicateReasons.filter((reason) => row.reasons.includes(reason)),
    can: { merge: may("user:merge") },
  };
}

function targetOf({ id, homeSchoolId, status }: Person) {
  return {
    ownerId: id,
    departmentIds: [],
    schoolIds: homeSchoolId === null ? [] : [homeSchoolId],
    resource: { type: "user", id },
    attributes: targetAttributes("user", { status, homeSchoolId }),
  };
}
