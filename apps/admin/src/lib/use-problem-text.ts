import type { FieldError } from "react-hook-form";
import { useTranslation } from "react-i18next";

/** Type of a field error whose message is a sentence of the server's. */
export const fromServer = "server";

/** The sentence for what is wrong with a field. */
export function useProblemText(): (error: FieldError | undefined) => string | undefined {
  const { t, i18n } = useTranslation();
  return (error) => {
    if (!error) return undefined;
    if (error.type === fromServer) return error.message;
    const key = `fieldProblem.${error.type}`;
    const params: unknown = error.message ? JSON.parse(error.message) : {};
    if (!i18n.exists(key)) return t("fieldProblem.invalid");
    return String(i18n.getFixedT(i18n.language)(key as "fieldProblem.invalid", params as Record<string, string>));
  };
}
