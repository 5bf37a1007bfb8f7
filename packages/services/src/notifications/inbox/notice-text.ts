import { type Locale, type NotificationType, notificationTypes } from "@gloria/contracts";
import { translate } from "@gloria/i18n";

/** Title and body of a notification in one language. @throws ZodError when the stored variables do not fit the type */
export function noticeText(locale: Locale, type: NotificationType, data: unknown): { title: string; body: string } {
  switch (type) {
    case "user.welcome": {
      const values = notificationTypes[type].data.parse(data);
      return {
        title: translate(locale, "notice.user.welcome.title", values),
        body: translate(locale, "notice.user.welcome.body", values),
      };
    }
  }
}
