import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";

interface FormFooterProps {
  readonly submitLabel: string;
  readonly busy: boolean;
  readonly problem: string | null;
  readonly onCancel: () => void;
}

/** Stays in view at the end of a long form; above the bar of a phone. */
export function FormFooter({ submitLabel, busy, problem, onCancel }: FormFooterProps) {
  const { t } = useTranslation();
  return (
    <div className="sticky bottom-14 z-10 mt-5 flex flex-wrap items-center justify-end gap-2 rounded-card border border-line bg-surface px-5 py-3 shadow-float lg:bottom-4">
      <p role="alert" className="mr-auto text-sm font-medium text-danger-ink">
        {problem}
      </p>
      <Button onClick={onCancel}>{t("common.cancel")}</Button>
      <Button type="submit" look="primary" busy={busy}>
        {busy ? t("common.saving") : submitLabel}
      </Button>
    </div>
  );
}
