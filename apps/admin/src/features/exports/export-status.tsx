import type { Export } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { formatNumber } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";
import { Badge } from "../../ui/badge.tsx";

const tones = { queued: "neutral", running: "info", done: "ok", failed: "danger", cancelled: "neutral" } as const;

/** State in words, and how far it is while it is being made. */
export function ExportStatus({ made }: { readonly made: Export }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const done = formatNumber(made.done, locale);
  return (
    <span className="grid justify-items-start gap-1.5">
      <Badge tone={made.expired ? "neutral" : tones[made.status]}>
        {made.expired ? t("exporting.expired") : t(`exporting.status.${made.status}`)}
      </Badge>
      {made.status === "running" ? (
        <ProgressBar
          label={t("exporting.progress")}
          done={made.done}
          total={made.total}
          text={
            made.total === null
              ? t("exporting.progressDone", { done })
              : t("exporting.progressOf", { done, total: formatNumber(made.total, locale) })
          }
        />
      ) : null}
      {made.error ? <span className="text-sm whitespace-normal text-danger-ink">{made.error.message}</span> : null}
    </span>
  );
}
