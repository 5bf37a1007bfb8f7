import { type CapturedMessage, capturedMessageIdInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { capturedMessages, users } from "@gloria/db";
import { and, eq } from "drizzle-orm";
import { parseInput, recordAudit, type Services, writeInTenant } from "../../platform/index.ts";
import { capturedColumns, recipientOf, toCapturedRow } from "./captured-queries.ts";
import { visibleMessages } from "./visible-messages.ts";

/** A message of the local outbox with its text. Reading what was written to somebody is itself an audit event. */
export async function getCapturedMessage(
  services: Services,
  ctx: TenantContext,
  input: { id: string },
): Promise<CapturedMessage> {
  const { id } = parseInput(capturedMessageIdInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    await tx.shareEpoch();
    const access = await tx.access;
    access.assert("outbox:read");
    const [row] = await tx.db
      .select({
        ...capturedColumns,
        html: capturedMessages.html,
        text: capturedMessages.text,
        headers: capturedMessages.headers,
      })
      .from(capturedMessages)
      .leftJoin(users, recipientOf)
      .where(and(eq(capturedMessages.tenantId, tx.tenantId), eq(capturedMessages.id, id), visibleMessages(access)));
    if (row === undefined) throw new AppError("outbox.not_found");
    await recordAudit(tx, "outbox.read", { entity: { type: "captured_message", id, label: row.subject } });
    const { From: from = "", ...headers } = row.headers;
    return { ...toCapturedRow(row), from, headers, html: row.html, text: row.text };
  });
}
