import { type Locale, type NotificationData, type NotificationType, notificationTypes } from "@gloria/contracts";
import { findText, translate } from "@gloria/i18n";

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
    case "user.impersonated": {
      const values = notificationTypes[type].data.parse(data);
      return {
        title: translate(locale, "notice.user.impersonated.title"),
        body: translate(locale, "notice.user.impersonated.body", values),
      };
    }
    case "user.invited": {
      const { name, tenantName } = notificationTypes[type].data.parse(data);
      return {
        title: translate(locale, "notice.user.invited.title", { tenantName }),
        body: translate(locale, "notice.user.invited.body", { name, tenantName }),
      };
    }
    case "user.profile_changed": {
      const { changedBy, columns } = notificationTypes[type].data.parse(data);
      return {
        title: translate(locale, "notice.user.profile_changed.title"),
        body: translate(locale, "notice.user.profile_changed.body", {
          changedBy: changedBy ?? "Gloria",
          columns: columns.map((column) => columnName(locale, column)).join(", "),
        }),
      };
    }
    case "import.finished": {
      const { fileName, status, done, failed } = notificationTypes[type].data.parse(data);
      const outcome = translate(locale, `importOutcome.${status}`);
      return {
        title: translate(locale, "notice.import.finished.title", { fileName, outcome }),
        body: translate(locale, "notice.import.finished.body", { done, failed }),
      };
    }
    case "export.finished": {
      const { kind, format, status, rows } = notificationTypes[type].data.parse(data);
      const what = findText(locale, `exported.title_${kind}`) ?? kind;
      const body =
        status === "done"
          ? translate(locale, "notice.export.finished.body", { format: format.toUpperCase(), rows })
          : translate(locale, "exported.failed", { what, format: format.toUpperCase() });
      return { title: translate(locale, "notice.export.finished.title", { what }), body };
    }
    case "delegation.begun":
    case "delegation.revoked":
    case "delegation.ends_soon": {
      const { validFrom, validUntil, timeZone, ...values } = notificationTypes[type].data.parse(data);
      const told = {
        ...values,
        from: instantText(locale, timeZone, validFrom),
        until: instantText(locale, timeZone, validUntil),
      };
      return {
        title: translate(locale, `notice.${type}.title`, told),
        body: translate(locale, `notice.${type}.body`, told),
      };
    }
    case "access_review.assigned":
    case "access_review.overdue": {
      const { name, dueAt, timeZone, undecided } = notificationTypes[type].data.parse(data);
      const told = { name, undecided, due: instantText(locale, timeZone, dueAt) };
      return {
        title: translate(locale, `notice.${type}.title`, told),
        body: translate(locale, `notice.${type}.body`, told),
      };
    }
    case "permission_batch.finished": {
      const { status, done, refused } = notificationTypes[type].data.parse(data);
      const outcome = translate(locale, `enumeration.batchOutcome.${status}`);
      return {
        title: translate(locale, "notice.permission_batch.finished.title", { outcome }),
        body: translate(locale, "notice.permission_batch.finished.body", { done, refused }),
      };
    }
    case "assignment.ends_soon":
    case "assignment.ended":
    case "assignment.started": {
      const values = termValues(notificationTypes[type].data.parse(data));
      return {
        title: translate(locale, `notice.${type}.title`, values),
        body: translate(locale, `notice.${type}.body`, values),
      };
    }
  }
}

/** An instant as people of the zone read it. */
function instantText(locale: Locale, timeZone: string, instant: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone }).format(new Date(instant));
}

/** An acting is named as people name it: Plt Kepala Sekolah. */
function termValues({ name, positionName, schoolName, kind, day, daysLeft }: NotificationData<"assignment.ended">) {
  const position = kind === "DEFINITIF" ? positionName : `${kind === "PLT" ? "Plt" : "Plh"} ${positionName}`;
  return { name, position, place: schoolName ?? "Yayasan", day, daysLeft };
}

/** A column without a text of its own (one that is new, or gone) is shown by its name. */
function columnName(locale: Locale, column: string): string {
  const name = findText(locale, `column.${column}`, {});
  return (name ?? column).toLocaleLowerCase(locale);
}
