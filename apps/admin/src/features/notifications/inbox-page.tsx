import type { ListInboxInput } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Archive, Bell, CheckCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { Pager } from "../../components/pager.tsx";
import { StaleBanner } from "../../components/stale-banner.tsx";
import { usePaging } from "../../components/use-paging.ts";
import { usePersonalTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Message } from "../../ui/message.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { InboxEntry } from "./inbox-entry.tsx";
import { LiveMark } from "./live-mark.tsx";
import { useInboxActions } from "./use-inbox-actions.ts";

const filters = ["all", "unread", "archived"] as const;
const labels = {
  all: "notification.filterAll",
  unread: "notification.filterUnread",
  archived: "notification.filterArchived",
} as const;

export function InboxPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/_app/inbox" });
  const { readAll } = useInboxActions();
  const filter = search.filter ?? "all";
  return (
    <>
      <PageHeader
        title={t("notification.title")}
        lead={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            {t("notification.lead")}
            <LiveMark />
          </span>
        }
        actions={
          <Button busy={readAll.isPending} onClick={() => readAll.mutate()}>
            <CheckCheck aria-hidden className="size-4" />
            {t("notification.markAllRead")}
          </Button>
        }
      />
      <Tabs
        label={t("common.filters")}
        value={filter}
        onChange={(value) =>
          void navigate({
            to: "/inbox",
            search: ({ cursor: _cursor, ...rest }) => ({ ...rest, filter: filters.find((known) => known === value) }),
          })
        }
        tabs={filters.map((value) => ({
          value,
          label: t(labels[value]),
          content: value === filter ? <InboxList filter={value} cursor={search.cursor} /> : null,
        }))}
      />
    </>
  );
}

interface InboxListProps {
  readonly filter: (typeof filters)[number];
  readonly cursor: string | undefined;
}

function InboxList({ filter, cursor }: InboxListProps) {
  const { t } = useTranslation();
  const trpc = usePersonalTRPC();
  const input: ListInboxInput = { limit: 25, filter, ...(cursor ? { cursor } : {}) };
  const inbox = useQuery(trpc.notifications.list.queryOptions(input, { placeholderData: keepPreviousData }));
  const paging = usePaging(inbox.data?.nextCursor ?? null);
  if (inbox.isPending) {
    return (
      <Panel>
        <SkeletonLines count={9} label={t("common.loading")} />
      </Panel>
    );
  }
  if (!inbox.data) {
    return (
      <Panel>
        <FailurePanel error={inbox.error} onRetry={() => inbox.refetch()} />
      </Panel>
    );
  }
  return (
    <Panel flush>
      <StaleBanner query={inbox} />
      {inbox.data.items.length === 0 ? <InboxEmpty filter={filter} /> : null}
      <ul aria-label={t("notification.title")}>
        {inbox.data.items.map((item) => (
          <InboxEntry key={item.id} item={item} archivable />
        ))}
      </ul>
      {inbox.data.items.length > 0 ? (
        <Pager count={inbox.data.items.length} total={inbox.data.total} {...paging} />
      ) : null}
    </Panel>
  );
}

function InboxEmpty({ filter }: { readonly filter: InboxListProps["filter"] }) {
  const { t } = useTranslation();
  if (filter === "unread") {
    return (
      <Message icon={<CheckCheck />} title={t("notification.noUnreadTitle")}>
        <p>{t("notification.noUnreadBody")}</p>
      </Message>
    );
  }
  if (filter === "archived") {
    return (
      <Message icon={<Archive />} title={t("notification.noArchivedTitle")}>
        <p>{t("notification.noArchivedBody")}</p>
      </Message>
    );
  }
  return (
    <Message icon={<Bell />} title={t("notification.firstUseTitle")}>
      <p>{t("notification.firstUseBody")}</p>
    </Message>
  );
}
