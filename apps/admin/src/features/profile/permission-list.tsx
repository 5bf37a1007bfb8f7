import { useTranslation } from "react-i18next";
import { useLabel } from "../../lib/i18n.ts";
import { Instant } from "../../lib/instant.tsx";
import { useMe } from "../../lib/me.ts";
import { Badge } from "../../ui/badge.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";

/** What the server says this person may do, each with how far it reaches and where it comes from. */
export function PermissionList() {
  const { t } = useTranslation();
  const label = useLabel();
  const me = useMe();
  if (me.permissions.length === 0) return <p className="p-5 text-sm text-ink-soft">{t("profile.noPermissions")}</p>;
  const schoolName = (id: string | null) =>
    id === null ? null : (me.schools.find((school) => school.id === id)?.name ?? id);
  return (
    <>
      <p className="border-b border-line px-5 py-3 text-sm text-ink-soft">{t("profile.permissionsLead")}</p>
      <ScrollRegion label={t("profile.permissions")} className="max-h-96 overflow-auto">
        <table className="w-full text-left text-sm">
          <thead>
            <tr className="border-b border-line text-ink-soft">
              <th scope="col" className="px-5 py-2.5 font-semibold">
                {t("profile.permissionCode")}
              </th>
              <th scope="col" className="px-3 py-2.5 font-semibold">
                {t("profile.permissionScope")}
              </th>
              <th scope="col" className="px-5 py-2.5 font-semibold">
                {t("profile.permissionLayer")}
              </th>
            </tr>
          </thead>
          <tbody>
            {me.permissions.map((permission) => (
              <tr
                key={[
                  permission.code,
                  permission.scope,
                  permission.schoolId,
                  permission.departmentId,
                  permission.layer,
                ].join()}
                className="border-line not-last:border-b"
              >
                <th scope="row" className="px-5 py-2 font-mono text-xs font-medium break-all">
                  {permission.code}
                </th>
                <td className="px-3 py-2">
                  {t(`enumeration.scope.${permission.scope}`)}
                  {permission.schoolId ? (
                    <span className="block text-ink-soft">{schoolName(permission.schoolId)}</span>
                  ) : null}
                </td>
                <td className="px-5 py-2">
                  <Badge>{label(`enumeration.layer.${permission.layer}`, permission.layer)}</Badge>
                  {permission.until ? (
                    <span className="block text-ink-soft">
                      {t("profile.permissionUntil")} <Instant value={permission.until} />
                    </span>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}
