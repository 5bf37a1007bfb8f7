import { useTranslation } from "react-i18next";
import { useUnread } from "./use-unread.ts";

/** The number beside the inbox in the navigation; nothing when all is read. */
export function UnreadCount() {
  const { t } = useTranslation();
  const unread = useUnread();
  if (unread === 0) return null;
  return (
    <span className="rounded-full bg-nav-mark px-2 py-0.5 text-xs font-bold text-[#2a1a02]">
      <span className="sr-only">{t("notification.unread")}: </span>
      {unread > 99 ? "99+" : unread}
    </span>
  );
}
