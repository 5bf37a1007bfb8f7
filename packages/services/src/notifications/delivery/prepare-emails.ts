import { isNotificationType, type Locale, linkSecretMarker, notificationTypes } from "@gloria/contracts";
import { type DeliveryTraceRow, type RenderedMessageRow, type TenantTransaction, withTenant } from "@gloria/db";
import { systemContext } from "../../platform/index.ts";
import { decideDelivery } from "../policy/decide-delivery.ts";
import { mayAttempt } from "../policy/may-attempt.ts";
import type { OutgoingMail } from "../providers/mail-provider.ts";
import type { ClaimedDelivery } from "./claim-deliveries.ts";
import type { DeliveryServices } from "./delivery-services.ts";
import { linkSecretOf } from "./link-secret-of.ts";
import { optedOutSql } from "./opted-out-sql.ts";
import { renderDelivery } from "./render-delivery.ts";
import { senderAddress } from "./sender-address.ts";

/** A mail whose attempt is written down and committed; now it may be handed to the provider. */
export interface PreparedEmail {
  readonly mail: OutgoingMail;
  readonly attempt: number;
  /** Attempts that have begun, this one included. */
  readonly tries: number;
  /** Start of the oldest attempt before this one whose outcome is not known. */
  readonly ambiguousSince: Date | null;
}

interface FactsRow {
  readonly id: string;
  readonly attempt: number;
  readonly recipient_id: string;
  readonly rendered: string | null;
  readonly address: string | null;
  readonly type: string;
  readonly data: string;
  readonly expires_at: string | null;
  readonly user_status: "invited" | "active" | "suspended" | "resigned";
  readonly user_deleted: boolean;
  readonly email: string | null;
  readonly locale: Locale;
  readonly tenant_name: string;
  readonly tenant_active: boolean;
  readonly is_seen: boolean;
  readonly critical: boolean;
  readonly opted_out: boolean;
  readonly tries: number;
  readonly ambiguous_since: string | null;
}

/** What is written to a delivery before the provider is called, or instead. */
interface Outcome {
  readonly id: string;
  readonly state: "sending" | "suppressed" | "deferred" | "failed" | "dead";
  readonly reason: string | null;
  readonly due_at: Date | null;
  readonly locale: Locale;
  readonly address: string | null;
  readonly rendered: RenderedMessageRow | null;
  readonly trace: readonly DeliveryTraceRow[];
}

/**
 * Decides every claimed delivery once more, freezes address and bytes of those to be sent, and commits their attempt
 * rows: whatever happens to this process afterwards, the next one knows that a message may be out.
 */
export async function prepareEmails(
  services: DeliveryServices,
  tenantId: string,
  claimed: readonly ClaimedDelivery[],
): Promise<PreparedEmail[]> {
  return withTenant(services.app, systemContext(tenantId, "worker.email"), async (tx) => {
    const rows = await readFacts(tx, claimed);
    const decided = rows.map((row) => ({ row, outcome: decide(services, row) }));
    const sending = decided.filter(({ outcome }) => outcome.state === "sending");
    await Promise.all([
      closeLostAttempts(tx, rows),
      write(
        tx,
        decided.map(({ outcome }) => outcome),
      ),
      beginAttempts(
        tx,
        services.mail.name,
        sending.map(({ row }) => row),
      ),
    ]);
    return sending.flatMap(({ row, outcome }) => toPrepared(services, tenantId, row, outcome));
  });
}

async function readFacts(tx: TenantTransaction, claimed: readonly ClaimedDelivery[]): Promise<readonly FactsRow[]> {
  return tx.sql.unsafe<FactsRow[]>(
    `select d.id, d.attempt, d.recipient_id, d.rendered::text as rendered, d.address, n.type, n.data::text as data, n.expires_at,
            n.critical, ${optedOutSql("email")} as opted_out, u.status as user_status, u.deleted_at is not null as user_deleted, u.email,
            coalesce(d.locale, u.locale, t.locale) as locale, t.name as tenant_name, t.status = 'active' as tenant_active,
            exists (select from gloria.inbox_items i where i.tenant_id = d.tenant_id
                    and i.notification_id = d.notification_id and i.user_id = d.recipient_id and i.read_at is not null) as is_seen,
            (select count(*)::int from gloria.delivery_attempts a
             where a.tenant_id = d.tenant_id and a.delivery_id = d.id) as tries,
            (select min(a.started_at) from gloria.delivery_attempts a
             where a.tenant_id = d.tenant_id and a.delivery_id = d.id
               and (a.outcome is null or a.outcome = 'ambiguous')) as ambiguous_since
     from unnest($2::uuid[], $3::int[]) as mine(id, attempt)
     join gloria.deliveries d on d.tenant_id = $1 and d.id = mine.id and d.attempt = mine.attempt and d.state = 'sending'
     join gloria.notifications n on n.tenant_id = d.tenant_id and n.id = d.notification_id
     join gloria.users u on u.tenant_id = d.tenant_id and u.id = d.recipient_id
     join gloria.tenants t on t.id = d.tenant_id
     left join gloria.user_preferences w on w.tenant_id = d.tenant_id and w.user_id = d.recipient_id
     order by d.id for update of d`,
    [tx.tenantId, claimed.map(({ id }) => id), claimed.map(({ attempt }) => attempt)],
  );
}

