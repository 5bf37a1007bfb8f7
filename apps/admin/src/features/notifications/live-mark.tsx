import { useTranslation } from "react-i18next";
import { classNames } from "../../ui/class-names.ts";
import { useLiveStatus } from "./live-status.ts";

const words = {
  live: "notification.liveOn",
  connecting: "notification.liveConnecting",
  off: "notification.liveOff",
} as const;

/** Says whether news arrive by themselves. */
export function LiveMark() {
  const { t } = useTranslation();
  const status = useLiveStatus();
  return (
    <span data-live={status} className="inline-flex items-center gap-2 text-sm text-ink-soft">
      <span
        aria-hidden
        className={classNames(
          "size-2 rounded-full",
          status === "live" ? "bg-primary" : status === "connecting" ? "bg-accent" : "bg-danger",
        )}
      />
      {t(words[status])}
    </span>
  );
}
