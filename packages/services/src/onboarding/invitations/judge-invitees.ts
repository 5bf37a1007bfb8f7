import type { ErrorCode, inviteeSchema } from "@gloria/contracts";
import { newId } from "@gloria/core";
import { users } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { findNipsOfOthers, type UserDataRow } from "../../organisation/index.ts";
import type { VerbTransaction } from "../../platform/index.ts";
import { targetAttributes } from "../../platform/index.ts";

type Invitee = z.output<typeof inviteeSchema>;
type Newcomer = Exclude<Invitee, { userId: string }>;

/** Somebody who can be invited; a new one is there by now. */
export interface ReadyInvitee {
  /** Place in the list that was asked for. */
  readonly place: number;
  readonly person: UserDataRow;
  readonly schoolName: string | null;
  readonly isNew: boolean;
}

export interface RefusedInvitee {
  readonly place: number;
  readonly code: ErrorCode;
}

export type JudgedInvitee = ReadyInvitee | RefusedInvitee;

export function isRefused(item: JudgedInvitee): item is RefusedInvitee {
  return "code" in item;
}

/**
 * Who of the list can be invited, with a few statements whatever its length. Newcomers are made on the way, since only
 * the table knows whether their e-mail, NIP or sign-in name is free; an expired invitation makes room for a new one.
 */
export async function judgeInvitees(
  tx: VerbTransaction,
  access: Access,
  people: readonly Invitee[],
): Promise<JudgedInvitee[]> {
  const places = people.map((invitee, place) => ({ invitee, place }));
  const known = places.flatMap(({ invitee, place }) => ("userId" in invitee ? [{ place, id: invitee.userId }] : []));
  const fresh = places.flatMap(({ invitee, place }) => ("userId" in invitee ? [] : [{ place, invitee }]));
  const ids = known.map(({ id }) => id);
  // People before their invitations, as whoever accepts one or merges people takes them.
  const existing = await lockPeople(tx, ids);
  const open = await lockOpen(tx, [...existing.keys()]);
  const schoolIds = [...existing.values(), ...fresh.map(({ invitee }) => ({ homeSchoolId: invitee.homeSchoolId }))]
    .map(({ homeSchoolId }) => homeSchoolId)
    .filter((id): id is string => id != null);
  const schools = await readSchools(tx, schoolIds);
  const judged: JudgedInvitee[] = [];
  const seen = new Set<string>();
  for (const { place, id } of known) {
    const person = existing.get(id);
    const hasOpen = open.get(id)?.expired === false || seen.has(id);
    const code = person === undefined ? "user.not_found" : refusalOf(access, person, hasOpen);
    seen.add(id);
    if (person === undefined || code !== null) judged.push({ place, code: code ?? "user.not_found" });
    else judged.push({ place, person, schoolName: nameOf(schools, person.homeSchoolId), isNew: false });
  }
  await withdraw(
    tx,
    judged.flatMap((item) => (isRefused(item) ? [] : (open.get(item.person.id)?.id ?? []))),
  );
  judged.push(...(await makeNewcomers(tx, access, fresh, schools)));
  return judged.sort((left, right) => left.place - right.place);
}

const nameOf = (schools: ReadonlyMap<string, string>, id: string | null) =>
  id === null ? null : (schools.get(id) ?? null);

function refusalOf(access: Access, person: UserDataRow, hasOpen: boolean): ErrorCode | null {
  // Whom the caller may not even see is not there.
  if (person.deletedAt !== null || !access.can("user:read", targetOf(person))) return "user.not_found";
  if (!access.can("invitation:create", targetOf(person))) return "access.denied";
  if (person.status !== "invited") return "invitation.not_invitable";
  return hasOpen ? "invitation.already_open" : null;
}

function targetOf(person: Pick<UserDataRow, "tenantId" | "id" | "homeSchoolId" | "status">) {
  return {
    tenantId: person.tenantId,
    ownerId: person.id,
    departmentIds: [],
    schoolIds: person.homeSchoolId === null ? [] : [person.homeSchoolId],
    attributes: targetAttributes("user", person),
  };
}

async function lockPeople(tx: VerbTransaction, ids: readonly string[]): Promise<Map<string, UserDataRow>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.db
    .select()
    .from(users)
    .where(and(eq(users.tenantId, tx.tenantId), inArray(users.id, [...new Set(ids)])))
    .orderBy(users.id)
    .for("update");
  return new Map(rows.map((row) => [row.id, row]));
}

