import type { EntityType } from "@gloria/contracts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { Instant } from "../../lib/instant.tsx";
import { narrowed, useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Message } from "../../ui/message.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { ActorName } from "./actor-name.tsx";
import { ChangeTable } from "./change-table.tsx";
import { OutcomeBadge } from "./outcome-badge.tsx";

/** Everything that happened to one record, newest first. */
export function EntityHistory({ type, id }: { readonly type: EntityType; readonly id: string }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const client = narrowed.useTRPCClient();
  const history = useInfiniteQuery({
    // Not tRPC's own infinite query: it adds a `direction` to the input, which the strict contract refuses.
    queryKey: [...trpc.audit.pathKey(), "entityHistory", type, id],
    queryFn: ({ pageParam, signal }) =>
      client.audit.entityHistory.query(
        { type, id, limit: 20, ...(pageParam ? { cursor: pageParam } : {}) },
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });
  if (history.isPending) return <SkeletonLines count={9} label={t("common.loading")} />;
  if (!history.data) return <FailurePanel error={history.error} onRetry={() => history.refetch()} />;
  const events = history.data.pages.flatMap((page) => page.items);
  if (events.length === 0) {
    return (
      <Message icon={<ScrollText />} title={t("audit.firstUseTitle")}>
        <p>{t("audit.firstUseBody")}</p>
      </Message>
    );
  }
  return (
    <div className="grid gap-4">
      <ol className="relative grid gap-6 before:absolute before:inset-y-2 before:left-[5px] before:w-px before:bg-line">
        {events.map((event) => (
          <li key={event.id} className="relative grid gap-2 pl-7">
            <span
              aria-hidden
              className="absolute top-1.5 left-0 size-[11px] rounded-full border-2 border-surface bg-accent"
            />
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h2 className="font-bold">{t(`action.${event.action}`)}</h2>
              {event.outcome === "success" ? null : <OutcomeBadge outcome={event.outcome} />}
            </div>
            <p className="text-sm text-ink-soft">
              <ActorName actor={event.actor} /> · <Instant value={event.occurredAt} />
            </p>
            {event.changes.length > 0 ? (
              <details>
                <summary className="control inline-flex items-center text-sm font-semibold text-primary-ink">
                  {t("audit.changesCount", { count: event.changes.length })}
                </summary>
                <div className="pt-2">
                  <ChangeTable changes={event.changes} />
                </div>
              </details>
            ) : null}
          </li>
        ))}
      </ol>
      {history.hasNextPage ? (
        <Button
          className="justify-self-start"
          busy={history.isFetchingNextPage}
          onClick={() => history.fetchNextPage()}
        >
          {t("common.loadMore")}
        </Button>
      ) : null}
    </div>
  );
}
