import { useTranslation } from "react-i18next";
import type { Failure } from "../lib/failure.ts";
import { useFailureText } from "../lib/failure-text.ts";
import { useLabel } from "../lib/i18n.ts";

/** Why the server refused, inside of the dialog that asked: the sentence, what refers and how often, the number to report. */
export function RefusalNote({ failure }: { readonly failure: Failure | null }) {
  const { t } = useTranslation();
  const text = useFailureText();
  const label = useLabel();
  if (!failure) return null;
  const referring = Object.entries(failure.params).flatMap(([name, count]) => {
    const known = label(`enumeration.reference.${name}`, "");
    return typeof count === "number" && count > 0 && known !== "" ? [{ name, count, label: known }] : [];
  });
  return (
    <div role="alert" className="grid gap-2 rounded-control bg-danger-soft px-4 py-3 text-sm text-danger-ink">
      <p className="font-medium">{text(failure)}</p>
      {referring.length > 0 ? (
        <ul className="list-disc pl-5">
          {referring.map((entry) => (
            <li key={entry.name}>
              {entry.label}: <span className="font-semibold tabular-nums">{entry.count}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {failure.code && failure.requestId ? (
        <p className="font-mono text-xs break-all">
          {t("state.errorCode")}: {failure.code} · {t("state.requestId")}: {failure.requestId}
        </p>
      ) : null}
    </div>
  );
}
