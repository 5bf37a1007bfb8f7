import { CloudOff, History } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatRelative } from "../lib/format.ts";
import { useLocale } from "../lib/i18n.ts";
import { useOnline } from "../lib/online.ts";
import { Button } from "../ui/button.tsx";

/** Across the whole app: the browser says that it has no network. */
export function OfflineBanner() {
  const { t } = useTranslation();
  return useOnline() ? null : (
    <Banner icon={<CloudOff aria-hidden className="size-4.5 shrink-0" />}>{t("shell.offline")}</Banner>
  );
}

interface StaleBannerProps {
  readonly query: { readonly isRefetchError: boolean; readonly dataUpdatedAt: number; readonly refetch: () => unknown };
}

/** Over data that is shown although its refresh failed. */
export function StaleBanner({ query }: StaleBannerProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  if (!query.isRefetchError) return null;
  const time = formatRelative(new Date(query.dataUpdatedAt).toISOString(), new Date(), locale);
  return (
    <Banner icon={<History aria-hidden className="size-4.5 shrink-0" />}>
      <span className="flex-1">{t("shell.stale", { time })}</span>
      <Button look="quiet" onClick={() => query.refetch()}>
        {t("common.retry")}
      </Button>
    </Banner>
  );
}

function Banner({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <div
      role="status"
      className="mb-4 flex items-center gap-2.5 rounded-control bg-warn-soft px-4 py-2 text-sm font-medium text-warn-ink"
    >
      {icon}
      {children}
    </div>
  );
}
