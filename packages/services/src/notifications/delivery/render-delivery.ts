import { isNotificationType, type Locale, notificationTypes } from "@gloria/contracts";
import type { RenderedMessageRow } from "@gloria/db";
import { renderEmail } from "@gloria/emails";

export interface RenderFacts {
  readonly type: string;
  readonly data: unknown;
  readonly locale: Locale;
  readonly from: string;
}

/**
 * The mail of a notification: a function of type, variables and language alone, so that a retry is byte-identical.
 *
 * @throws ZodError when the stored variables do not fit the type
 */
export function renderDelivery({ type, data, locale, from }: RenderFacts): RenderedMessageRow {
  if (!isNotificationType(type)) throw new Error(`notification type ${type} has no mail`);
  switch (type) {
    case "user.welcome":
      return { from, ...renderEmail("welcome", locale, notificationTypes[type].data.parse(data)) };
    case "user.invited": {
      const { expiresAt, timeZone, name, tenantName, identifier, acceptUrl } = notificationTypes[type].data.parse(data);
      const expiresOn = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short", timeZone }).format(
        new Date(expiresAt),
      );
      return { from, ...renderEmail("invited", locale, { name, tenantName, identifier, acceptUrl, expiresOn }) };
    }
    case "user.impersonated":
    case "user.profile_changed":
    case "import.finished":
    case "assignment.ends_soon":
    case "assignment.ended":
    case "assignment.started":
    case "export.finished":
    case "delegation.begun":
    case "delegation.revoked":
    case "delegation.ends_soon":
    case "access_review.assigned":
    case "access_review.overdue":
    case "permission_batch.finished":
      throw new Error(`notification type ${type} has no mail`);
  }
}
