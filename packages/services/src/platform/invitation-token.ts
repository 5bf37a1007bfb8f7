import { type FieldCrypto, idToHex } from "@gloria/core";

/**
 * The secret of an invitation's link. Derived, not drawn: whoever sends the mail works it out at that moment, so that
 * neither the notification nor the delivery holds it. A later sending has another one, which kills this one.
 *
 * @returns `<tenant in hex>.<secret>`: the tenant stands in it because nobody is signed in yet
 */
export function invitationToken(
  crypto: Pick<FieldCrypto, "blindIndex">,
  tenantId: string,
  of: { readonly invitationId: string; readonly sending: number },
): string {
  const column = { tenantId, table: "invitations", column: "token_hash" };
  return `${idToHex(tenantId)}.${crypto.blindIndex(column, `${of.invitationId} ${of.sending}`)}`;
}
