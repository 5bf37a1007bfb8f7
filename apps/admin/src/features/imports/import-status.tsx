import type { Import } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { formatNumber } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";
import { Badge } from "../../ui/badge.tsx";

const tones = {
  running: "info",
  planned: "primary",
  committed: "ok",
  undone: "neutral",
  cancelled: "neutral",
  failed: "danger",
} as const;

/** State in words, and how far it is while it runs. */
export function ImportStatus({ made }: { readonly made: Import }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { done, total } = made.progress;
  const isRunning = made.status === "running";
  return (
    <span className="grid justify-items-start gap-1.5">
      <Badge tone={tones[made.status]}>
        {isRunning ? t(`importing.running.${made.phase}`) : t(`importing.status.${made.status}`)}
      </Badge>
      {isRunning ? (
        <ProgressBar
          label={t("importing.progress")}
          done={done}
          total={total}
          text={
            total !== null
              ? t("importing.progressOf", { done: formatNumber(done, locale), total: formatNumber(total, locale) })
              : done === 0
                ? t("importing.progressReading")
                : t("importing.progressDone", { done: formatNumber(done, locale) })
          }
        />
      ) : null}
    </span>
  );
}
