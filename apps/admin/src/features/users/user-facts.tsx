import type { User } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { Instant } from "../../lib/instant.tsx";
import { timeZoneOptions } from "../../lib/time-zones.ts";
import { Facts } from "../../ui/panel.tsx";

export function UserFacts({ user }: { readonly user: User }) {
  const { t } = useTranslation();
  const none = t("common.emptyValue");
  return (
    <Facts
      facts={[
        { label: t("user.fullName"), value: user.name },
        { label: t("user.nip"), value: user.nip ?? none },
        {
          label: t("user.email"),
          value: user.email ? (
            <a
              href={`mailto:${user.email}`}
              className="inline-flex min-h-6 items-center break-all text-primary-ink underline underline-offset-4"
            >
              {user.email}
            </a>
          ) : (
            none
          ),
        },
        { label: t("user.username"), value: user.username ?? none },
        {
          label: t("user.phone"),
          value: user.phone ? (
            <a
              href={`tel:${user.phone.replaceAll(/[^+0-9]/g, "")}`}
              className="inline-flex min-h-6 items-center text-primary-ink underline underline-offset-4"
            >
              {user.phone}
            </a>
          ) : (
            none
          ),
        },
        { label: t("user.school"), value: user.homeSchoolName ?? none },
        {
          label: t("user.locale"),
          value: user.locale ? t(`enumeration.locale.${user.locale}`) : t("user.asFoundation"),
        },
        {
          label: t("user.timeZone"),
          value: user.timeZone
            ? (timeZoneOptions(user.timeZone).find(({ value }) => value === user.timeZone)?.label ?? user.timeZone)
            : t("user.asFoundation"),
        },
        {
          label: t("user.lastActive"),
          value: user.lastActiveAt ? <Instant value={user.lastActiveAt} /> : t("user.never"),
        },
        ...(user.clerkUserId ? [{ label: "Clerk", value: user.clerkUserId }] : []),
        { label: t("common.createdAt"), value: <Instant value={user.createdAt} /> },
        { label: t("common.updatedAt"), value: <Instant value={user.updatedAt} /> },
        ...(user.deletedAt ? [{ label: t("column.deletedAt"), value: <Instant value={user.deletedAt} /> }] : []),
      ]}
    />
  );
}
