import { Link } from "@tanstack/react-router";
import { Bell } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import type { PopupProps } from "../../components/lazy-popup.tsx";
import { Button } from "../../ui/button.tsx";
import { Message } from "../../ui/message.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { BellButton } from "./bell-button.tsx";
import { InboxEntry } from "./inbox-entry.tsx";
import { LiveMark } from "./live-mark.tsx";
import { useInboxActions } from "./use-inbox-actions.ts";
import { useBellInbox } from "./use-unread.ts";

export function NotificationBell({ defaultOpen = false }: PopupProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(defaultOpen);
  const inbox = useBellInbox();
  const { readAll } = useInboxActions();
  const unread = inbox.data?.counts.unread ?? 0;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <BellButton unread={unread} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={8}
          collisionPadding={8}
          aria-label={t("notification.bell")}
          className="z-50 flex max-h-[min(34rem,80vh)] w-[min(26rem,calc(100vw-1rem))] animate-[rise_.14s_ease-out] flex-col overflow-hidden rounded-card border border-line bg-raised text-ink shadow-float"
        >
          <div className="flex items-center justify-between gap-3 border-b border-line px-5 py-3">
            <h2 className="font-bold">{t("notification.bell")}</h2>
            <LiveMark />
          </div>
          <ScrollRegion label={t("notification.latest")} className="min-h-0 flex-1 overflow-y-auto">
            {inbox.isPending ? (
              <div className="p-5">
                <SkeletonLines count={6} label={t("common.loading")} />
              </div>
            ) : null}
            {inbox.isError && !inbox.data ? <FailurePanel error={inbox.error} onRetry={() => inbox.refetch()} /> : null}
            {inbox.data?.items.length === 0 ? (
              <Message icon={<Bell />} title={t("notification.firstUseTitle")}>
                <p>{t("notification.firstUseBody")}</p>
              </Message>
            ) : null}
            <ul>
              {inbox.data?.items.map((item) => (
                <InboxEntry key={item.id} item={item} onOpen={() => setOpen(false)} />
              ))}
            </ul>
          </ScrollRegion>
          <div className="flex flex-wrap justify-between gap-2 border-t border-line px-4 py-3">
            <Button look="quiet" asChild>
              <Link to="/inbox" onClick={() => setOpen(false)}>
                {t("notification.seeAll")}
              </Link>
            </Button>
            {unread > 0 ? (
              <Button look="quiet" busy={readAll.isPending} onClick={() => readAll.mutate()}>
                {t("notification.markAllRead")}
              </Button>
            ) : null}
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
