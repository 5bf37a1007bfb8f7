import type { PermissionBatch } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { formatNumber } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";
import { Badge } from "../../ui/badge.tsx";

const tones = { running: "info", done: "ok", taken_back: "neutral", cancelled: "neutral", failed: "danger" } as const;

/** State in words, and how far it is while it runs. */
export function BatchStatus({ batch }: { readonly batch: PermissionBatch }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { done, total } = batch.progress;
  const isRunning = batch.status === "running";
  return (
    <span className="grid justify-items-start gap-1.5">
      <Badge tone={tones[batch.status]}>
        {isRunning ? t(`permissionBatch.phase.${batch.phase}`) : t(`permissionBatch.status.${batch.status}`)}
      </Badge>
      {isRunning ? (
        <ProgressBar
          label={t("permissionBatch.progress")}
          done={done}
          total={total}
          text={t("permissionBatch.progressOf", {
            done: formatNumber(done, locale),
            total: formatNumber(total, locale),
          })}
        />
      ) : null}
    </span>
  );
}
