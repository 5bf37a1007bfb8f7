import { useTranslation } from "react-i18next";
import { type CellValue, type Inherited, termsOf } from "./matrix-model.ts";

/** A cell's value, and what else reaches it, in words. */
export function useCellText(): {
  readonly valueText: (value: CellValue, several: number) => string;
  readonly inheritedText: (inherited: Inherited) => string;
} {
  const { t } = useTranslation();
  return {
    valueText(value, several) {
      const terms = termsOf(value);
      if (terms) return `${t(`grant.effect.${terms.effect}`)}: ${t(`enumeration.scope.${terms.scope}`)}`;
      return value === "" ? t("grant.matrixUnset") : t("grant.matrixSeveral", { count: several });
    },
    inheritedText({ grant, from }) {
      return t("grant.matrixInherited", {
        effect: t(`grant.effect.${grant.effect}`),
        scope: t(`enumeration.scope.${grant.scope}`),
        source: from === null ? t("grant.matrixPattern", { code: grant.code }) : from.name,
      });
    },
  };
}
