import type { InboxItem } from "@gloria/contracts";
import { Link } from "@tanstack/react-router";
import { Archive, Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Instant } from "../../lib/instant.tsx";
import { useMe } from "../../lib/me.ts";
import { Button } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { subjectLink } from "./subject-link.ts";
import { useInboxActions } from "./use-inbox-actions.ts";

interface InboxEntryProps {
  readonly item: InboxItem;
  readonly onOpen?: () => void;
  /** Offers to archive it; the short list under the bell does not. */
  readonly archivable?: boolean;
}

export function InboxEntry({ item, onOpen, archivable = false }: InboxEntryProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { read, archive } = useInboxActions();
  const link = subjectLink(item, me.user.id);
  const unread = item.readAt === null;
  const markRead = () => {
    if (unread) read.mutate({ id: item.id });
  };
  return (
    <li className="flex items-start gap-3 border-line px-5 py-4 not-last:border-b">
      <span
        aria-hidden
        className={classNames("mt-2 size-2 shrink-0 rounded-full", unread ? "bg-accent" : "bg-transparent")}
      />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className={classNames("break-words", unread ? "font-bold" : "font-medium")}>
          {unread ? <span className="sr-only">{t("notification.unread")}: </span> : null}
          {link ? (
            <Link
              {...link}
              onClick={() => {
                markRead();
                onOpen?.();
              }}
              className="inline-flex min-h-6 items-center underline-offset-4 hover:underline"
            >
              {item.title}
            </Link>
          ) : (
            item.title
          )}
        </p>
        <p className="text-sm break-words text-ink-soft">{item.body}</p>
        <p className="text-sm text-ink-soft">
          <Instant value={item.createdAt} relative />
        </p>
      </div>
      {unread ? (
        <Button
          look="quiet"
          square
          title={t("notification.markRead")}
          aria-label={`${t("notification.markRead")}: ${item.title}`}
          onClick={markRead}
        >
          <Check aria-hidden className="size-4.5" />
        </Button>
      ) : null}
      {item.archivedAt === null && archivable ? (
        <Button
          look="quiet"
          square
          title={t("notification.archive")}
          aria-label={`${t("notification.archive")}: ${item.title}`}
          disabled={archive.isPending}
          onClick={() => archive.mutate({ id: item.id })}
        >
          <Archive aria-hidden className="size-4.5" />
        </Button>
      ) : null}
    </li>
  );
}
