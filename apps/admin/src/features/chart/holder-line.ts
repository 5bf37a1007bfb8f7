import type { ChartPosition } from "@gloria/contracts";
import type { TFunction } from "i18next";

const named = 2;

/** Who holds a position, in a line: the first by name, how many more there are. */
export function holderLine(position: ChartPosition, t: TFunction): string {
  const count = position.filled + position.acting;
  if (count === 0) return t("chart.nobody");
  const names = position.holders
    .slice(0, named)
    .map((holder) =>
      holder.kind === "DEFINITIF" ? holder.userName : `${t(`chart.${holder.kind}`)} ${holder.userName}`,
    );
  const more = count - names.length;
  return [names.join(", "), more > 0 ? t("chart.holdersMore", { count: more }) : ""].filter(Boolean).join(" ");
}
