import type { UserPermissions } from "@gloria/contracts";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { PermissionText } from "../../components/permission-text.tsx";
import { TextLink } from "../../components/text-link.tsx";
import { Instant } from "../../lib/instant.tsx";
import { Badge } from "../../ui/badge.tsx";
import { ScopeText } from "../grants/scope-text.tsx";
import { NamedLink } from "./named-link.tsx";

export type HeldPermission = UserPermissions["items"][number];

/** Where a right comes from, leading there. */
function AccessSource({ held: { layer, source } }: { readonly held: HeldPermission }) {
  const { t } = useTranslation();
  if (source.delegationId) {
    return (
      <TextLink to="/delegations" search={{ dialog: "show", of: source.delegationId, tab: "all" }}>
        {t("access.sourceDelegation", { name: source.delegatorName ?? t("access.sourceUnnamed") })}
      </TextLink>
    );
  }
  if (source.roleId) return <NamedLink kind="role" named={{ id: source.roleId, name: source.roleName }} />;
  if (source.positionId)
    return <NamedLink kind="position" named={{ id: source.positionId, name: source.positionName }} />;
  return <span>{t(layer === "RESOURCE" ? "access.sourceResource" : "access.sourceGrant")}</span>;
}

function AccessPlace({ held }: { readonly held: HeldPermission }) {
  const { t } = useTranslation();
  const { resource, scope, schoolName, departmentName } = held;
  return (
    <span className="grid gap-0.5">
      <ScopeText scope={scope} schoolName={schoolName} departmentName={departmentName} />
      {resource ? <span className="text-sm text-ink-soft">{t("access.onlyOne", { type: resource.type })}</span> : null}
    </span>
  );
}

function AccessLayer({ held: { layer } }: { readonly held: HeldPermission }) {
  const { t, i18n } = useTranslation();
  const key = `enumeration.layer.${layer}`;
  return <Badge>{i18n.exists(key) ? String(t(key as "enumeration.layer.ROLE")) : layer}</Badge>;
}

export function accessColumns(t: TFunction, userId: string, asOf: string | null): readonly Column<HeldPermission>[] {
  return [
    { id: "what", header: t("access.what"), names: true, cell: ({ code }) => <PermissionText code={code} /> },
    {
      id: "why",
      header: t("access.why"),
      cell: (held) => (
        <span className="grid justify-items-start gap-1">
          <AccessLayer held={held} />
          <AccessSource held={held} />
        </span>
      ),
    },
    { id: "where", header: t("access.where"), cell: (held) => <AccessPlace held={held} /> },
    {
      id: "until",
      header: t("access.untilWhen"),
      cell: ({ until }) => (until ? <Instant value={until} /> : <span>{t("access.noEnd")}</span>),
    },
    {
      id: "limits",
      header: t("access.limits"),
      cell: (held) => <AccessLimits held={held} userId={userId} asOf={asOf} />,
    },
  ];
}

interface AccessLimitsProps {
  readonly held: HeldPermission;
  readonly userId: string;
  readonly asOf: string | null;
}

/** Whether something is taken out of it, and the way to the whole explanation. */
function AccessLimits({ held, userId, asOf }: AccessLimitsProps) {
  const { t } = useTranslation();
  return (
    <span className="grid justify-items-start gap-1">
      {held.limited ? (
        <span title={t("access.limitedHint")}>
          <Badge tone="warn">{t("access.limited")}</Badge>
        </span>
      ) : null}
      <TextLink
        to="/access/explain"
        search={{ user: userId, code: held.code, ...(asOf ? { at: asOf } : {}), ...askedPlace(held) }}
      >
        {t("access.explain")}
        <span className="sr-only">: {held.code}</span>
      </TextLink>
    </span>
  );
}

/** The question that this right answers: the whole of the place where it holds. */
function askedPlace({ scope, schoolId, departmentId }: HeldPermission) {
  if (scope === "SCHOOL" && schoolId) return { on: "SCHOOL", id: schoolId };
  if (scope === "DEPARTMENT" && departmentId) return { on: "DEPARTMENT", id: departmentId };
  return scope === "ALL" || scope === "OWN" ? { on: scope } : {};
}

export function AccessCard({ held, userId, asOf }: AccessLimitsProps) {
  const { t } = useTranslation();
  return (
    <div className="grid justify-items-start gap-1.5 text-sm">
      <PermissionText code={held.code} />
      <span className="flex flex-wrap items-center gap-x-2">
        <AccessLayer held={held} />
        <AccessSource held={held} />
      </span>
      <AccessPlace held={held} />
      {held.until ? (
        <span className="text-ink-soft">
          {t("access.untilWhen")} <Instant value={held.until} />
        </span>
      ) : null}
      <AccessLimits held={held} userId={userId} asOf={asOf} />
    </div>
  );
}
