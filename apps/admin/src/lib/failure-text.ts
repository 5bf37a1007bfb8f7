import { useTranslation } from "react-i18next";
import type { Failure } from "./failure.ts";
import { currentLocale, loadAllTexts } from "./i18n.ts";

/** The sentence for a failure, in the language of the reader. */
export function useFailureText(): (failure: Failure) => string {
  const { t, i18n } = useTranslation();
  return (failure) => {
    if (failure.code === null) return t("state.networkBody");
    if (!i18n.exists("error.service.internal")) {
      // The sentences of errors are fetched with the first of them, and this is said again when they are there.
      void loadAllTexts();
      return t("state.errorBody");
    }
    const key = `error.${failure.code}` as const;
    // A code that this build does not know yet comes from a newer server.
    if (!i18n.exists(key)) return t("error.service.internal");
    return t(key, joinLists(failure.params));
  };
}

function joinLists(params: Failure["params"]): Record<string, string | number | boolean | null> {
  const list = new Intl.ListFormat(currentLocale());
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, isList(value) ? list.format(value) : value]),
  );
}

function isList(value: Failure["params"][string]): value is readonly string[] {
  return Array.isArray(value);
}
