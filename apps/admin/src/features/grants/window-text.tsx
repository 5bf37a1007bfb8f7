import { useTranslation } from "react-i18next";
import { PeriodText } from "../../components/period-text.tsx";

interface WindowTextProps {
  readonly from: string | null;
  readonly until: string | null;
}

/** When a right is in force; a single phrase where it always is. */
export function WindowText({ from, until }: WindowTextProps) {
  const { t } = useTranslation();
  if (from === null && until === null) return <span className="text-ink-soft">{t("grant.always")}</span>;
  return <PeriodText from={from} until={until} />;
}
