import { SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";
import { Message } from "../ui/message.tsx";

/** Nothing matches the filters: another thing than a list that is still empty. */
export function FilteredEmpty({ onClear }: { readonly onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <Message
      icon={<SearchX />}
      title={t("state.filteredTitle")}
      actions={<Button onClick={onClear}>{t("common.clearFilters")}</Button>}
    >
      <p>{t("state.filteredBody")}</p>
    </Message>
  );
}
