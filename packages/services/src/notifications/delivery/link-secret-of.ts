import { isNotificationType, notificationTypes } from "@gloria/contracts";
import type { FieldCrypto } from "@gloria/core";
import { invitationToken } from "../../platform/index.ts";

/**
 * The secret that a mail's link carries, worked out when the mail is handed over and stored nowhere; the same at every
 * attempt, so that a retry is byte-identical. Null for mail without one.
 */
export function linkSecretOf(
  crypto: Pick<FieldCrypto, "blindIndex">,
  tenantId: string,
  { type, data }: { readonly type: string; readonly data: string },
): string | null {
  if (!isNotificationType(type) || type !== "user.invited") return null;
  return invitationToken(crypto, tenantId, notificationTypes[type].data.parse(JSON.parse(data)));
}
