import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { InboxEntry } from "../notifications/inbox-entry.tsx";
import { useBellInbox } from "../notifications/use-unread.ts";

export function LatestInbox() {
  const { t } = useTranslation();
  const inbox = useBellInbox();
  return (
    <Panel
      title={t("home.latestNotifications")}
      flush
      actions={
        <Button look="quiet" asChild>
          <Link to="/inbox">{t("home.seeAll")}</Link>
        </Button>
      }
    >
      {inbox.isPending ? (
        <div className="p-5">
          <SkeletonLines count={6} label={t("common.loading")} />
        </div>
      ) : null}
      {inbox.isError && !inbox.data ? <FailurePanel error={inbox.error} onRetry={() => inbox.refetch()} /> : null}
      {inbox.data?.items.length === 0 ? (
        <p className="p-5 text-sm text-ink-soft">{t("notification.firstUseBody")}</p>
      ) : null}
      <ul>
        {inbox.data?.items.slice(0, 3).map((item) => (
          <InboxEntry key={item.id} item={item} />
        ))}
      </ul>
    </Panel>
  );
}
