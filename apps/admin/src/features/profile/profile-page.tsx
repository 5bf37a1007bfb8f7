import { useTranslation } from "react-i18next";
import { PageHeader } from "../../components/page-header.tsx";
import { setLocale, useLocale } from "../../lib/i18n.ts";
import { useMe } from "../../lib/me.ts";
import { setTheme, type Theme, themes, useTheme } from "../../lib/theme.ts";
import { timeZoneOptions } from "../../lib/time-zones.ts";
import { Field } from "../../ui/field.tsx";
import { Facts, Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { AccessList } from "../access/access-list.tsx";
import { AssignmentList } from "../users/assignment-list.tsx";
import { fullName } from "../users/full-name.ts";
import { PreferencePanel } from "./preference-panel.tsx";
import { SessionList } from "./session-list.tsx";

const themeLabels = { system: "shell.themeSystem", light: "shell.themeLight", dark: "shell.themeDark" } as const;

export function ProfilePage() {
  const { t } = useTranslation();
  const { user, tenant, positions } = useMe();
  const theme = useTheme();
  const locale = useLocale();
  const none = t("common.emptyValue");
  return (
    <>
      <PageHeader
        title={fullName(user)}
        documentTitle={t("profile.title")}
        lead={t("profile.lead", { tenant: tenant.name })}
      />
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <Panel title={t("profile.identity")}>
          <Facts
            facts={[
              { label: t("user.email"), value: user.email ?? none },
              { label: t("user.nip"), value: user.nip ?? none },
              { label: t("user.status"), value: t(`enumeration.status.${user.status}`) },
              {
                label: t("user.timeZone"),
                value:
                  timeZoneOptions(user.timeZone).find(({ value }) => value === user.timeZone)?.label ?? user.timeZone,
              },
            ]}
          />
        </Panel>
        <Panel title={t("profile.preferences")}>
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label={t("shell.language")}>
              <Select
                value={locale}
                onChange={(event) => void setLocale(event.target.value === "en" ? "en" : "id")}
                options={[
                  { value: "id", label: t("shell.languageId") },
                  { value: "en", label: t("shell.languageEn") },
                ]}
              />
            </Field>
            <Field label={t("shell.theme")}>
              <Select
                value={theme}
                onChange={(event) => setTheme(event.target.value as Theme)}
                options={themes.map((value) => ({ value, label: t(themeLabels[value]) }))}
              />
            </Field>
          </div>
        </Panel>
        <Panel title={t("profile.positions")} flush>
          <AssignmentList assignments={positions} />
        </Panel>
        <Panel title={t("profile.sessions")} flush>
          <SessionList />
        </Panel>
        <div className="xl:col-span-2">
          <PreferencePanel userId={user.id} />
        </div>
        <section aria-label={t("profile.permissions")} className="grid gap-3 xl:col-span-2">
          <h2 className="text-lg font-bold">{t("profile.permissions")}</h2>
          <AccessList userId={user.id} />
        </section>
      </div>
    </>
  );
}
