import { type InviteUsersInput, type InviteUsersResult, inviteUsersInput, type PrintedCode } from "@gloria/contracts";
import { newId, type TenantContext } from "@gloria/core";
import { errorText } from "@gloria/i18n";
import type { Access } from "@gloria/permissions";
import type { z } from "zod";
import { userColumnClasses } from "../../organisation/index.ts";
import {
  additionsOf,
  invitationToken,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  type VerbTransaction,
  writeInTenant,
} from "../../platform/index.ts";
import { drawCode, hashCode, hashToken } from "./invitation-proofs.ts";
import { isRefused, type JudgedInvitee, judgeInvitees, type ReadyInvitee } from "./judge-invitees.ts";
import { type Addressee, type Inviter, mailInvitation, printedCode, readInviter } from "./send-invitation.ts";

type Wanted = z.output<typeof inviteUsersInput>;

/** Codes hashed side by side; each takes a core for some 30 ms. */
const hashedAtOnce = 8;

/**
 * Invites people who wait for it and makes those who are new, all in one transaction: each item is invited or refused
 * for a reason of its own, and one refusal stops nobody else. Who has no e-mail gets a code, answered this once (a
 * repetition under the same idempotency key is answered without it; sending again makes another).
 *
 * Errors: `access.denied` when the caller may invite nobody at all.
 */
export async function inviteUsers(
  services: Services,
  ctx: TenantContext,
  input: InviteUsersInput,
): Promise<InviteUsersResult> {
  const wanted = parseInput(inviteUsersInput, input);
  // Slow on purpose, so outside the transaction; who turns out to have an e-mail needs none.
  const codes = await drawCodes(services, ctx, wanted);
  // Kept beside the result, which an idempotency key would store: a repeated request is answered without the codes.
  const printed = new Map<number, PrintedCode>();
  const result = await writeInTenant(services, ctx, async (tx) => {
    const [access, inviter, { now }] = await Promise.all([tx.access, readInviter(tx), tx.opening]);
    access.assert("invitation:create");
    await tx.sql.unsafe("savepoint inviting");
    const judged = await judgeInvitees(tx, access, wanted.people);
    const ready = judged.filter((item): item is ReadyInvitee => !isRefused(item));
    const addressees = await write(services, tx, access, { inviter, ready, codes, now, wanted });
    if (wanted.dryRun) await tx.sql.unsafe("rollback to savepoint inviting");
    for (const { place, person } of ready) {
      const [to, code] = [addressees.get(place), codes.get(place)?.code];
      if (person.email === null && to !== undefined && code !== undefined)
        printed.set(place, printedCode(inviter, to, code));
    }
    return answer(ctx, judged, addressees);
  });
  const items = result.items.map((item, place) =>
    item.outcome === "invited" ? { ...item, printed: printed.get(place) ?? null } : item,
  );
  return { ...result, items };
}

type Codes = ReadonlyMap<number, { readonly code: string; readonly hash: string }>;

/** By place in the list: for everybody who may turn out to have no e-mail. */
async function drawCodes(services: Services, ctx: TenantContext, { people }: Wanted): Promise<Codes> {
  const codes = new Map<number, { code: string; hash: string }>();
  const places = people.flatMap((invitee, place) =>
    "userId" in invitee || invitee.email === undefined ? [place] : [],
  );
  for (let from = 0; from < places.length; from += hashedAtOnce) {
    await Promise.all(
      places.slice(from, from + hashedAtOnce).map(async (place) => {
        const code = drawCode();
        codes.set(place, { code, hash: await hashCode(services.fieldCrypto, ctx.tenantId, code) });
      }),
    );
  }
  return codes;
}

interface Writing {
  readonly inviter: Inviter;
  readonly ready: readonly ReadyInvitee[];
  readonly codes: Codes;
  readonly now: Date;
  readonly wanted: Wanted;
}

async function write(
  services: Services,
  tx: VerbTransaction,
  access: Access,
  { inviter, ready, codes, now, wanted }: Writing,
): Promise<Map<number, Addressee>> {
  const expiresAt = new Date(now.getTime() + wanted.validDays * 86_400_000);
  const batchId = newId();
  const addressees = new Map<number, Addressee>();
  const rows = ready.map((item) => {
    const invitationId = newId();
    const { person } = item;
    addressees.set(item.place, {
      userId: person.id,
      invitationId,
      sending: 1,
      name: person.name,
      identifier: person.email ?? person.username ?? person.nip ?? person.name,
      schoolId: person.homeSchoolId,
      schoolName: item.schoolName,
      expiresAt,
    });
    const token = invitationToken(services.fieldCrypto, tx.tenantId, { invitationId, sending: 1 });
    return {
      id: invitationId,
      user_id: person.id,
      email: person.email,
      token_hash: person.email === null ? null : hashToken(token),
      code_hash: person.email === null ? (codes.get(item.place)?.hash ?? null) : null,
    };
  });
  if (rows.length === 0) return addressees;
  await tx.sql.unsafe(
    `insert into gloria.invitations (tenant_id, id, user_id, email, token_hash, code_hash, expires_at, invited_by)
     select $1::uuid, r.id, r.user_id, r.email, r.token_hash, r.code_hash, $3::timestamptz, $4::uuid
     from jsonb_to_recordset($2::text::jsonb) as r(id uuid, user_id uuid, email text, token_hash text, code_hash text)`,
    [tx.tenantId, JSON.stringify(rows), expiresAt.toISOString(), access.userId],
  );
  await Promise.all(
    ready.flatMap((item) => {
      const to = addressees.get(item.place);
      if (to === undefined) return [];
      return [
        item.isNew ? recordNewcomer(tx, item, batchId) : null,
        recordAudit(tx, "invitation.create", {
          entity: { type: "invitation", id: to.invitationId, version: 1, label: to.name },
          schoolId: to.schoolId,
          targets: [{ type: "user", id: to.userId }],
          batchId,
        }),
        item.person.email === null ? null : mailInvitation(services, tx, inviter, to),
      ];
    }),
  );
  return addressees;
}

function recordNewcomer(tx: VerbTransaction, { person }: ReadyInvitee, batchId: string): Promise<void> {
  return recordAudit(tx, "user.create", {
    entity: { type: "user", id: person.id, version: person.version, label: person.name },
    schoolId: person.homeSchoolId,
    changes: additionsOf(person, userColumnClasses),
    snapshot: snapshotOf(person, userColumnClasses),
    batchId,
  });
}

function answer(
  ctx: TenantContext,
  judged: readonly JudgedInvitee[],
  addressees: ReadonlyMap<number, Addressee>,
): InviteUsersResult {
  const items = judged.map((item): InviteUsersResult["items"][number] => {
    const to = addressees.get(item.place);
    if (isRefused(item)) {
      return { outcome: "refused", code: item.code, message: errorText(item.code, {}, ctx.locale) };
    }
    if (to === undefined) throw new Error(`nobody was invited at place ${item.place}`);
    return {
      outcome: "invited",
      userId: to.userId,
      invitationId: to.invitationId,
      proof: item.person.email === null ? "code" : "email",
      printed: null,
    };
  });
  const invited = items.filter(({ outcome }) => outcome === "invited").length;
  return { invited, refused: items.length - invited, items };
}
