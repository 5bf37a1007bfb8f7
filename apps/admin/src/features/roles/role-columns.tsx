import type { Role } from "@gloria/contracts";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { DeletedBadge } from "../../components/deleted-badge.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { Badge } from "../../ui/badge.tsx";

export function roleColumns(t: TFunction): readonly Column<Role>[] {
  return [
    { id: "name", header: t("role.name"), names: true, sort: "name", cell: (role) => <RoleIdentity role={role} /> },
    { id: "kind", header: t("role.kind"), hideable: true, cell: (role) => <RoleBadges role={role} /> },
    {
      id: "level",
      header: t("role.level"),
      hideable: true,
      className: "tabular-nums",
      cell: (role) => role.level,
    },
    {
      id: "holders",
      header: t("role.holders"),
      hideable: true,
      className: "text-right tabular-nums",
      cell: (role) => role.holders,
    },
    {
      id: "grants",
      header: t("role.grants"),
      hideable: true,
      className: "text-right tabular-nums",
      cell: (role) => role.grants,
    },
    {
      id: "hierarchy",
      header: t("role.takesOver"),
      hideable: true,
      cell: ({ parents, children }) => t("role.parentsCount", { parents, children }),
    },
  ];
}

/** Name and code; the way to the page. */
function RoleIdentity({ role }: { readonly role: Role }) {
  return (
    <span className="grid justify-items-start">
      <NameLink to="/roles/$roleId" params={{ roleId: role.id }}>
        {role.name}
      </NameLink>
      <span className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
        <span className="break-all">{role.code}</span>
        <DeletedBadge at={role.deletedAt} />
      </span>
    </span>
  );
}

/** Whose it is, and who else may give it. */
export function RoleBadges({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  return (
    <span className="flex flex-wrap gap-1.5">
      <Badge tone={role.isSystem ? "info" : "neutral"}>{t(role.isSystem ? "role.system" : "role.own")}</Badge>
      {role.isProvisioned ? <Badge>{t("role.provisioned")}</Badge> : null}
    </span>
  );
}

/** A role in a list that has no room for columns. */
export function RoleCard({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  return (
    <div className="grid justify-items-start gap-1.5">
      <RoleIdentity role={role} />
      <p className="text-sm text-ink-soft">
        {t("role.levelOf", { level: role.level })} · {t("role.holdersCount", { count: role.holders })} ·{" "}
        {t("role.grantsCount", { count: role.grants })}
      </p>
      <RoleBadges role={role} />
    </div>
  );
}
