import type { RoleAssignment } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { useMe } from "../../lib/me.ts";
import { Panel } from "../../ui/panel.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { RightStateBadge } from "../grants/right-state-badge.tsx";
import { WindowText } from "../grants/window-text.tsx";
import { RemoveRoleButton } from "../roles/remove-role-button.tsx";
import { NamedLink } from "./named-link.tsx";

interface UserRolesProps {
  readonly query: {
    readonly data: { readonly items: readonly RoleAssignment[] } | undefined;
    readonly isPending: boolean;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
}

/** The roles that somebody has or will have, each at its place. */
export function UserRoles({ query }: UserRolesProps) {
  const { t } = useTranslation();
  const me = useMe();
  const open = query.data?.items.filter(({ state }) => state === "active" || state === "upcoming");
  return (
    <Panel title={t("access.rolesTitle")} flush>
      {query.isPending ? (
        <div className="p-5">
          <SkeletonLines count={2} label={t("common.loading")} />
        </div>
      ) : null}
      {!query.isPending && !query.data ? <FailurePanel error={query.error} onRetry={() => query.refetch()} /> : null}
      {open?.length === 0 ? <p className="p-5 text-sm text-ink-soft">{t("access.rolesNone")}</p> : null}
      <ul>
        {open?.map((assignment) => (
          <li
            key={assignment.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line px-5 py-3 text-sm not-last:border-b"
          >
            <span className="grid gap-0.5">
              <span className="flex flex-wrap items-center gap-2">
                <NamedLink kind="role" named={assignment.role} />
                <RightStateBadge state={assignment.state} />
              </span>
              <span className="text-ink-soft">
                {assignment.departmentName ?? assignment.schoolName ?? t("access.placeFoundation")} ·{" "}
                <WindowText from={assignment.validFrom} until={assignment.validUntil} />
              </span>
            </span>
            {assignment.can.remove && me.impersonation === null ? <RemoveRoleButton assignment={assignment} /> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
