import type { AccessReviewItem } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { formatInstant } from "../../lib/format.ts";
import { useLabel, useLocale } from "../../lib/i18n.ts";
import { Instant } from "../../lib/instant.tsx";
import { useMe, useTimeZone } from "../../lib/me.ts";
import { usePermissionName } from "../../lib/use-permission-name.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";

interface ReviewItemRowProps {
  readonly item: AccessReviewItem;
  readonly mayDecide: boolean;
  readonly selected: boolean;
  readonly current: boolean;
  readonly busy: boolean;
  readonly onSelect: () => void;
  readonly onKeep: () => void;
  readonly onRevoke: () => void;
}

const decisionTones = { keep: "ok", revoke: "danger" } as const;

/** One right: what it is, where it came from, and what is decided of it. */
export function ReviewItemRow({ item, mayDecide, selected, current, busy, ...on }: ReviewItemRowProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const locale = useLocale();
  const zone = useTimeZone(null);
  const me = useMe();
  const nameOf = usePermissionName();
  const right = nameOf(item.label);
  const name = item.user.name ?? t("common.unknown");
  const { source, decision, result, problem } = item;
  const time = formatInstant(source.grantedAt, zone, locale);
  const place = me.schools.find(({ id }) => id === item.schoolId)?.name;
  const isOpen = mayDecide && (decision === null || result === "refused");
  return (
    <li
      data-item={item.id}
      aria-current={current ? "true" : undefined}
      className={classNames(
        "flex flex-wrap items-start gap-x-4 gap-y-2 border-line px-4 py-3 not-last:border-b",
        current && "bg-primary-soft/50",
      )}
    >
      {isOpen ? (
        <label className="control -my-1.5 inline-flex min-w-6 items-center">
          <span className="sr-only">{t("review.select", { right, name })}</span>
          <input type="checkbox" className="size-4.5 accent-primary" checked={selected} onChange={on.onSelect} />
        </label>
      ) : null}
      <div className="grid min-w-0 flex-1 basis-64 gap-1 text-sm">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <strong className="break-words">{right}</strong>
          <Badge>{t(`review.kind.${item.kind}`)}</Badge>
          {item.effect === "DENY" ? <Badge tone="danger">{t("review.deny")}</Badge> : null}
        </span>
        <span className="text-ink-soft">
          {[item.scope ? label(`enumeration.scope.${item.scope}`, item.scope) : null, place]
            .filter(Boolean)
            .join(" · ")}
          {item.validUntil ? (
            <>
              {" "}
              {t("review.until")} <Instant value={item.validUntil} />
            </>
          ) : null}
        </span>
        <span className="text-ink-soft">
          {source.grantedByName
            ? t("review.givenBy", { name: source.grantedByName, time })
            : t("review.givenAt", { time })}
          {source.reason ? ` · ${source.reason}` : null}
        </span>
        {problem ? <span className="font-medium text-danger-ink">{problem.message}</span> : null}
      </div>
      <div className="grid justify-items-end gap-1">
        {decision ? (
          <Badge tone={result === "refused" ? "warn" : decisionTones[decision]}>
            {t(result === "refused" ? "review.result.refused" : `review.decision.${decision}`)}
          </Badge>
        ) : null}
        {item.reason ? <span className="max-w-52 text-right text-sm text-ink-soft">{item.reason}</span> : null}
        {isOpen ? (
          <span className="flex gap-2">
            <Button busy={busy} aria-label={t("review.keepOf", { right, name })} onClick={on.onKeep}>
              {t("review.keep")}
            </Button>
            <Button busy={busy} aria-label={t("review.revokeOf", { right, name })} onClick={on.onRevoke}>
              {t("review.revoke")}
            </Button>
          </span>
        ) : null}
      </div>
    </li>
  );
}
