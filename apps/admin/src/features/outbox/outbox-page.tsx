import type { CapturedMessageRow } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { MailOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { FilteredEmpty } from "../../components/filtered-empty.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { Pager } from "../../components/pager.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { StaleBanner } from "../../components/stale-banner.tsx";
import { TableSkeleton } from "../../components/table-skeleton.tsx";
import { usePaging } from "../../components/use-paging.ts";
import { Instant } from "../../lib/instant.tsx";
import { useMedia } from "../../lib/media.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { classNames } from "../../ui/class-names.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Message } from "../../ui/message.tsx";
import { Panel } from "../../ui/panel.tsx";
import { CapturedMail } from "./captured-mail.tsx";

/** Mail that was captured instead of sent; list and letter side by side, on a phone one above the other. */
export function OutboxPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const trpc = useTRPC();
  const { q, cursor, mail } = useSearch({ from: "/_app/outbox" });
  const split = useMedia("(min-width: 75rem)");
  const list = useQuery(
    trpc.outbox.list.queryOptions(
      { limit: 30, ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const paging = usePaging(list.data?.nextCursor ?? null);
  const close = () => void navigate({ to: "/outbox", search: ({ mail: _mail, ...rest }) => rest, resetScroll: false });
  const clear = () => void navigate({ to: "/outbox", search: ({ school }) => (school ? { school } : {}) });

  return (
    <>
      <PageHeader title={t("outbox.title")} lead={t("outbox.lead")} />
      {list.data ? <StaleBanner query={list} /> : null}
      <div className={classNames("grid items-start gap-5", split && "grid-cols-[22rem_minmax(0,1fr)]")}>
        <Panel flush>
          <div className="border-b border-line p-4">
            <SearchField
              label={t("outbox.searchLabel")}
              value={q ?? ""}
              onSearch={(value) =>
                void navigate({
                  to: "/outbox",
                  search: ({ cursor: _cursor, mail: _mail, ...rest }) => ({ ...rest, q: value || undefined }),
                })
              }
            />
          </div>
          {list.isPending ? <TableSkeleton rows={5} /> : null}
          {list.isError && !list.data ? <FailurePanel error={list.error} onRetry={() => list.refetch()} /> : null}
          {list.data?.items.length === 0 ? (
            q || cursor ? (
              <FilteredEmpty onClear={clear} />
            ) : (
              <Message icon={<MailOpen />} title={t("outbox.firstUseTitle")}>
                <p>{t("outbox.firstUseBody")}</p>
              </Message>
            )
          ) : null}
          {list.data && list.data.items.length > 0 ? (
            <>
              <ul aria-label={t("outbox.title")} className={list.isPlaceholderData ? "opacity-60" : ""}>
                {list.data.items.map((row) => (
                  <OutboxRow key={row.id} row={row} open={row.id === mail} />
                ))}
              </ul>
              <Pager count={list.data.items.length} total={list.data.total} {...paging} />
            </>
          ) : null}
        </Panel>
        {split ? (
          <Panel>
            {mail ? (
              <CapturedMail id={mail} />
            ) : (
              <Message icon={<MailOpen />} title={t("outbox.selectOne")}>
                <p>{t("outbox.masked")}</p>
              </Message>
            )}
          </Panel>
        ) : null}
      </div>
      {split ? null : (
        <Dialog
          place="right"
          open={mail !== undefined}
          onOpenChange={(open) => {
            if (!open) close();
          }}
          title={t("outbox.letter")}
          closeLabel={t("common.close")}
        >
          {mail ? <CapturedMail id={mail} /> : null}
        </Dialog>
      )}
    </>
  );
}

function OutboxRow({ row, open }: { readonly row: CapturedMessageRow; readonly open: boolean }) {
  return (
    <li className="border-line not-last:border-b">
      <Link
        to="/outbox"
        search={(search) => ({ ...search, mail: row.id })}
        resetScroll={false}
        {...(open ? { "aria-current": "true" } : {})}
        className={classNames(
          "grid gap-0.5 px-4 py-3 hover:bg-sunken/60 focus-visible:outline-offset-[-2px]",
          open && "bg-primary-soft",
        )}
      >
        <span className="font-semibold break-words">{row.subject}</span>
        <span className="truncate text-sm text-ink-soft">{row.recipientName ?? row.address}</span>
        <span className="text-sm text-ink-soft">
          <Instant value={row.createdAt} relative />
        </span>
      </Link>
    </li>
  );
}
