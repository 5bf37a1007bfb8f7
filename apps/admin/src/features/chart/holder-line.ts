import type { TFunction } from "i18next";
import type { ChartNode } from "./chart-layout.ts";

const named = 2;

/** Who holds a position, in a line: where, the first by name, how many more there are. */
export function holderLine({ position, place }: ChartNode, t: TFunction): string {
  const prefix = place === null ? "" : `${place} · `;
  const count = position.filled + position.acting;
  if (count === 0) return `${prefix}${t("chart.nobody")}`;
  const names = position.holders
    .slice(0, named)
    .map((holder) =>
      holder.kind === "DEFINITIF" ? holder.userName : `${t(`chart.${holder.kind}`)} ${holder.userName}`,
    );
  const more = count - names.length;
  const rest = more > 0 ? t("chart.holdersMore", { count: more }) : "";
  return prefix + [names.join(", "), rest].filter(Boolean).join(" ");
}