/** The names of those schools that live. */
async function readSchools(tx: VerbTransaction, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.sql.unsafe<{ id: string; name: string }[]>(
    "select id, name from gloria.schools where tenant_id = $1 and id = any($2::uuid[]) and deleted_at is null",
    [tx.tenantId, [...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

interface OpenInvitation {
  readonly id: string;
  readonly expired: boolean;
}

/** By person, what was neither accepted nor withdrawn, locked until the transaction ends. */
async function lockOpen(tx: VerbTransaction, userIds: readonly string[]): Promise<Map<string, OpenInvitation>> {
  if (userIds.length === 0) return new Map();
  const rows = await tx.sql.unsafe<(OpenInvitation & { user_id: string })[]>(
    `select id, user_id, expires_at <= now() as expired from gloria.invitations
     where tenant_id = $1 and user_id = any($2::uuid[]) and accepted_at is null and withdrawn_at is null
     order by id for update`,
    [tx.tenantId, [...userIds]],
  );
  return new Map(rows.map(({ user_id, id, expired }) => [user_id, { id, expired }]));
}

/** An expired invitation makes room for the new one. */
async function withdraw(tx: VerbTransaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.sql.unsafe(
    `update gloria.invitations set withdrawn_at = now(), version = version + 1, updated_at = now()
     where tenant_id = $1 and id = any($2::uuid[])`,
    [tx.tenantId, [...ids]],
  );
}

interface Fresh {
  readonly place: number;
  readonly invitee: Newcomer;
}

async function makeNewcomers(
  tx: VerbTransaction,
  access: Access,
  fresh: readonly Fresh[],
  schools: ReadonlyMap<string, string>,
): Promise<JudgedInvitee[]> {
  const judged: JudgedInvitee[] = [];
  const wanted: (Fresh & { readonly id: string })[] = [];
  const others = await findNipsOfOthers(
    tx,
    access,
    fresh.flatMap(({ invitee }) => invitee.nip ?? []),
  );
  for (const { place, invitee } of fresh) {
    const schoolId = invitee.homeSchoolId ?? null;
    const target = {
      tenantId: tx.tenantId,
      ownerId: null,
      departmentIds: [],
      schoolIds: schoolId === null ? [] : [schoolId],
    };
    if (schoolId !== null && !schools.has(schoolId)) judged.push({ place, code: "school.not_found" });
    else if (!access.can("invitation:create", target) || !access.can("user:create", target))
      judged.push({ place, code: "access.denied" });
    else if (invitee.nip !== undefined && others.has(invitee.nip)) judged.push({ place, code: "access.denied" });
    else wanted.push({ place, invitee, id: newId() });
  }
  if (wanted.length === 0) return judged;
  // In order, so that two lists with the same people do not wait for each other in a circle.
  const rows = [...wanted].sort((left, right) => keyOf(left.invitee).localeCompare(keyOf(right.invitee)));
  await tx.sql.unsafe(
    `insert into gloria.users (tenant_id, id, name, email, nip, username, home_school_id, locale, status)
     select $1::uuid, r.id, r.name, r.email, r.nip, r.username, r.home_school_id, r.locale, 'invited'
     from jsonb_to_recordset($2::text::jsonb)
       as r(id uuid, name text, email text, nip text, username text, home_school_id uuid, locale text)
     on conflict do nothing`,
    [
      tx.tenantId,
      JSON.stringify(
        rows.map(({ id, invitee }) => ({
          id,
          name: invitee.name,
          email: invitee.email ?? null,
          nip: invitee.nip ?? null,
          username: invitee.username ?? null,
          home_school_id: invitee.homeSchoolId ?? null,
          locale: invitee.locale ?? null,
        })),
      ),
    ],
  );
  const made = await lockPeople(
    tx,
    wanted.map(({ id }) => id),
  );
  const taken = await takenKeys(
    tx,
    wanted.filter(({ id }) => !made.has(id)).map(({ invitee }) => invitee),
  );
  for (const { place, id, invitee } of wanted) {
    const person = made.get(id);
    if (person === undefined) judged.push({ place, code: conflictOf(invitee, taken) });
    else judged.push({ place, person, schoolName: nameOf(schools, person.homeSchoolId), isNew: true });
  }
  return judged;
}

const keyOf = (invitee: Newcomer) => invitee.email ?? invitee.nip ?? invitee.username ?? "";

interface Taken {
  readonly emails: ReadonlySet<string>;
  readonly nips: ReadonlySet<string>;
}

/** Which of these e-mails and NIPs living people have. */
async function takenKeys(tx: VerbTransaction, refused: readonly Newcomer[]): Promise<Taken> {
  if (refused.length === 0) return { emails: new Set(), nips: new Set() };
  const found = await tx.db
    .select({ email: users.email, nip: users.nip })
    .from(users)
    .where(
      and(
        eq(users.tenantId, tx.tenantId),
        sql`${users.deletedAt} is null`,
        sql`(lower(${users.email}) = any(${sql.param(refused.map(({ email }) => email ?? ""))}::text[])
          or ${users.nip} = any(${sql.param(refused.map(({ nip }) => nip ?? ""))}::text[]))`,
      ),
    );
  return {
    emails: new Set(found.flatMap(({ email }) => (email === null ? [] : [email.toLowerCase()]))),
    nips: new Set(found.flatMap(({ nip }) => nip ?? [])),
  };
}

function conflictOf({ email, nip }: Newcomer, taken: Taken): ErrorCode {
  if (email !== undefined && taken.emails.has(email)) return "user.email_in_use";
  return nip !== undefined && taken.nips.has(nip) ? "user.nip_in_use" : "user.username_in_use";
}