function decide(services: DeliveryServices, row: FactsRow): Outcome {
  const now = services.clock.now();
  const frozen: RenderedMessageRow | null = row.rendered === null ? null : JSON.parse(row.rendered);
  const address = row.address ?? row.email;
  const decision = decideDelivery(
    {
      channel: "email",
      expiresAt: instantOf(row.expires_at),
      recipient: { status: row.user_status, deleted: row.user_deleted },
      tenantActive: row.tenant_active,
      seenElsewhere: row.is_seen && fallsSilent(row.type),
      address,
      optedOut: row.opted_out,
      critical: row.critical,
      providerPausedUntil: services.mail.pausedUntil(now),
    },
    now,
  );
  const outcome = {
    id: row.id,
    reason: decision.reason,
    due_at: null,
    locale: row.locale,
    address,
    trace: decision.trace,
  };
  if (decision.action === "suppress") return { ...outcome, state: "suppressed", rendered: frozen };
  if (decision.action === "defer") return { ...outcome, state: "deferred", due_at: decision.until, rendered: frozen };
  const end = mayAttempt(
    { tries: row.tries, ambiguousSince: instantOf(row.ambiguous_since), replayWindowMs: services.mail.replayWindowMs },
    now,
  );
  if (end !== null) return { ...outcome, state: "dead", reason: end, rendered: frozen };
  try {
    const from = senderAddress(row.tenant_name, services.publicUrl);
    const facts = { type: row.type, data: JSON.parse(row.data), locale: row.locale, from };
    return { ...outcome, state: "sending", rendered: frozen ?? renderDelivery(facts) };
  } catch (error) {
    services.logger.error({ err: error, deliveryId: row.id, type: row.type }, "a mail could not be rendered");
    return { ...outcome, state: "failed", reason: "unrenderable", rendered: null };
  }
}

/** Attempts that never said how they ended: their worker died, or its answer never came. */
async function closeLostAttempts(tx: TenantTransaction, rows: readonly FactsRow[]): Promise<void> {
  const retried = rows.filter((row) => row.tries > 0).map((row) => row.id);
  if (retried.length === 0) return;
  await tx.sql.unsafe(
    `update gloria.delivery_attempts set outcome = 'ambiguous', error = 'the worker ended before the outcome was known', finished_at = now()
     where tenant_id = $1 and delivery_id = any($2::uuid[]) and outcome is null and started_at < now()`,
    [tx.tenantId, retried],
  );
}

async function write(tx: TenantTransaction, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await tx.sql.unsafe(
    `update gloria.deliveries d
     set state = to_be.state, reason = to_be.reason, locale = to_be.locale, address = to_be.address,
         rendered = to_be.rendered, trace = to_be.trace,
         due_at = coalesce(to_be.due_at, d.due_at),
         lease_until = case when to_be.state = 'sending' then d.lease_until end,
         finished_at = case when to_be.state in ('suppressed', 'failed', 'dead') then now() end
     from jsonb_to_recordset($2::text::jsonb) as to_be(
       id uuid, state text, reason text, due_at timestamptz, locale text, address text, rendered jsonb, trace jsonb)
     where d.tenant_id = $1 and d.id = to_be.id`,
    [tx.tenantId, JSON.stringify(outcomes)],
  );
}

async function beginAttempts(tx: TenantTransaction, provider: string, rows: readonly FactsRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql.unsafe(
    `insert into gloria.delivery_attempts (tenant_id, delivery_id, attempt, provider)
     select $1::uuid, begun.id, begun.attempt, $4 from unnest($2::uuid[], $3::int[]) as begun(id, attempt)`,
    [tx.tenantId, rows.map(({ id }) => id), rows.map(({ attempt }) => attempt), provider],
  );
}

function toPrepared(
  services: DeliveryServices,
  tenantId: string,
  row: FactsRow,
  { address, rendered, locale }: Outcome,
): PreparedEmail[] {
  if (address === null || rendered === null) return [];
  const secret = linkSecretOf(services.fieldCrypto, tenantId, row);
  return [
    {
      mail: {
        deliveryId: row.id,
        tenantId,
        recipientId: row.recipient_id,
        from: rendered.from,
        to: address,
        subject: rendered.subject,
        html: secret === null ? rendered.html : rendered.html.replaceAll(linkSecretMarker, secret),
        text: secret === null ? rendered.text : rendered.text.replaceAll(linkSecretMarker, secret),
        headers: { "Auto-Submitted": "auto-generated", "Content-Language": locale, "X-Entity-Ref-ID": row.id },
      },
      attempt: row.attempt,
      tries: row.tries + 1,
      ambiguousSince: instantOf(row.ambiguous_since),
    },
  ];
}

function instantOf(value: string | null): Date | null {
  return value === null ? null : new Date(value);
}

/** Whether a type's other channels fall silent once its item has been read. */
function fallsSilent(type: string): boolean {
  return isNotificationType(type) && notificationTypes[type].silentOnceSeen;
}
