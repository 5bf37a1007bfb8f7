import type { Role, RoleHierarchy } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { StaleBanner } from "../../components/stale-banner.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { AddParentDialog } from "./add-parent-dialog.tsx";
import { RemoveParentButton } from "./remove-parent-button.tsx";

/** The roles above and below, and whether rights come along. */
export function RoleHierarchyTab({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { dialog, open, close } = useDialogAddress();
  const query = useQuery(trpc.roles.hierarchy.queryOptions({ id: role.id }));
  if (query.isPending) return <SkeletonLines count={6} label={t("common.loading")} />;
  if (!query.data) return <FailurePanel error={query.error} onRetry={() => query.refetch()} />;
  const { ancestors, descendants, edges, can } = query.data;
  const mayChange = can.update;
  return (
    <div className="grid gap-5">
      <StaleBanner query={query} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-2xl text-sm text-ink-soft">{t("role.hierarchyLead")}</p>
        {mayChange ? (
          <Button look="primary" onClick={() => open("add-parent")}>
            <Plus aria-hidden className="size-4" />
            {t("role.addParent")}
          </Button>
        ) : null}
      </div>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <RoleList title={t("role.parents")} none={t("role.parentsNone")} roles={ancestors}>
          {(parent) => {
            const edge = edges.find(({ childId, parentId }) => childId === role.id && parentId === parent.id);
            return mayChange && edge ? <RemoveParentButton role={role} parent={parent} inherit={edge.inherit} /> : null;
          }}
        </RoleList>
        <RoleList title={t("role.children")} none={t("role.childrenNone")} roles={descendants} />
      </div>
      {dialog === "add-parent" && mayChange ? <AddParentDialog role={role} onClose={close} /> : null}
    </div>
  );
}

type Related = RoleHierarchy["ancestors"][number];

interface RoleListProps {
  readonly title: string;
  readonly none: string;
  readonly roles: readonly Related[];
  readonly children?: (role: Related) => ReactNode;
}

function RoleList({ title, none, roles, children }: RoleListProps) {
  const { t } = useTranslation();
  return (
    <Panel title={title} flush>
      {roles.length === 0 ? <p className="p-5 text-sm text-ink-soft">{none}</p> : null}
      <ul aria-label={title}>
        {roles.map((related) => (
          <li
            key={related.id}
            className="flex flex-wrap items-center gap-3 border-line px-5 py-3 not-last:border-b"
            style={{ paddingInlineStart: `${1.25 + Math.min(related.distance - 1, 6) * 1.25}rem` }}
          >
            <span className="grid min-w-0 flex-1 justify-items-start gap-1">
              <NameLink to="/roles/$roleId" params={{ roleId: related.id }} search={{ tab: "hierarchy" }}>
                {related.name}
              </NameLink>
              <span className="flex flex-wrap items-center gap-1.5 text-sm text-ink-soft">
                {related.code}
                <Badge tone={related.inherits ? "ok" : "neutral"}>
                  {t(related.inherits ? "role.inherits" : "role.inheritsNot")}
                </Badge>
                {related.distance > 1 ? <Badge>{t("role.further", { distance: related.distance })}</Badge> : null}
              </span>
            </span>
            {children?.(related)}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
