import type { CapturedMessageRow } from "@gloria/contracts";
import { capturedMessages, users } from "@gloria/db";
import { and, eq } from "drizzle-orm";

export const capturedColumns = {
  id: capturedMessages.id,
  channel: capturedMessages.channel,
  recipientId: capturedMessages.recipientId,
  recipientName: users.name,
  address: capturedMessages.address,
  subject: capturedMessages.subject,
  createdAt: capturedMessages.createdAt,
};

/** The join that names a message's recipient. */
export const recipientOf = and(
  eq(users.tenantId, capturedMessages.tenantId),
  eq(users.id, capturedMessages.recipientId),
);

type Row = Omit<CapturedMessageRow, "createdAt"> & { readonly createdAt: Date };

export function toCapturedRow(row: Row): CapturedMessageRow {
  const { id, channel, recipientId, recipientName, address, subject } = row;
  return { id, channel, recipientId, recipientName, address, subject, createdAt: row.createdAt.toISOString() };
}
