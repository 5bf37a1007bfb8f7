import type { InboxItem } from "@gloria/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../lib/me.ts";
import { notifyNews } from "../../lib/notify.ts";
import { endSession } from "../../lib/session.ts";
import { requestToken } from "../../lib/token-source.ts";
import { usePersonalTRPC } from "../../lib/trpc.ts";
import { connectLive, type LiveStatus } from "./live-connection.ts";
import { LiveStatusContext } from "./live-status.ts";
import { streamMessageOf } from "./stream-message.ts";
import { bellInput } from "./use-unread.ts";

/** Keeps bell and inbox in step with the server while somebody is signed in. */
export function LiveNotifications({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { user, impersonation } = useMe();
  const userId = user.id;
  // News are for the person alone: the server streams none to who looks through their eyes.
  const listens = impersonation === null;
  const trpc = usePersonalTRPC();
  const queryClient = useQueryClient();
  const [status, setStatus] = useState<LiveStatus>("connecting");
  const [spoken, setSpoken] = useState("");

  const announce = (item: InboxItem) => {
    // Only the tab in front shows it.
    if (document.visibilityState === "visible") void notifyNews(item.id, item.title, item.body);
    setSpoken(t("notification.arrived", { title: item.title }));
  };
  const onMessage = useRef((_data: ReturnType<typeof streamMessageOf>) => {});
  onMessage.current = (message) => {
    if (!message) return;
    const { counts } = message;
    if (counts) {
      queryClient.setQueryData(trpc.notifications.list.queryKey(bellInput), (page) =>
        page ? { ...page, counts } : page,
      );
    }
    // Counts are absolute and arrive first; what they count is read again where it is on screen.
    void queryClient.invalidateQueries(trpc.notifications.list.pathFilter());
    for (const item of message.items) if (item.readAt === null && isFresh(item)) announce(item);
  };

  useEffect(() => {
    if (!listens) return setStatus("off");
    return connectLive({
      userId,
      token: requestToken,
      onStatus: setStatus,
      onEvent: (event) => onMessage.current(streamMessageOf(event)),
      onUnauthenticated: () => endSession("expired"),
    });
  }, [userId, listens]);

  return (
    <LiveStatusContext value={status}>
      {children}
      <span aria-live="polite" className="sr-only">
        {spoken}
      </span>
    </LiveStatusContext>
  );
}

const freshMs = 60_000;

/** A stream that resumes brings old changes too; only what has just come is worth interrupting for. */
function isFresh(item: InboxItem): boolean {
  return Date.now() - Date.parse(item.createdAt) < freshMs;
}
