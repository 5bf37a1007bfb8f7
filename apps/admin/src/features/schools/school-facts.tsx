import type { School } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { timeZoneOptions } from "../../lib/time-zones.ts";
import { Facts } from "../../ui/panel.tsx";

export function SchoolFacts({ school }: { readonly school: School }) {
  const { t } = useTranslation();
  const none = t("common.emptyValue");
  return (
    <Facts
      facts={[
        { label: t("school.code"), value: school.code },
        { label: t("school.npsn"), value: school.npsn ?? none },
        { label: t("school.level"), value: t(`enumeration.level.${school.level}`) },
        {
          label: t("school.timeZone"),
          value:
            timeZoneOptions(school.timeZone).find(({ value }) => value === school.timeZone)?.label ?? school.timeZone,
        },
        { label: t("school.address"), value: school.address ?? none },
        { label: t("school.city"), value: [school.city, school.province].filter(Boolean).join(", ") || none },
        { label: t("school.phone"), value: school.phone ?? none },
        { label: t("school.email"), value: school.email ?? none },
      ]}
    />
  );
}
