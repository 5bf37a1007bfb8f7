import type { Grant } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { PermissionText } from "../../components/permission-text.tsx";
import { useMe } from "../../lib/me.ts";
import { Panel } from "../../ui/panel.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { EndGrantButton } from "../grants/end-grant-button.tsx";
import { RightStateBadge } from "../grants/right-state-badge.tsx";
import { RightTerms } from "../grants/right-terms.tsx";
import { WindowText } from "../grants/window-text.tsx";

interface UserGrantsProps {
  readonly query: {
    readonly data: { readonly items: readonly Grant[] } | undefined;
    readonly isPending: boolean;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
}

/** What was granted or denied to this very person. */
export function UserGrants({ query }: UserGrantsProps) {
  const { t } = useTranslation();
  const me = useMe();
  const open = query.data?.items.filter(({ state }) => state === "active" || state === "upcoming");
  return (
    <Panel title={t("access.grantsTitle")} flush>
      {query.isPending ? (
        <div className="p-5">
          <SkeletonLines count={2} label={t("common.loading")} />
        </div>
      ) : null}
      {!query.isPending && !query.data ? <FailurePanel error={query.error} onRetry={() => query.refetch()} /> : null}
      {open?.length === 0 ? <p className="p-5 text-sm text-ink-soft">{t("access.grantsNone")}</p> : null}
      <ul>
        {open?.map((grant) => (
          <li
            key={grant.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line px-5 py-3 text-sm not-last:border-b"
          >
            <span className="grid gap-1">
              <PermissionText code={grant.code} />
              <span className="flex flex-wrap items-center gap-2">
                <RightTerms right={grant} />
                <RightStateBadge state={grant.state} />
              </span>
              <span className="text-ink-soft">
                <WindowText from={grant.validFrom} until={grant.validUntil} />
                {grant.createdByName ? ` · ${t("access.grantedBy")} ${grant.createdByName}` : null}
                {grant.reason ? ` · ${grant.reason}` : null}
              </span>
            </span>
            {grant.can.end && me.impersonation === null ? <EndGrantButton grant={grant} /> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
