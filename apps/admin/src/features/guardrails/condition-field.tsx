import { findConditionAttributes } from "@gloria/contracts";
import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { Field } from "../../ui/field.tsx";
import { Textarea } from "../../ui/input.tsx";

interface ConditionFieldProps {
  readonly code: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly checking: boolean;
  readonly failure: Failure | null;
}

const common = ["actor.id", "actor.schoolId", "actor.roles", "actor.positions", "target.id", "target.ownerId"];
const example = "target.ownerId == actor.id";

/** The condition of a guardrail, judged by the server as it is written, and what it may read for this code. */
export function ConditionField({ code, value, onChange, checking, failure }: ConditionFieldProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const problems = failure?.fields.filter(({ path }) => path === "condition") ?? [];
  const positions = failure?.params["positions"];
  const positionOf = (place: number) =>
    Array.isArray(positions) ? Number(positions[place] || Number.NaN) : Number.NaN;
  const readable = [...common, ...[...findConditionAttributes(code).keys()].map((name) => `target.${name}`)];
  const isWritten = value.trim() !== "" && code.trim() !== "";
  return (
    <div className="grid gap-2">
      <Field
        label={t("guardrail.condition")}
        optionalLabel={t("common.optional")}
        hint={
          <>
            {t("guardrail.conditionHint")} {t("guardrail.conditionExample", { example })}
          </>
        }
      >
        <Textarea
          value={value}
          rows={3}
          maxLength={1000}
          spellCheck={false}
          autoComplete="off"
          className="font-mono"
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <div role="status" className="grid gap-1 text-sm">
        {isWritten && checking ? <p className="text-ink-soft">{t("guardrail.conditionChecking")}</p> : null}
        {isWritten && !checking && !failure ? (
          <p className="flex items-start gap-2 font-medium text-ok-ink">
            <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
            {t("guardrail.conditionOk")}
          </p>
        ) : null}
        {isWritten && !checking && problems.length > 0
          ? problems.map((problem, place) => (
              <p
                key={`${problem.code}-${problem.message}`}
                className="flex items-start gap-2 font-medium text-danger-ink"
              >
                <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
                <span>
                  {problem.message}
                  {Number.isNaN(positionOf(place)) ? null : (
                    <span className="font-normal">
                      {" "}
                      ({t("guardrail.conditionAt", { position: positionOf(place) + 1 })})
                    </span>
                  )}
                </span>
              </p>
            ))
          : null}
        {!checking && failure && problems.length === 0 ? (
          <p className="font-medium text-danger-ink">{failureText(failure)}</p>
        ) : null}
      </div>
      <details className="text-sm">
        <summary className="control flex items-center font-medium text-ink-soft">
          {t("guardrail.conditionFields")}
        </summary>
        <ul className="flex flex-wrap gap-1.5 pt-1">
          {readable.map((name) => (
            <li key={name}>
              <code className="rounded bg-sunken px-1.5 py-0.5 font-mono text-xs">{name}</code>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
