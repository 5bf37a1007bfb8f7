import type { ExplainPermissionInput, PermissionExplanation } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { TextLink } from "../../components/text-link.tsx";
import { formatInstant } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";
import { useTimeZone } from "../../lib/me.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { useApi } from "../../lib/trpc.ts";
import { classNames } from "../../ui/class-names.ts";
import { Panel } from "../../ui/panel.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { DecisionSteps } from "./decision-steps.tsx";

/** What the server answers, and why: the sentence, the steps, what is missing, and who could help. */
export function ExplainedAnswer({ question }: { readonly question: ExplainPermissionInput }) {
  const { t } = useTranslation();
  const api = useApi();
  const locale = useLocale();
  const school = useSchoolScope();
  const query = useQuery({
    // The sentences are of the language that they were asked in.
    queryKey: ["explanation", locale, school, question],
    queryFn: () => api.permissions.explain.mutate(question),
  });
  if (query.isPending) {
    return (
      <Panel>
        <SkeletonLines count={10} label={t("common.loading")} />
      </Panel>
    );
  }
  if (!query.data) {
    return (
      <Panel>
        <FailurePanel error={query.error} onRetry={() => query.refetch()} />
      </Panel>
    );
  }
  const explanation = query.data;
  return (
    <>
      <Verdict explanation={explanation} />
      {explanation.allowed ? null : <Missing explanation={explanation} />}
      <Panel title={t("access.steps")}>
        <div className="grid gap-4">
          <p className="text-sm text-ink-soft">{t("access.stepsLead")}</p>
          <DecisionSteps explanation={explanation} />
        </div>
      </Panel>
    </>
  );
}

function Verdict({ explanation }: { readonly explanation: PermissionExplanation }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useTimeZone(useSchoolScope());
  const { allowed, text, at, epoch } = explanation;
  const Icon = allowed ? CircleCheck : CircleX;
  return (
    <section
      role="status"
      className={classNames(
        "flex items-start gap-4 rounded-card px-5 py-4",
        allowed ? "bg-ok-soft text-ok-ink" : "bg-danger-soft text-danger-ink",
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-6 shrink-0" />
      <div className="grid min-w-0 gap-1">
        <h2 className="text-lg font-bold">{t(allowed ? "access.allowed" : "access.denied")}</h2>
        <p className="font-medium break-words">{text}</p>
        <p className="text-sm">{t("access.at", { time: formatInstant(at, zone, locale), epoch })}</p>
      </div>
    </section>
  );
}

function Missing({ explanation: { nearMisses, grantors } }: { readonly explanation: PermissionExplanation }) {
  const { t } = useTranslation();
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Panel title={t("access.missing")}>
        {nearMisses.length === 0 ? <p className="text-sm text-ink-soft">{t("access.missingNone")}</p> : null}
        <ol className="grid list-decimal gap-2 pl-5 text-sm">
          {nearMisses.map(({ kind, ruleId, text }) => (
            <li key={`${kind} ${ruleId} ${text}`} className="break-words">
              {text}
            </li>
          ))}
        </ol>
      </Panel>
      <Panel title={t("access.grantors")}>
        {grantors.length === 0 ? <p className="text-sm text-ink-soft">{t("access.grantorsNone")}</p> : null}
        <ul className="grid gap-2 text-sm">
          {grantors.map(({ id, name, by }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4">
              <TextLink to="/users/$userId" params={{ userId: id }}>
                {name}
              </TextLink>
              <span className="text-ink-soft">{t(`access.by.${by}`)}</span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
