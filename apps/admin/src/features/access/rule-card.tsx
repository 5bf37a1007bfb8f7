import type { CandidateStatus, ExplainedRule } from "@gloria/contracts";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PeriodText } from "../../components/period-text.tsx";
import { useLabel } from "../../lib/i18n.ts";
import { Instant } from "../../lib/instant.tsx";
import { Badge, type Tone } from "../../ui/badge.tsx";
import { classNames } from "../../ui/class-names.ts";
import { NamedLink } from "./named-link.tsx";

const tones: Readonly<Record<CandidateStatus, Tone>> = {
  applies: "ok",
  not_started: "info",
  expired: "neutral",
  condition: "warn",
  acting: "warn",
  other_resource: "neutral",
  out_of_scope: "warn",
  not_delegable: "warn",
  inert: "warn",
  overridden: "neutral",
};

interface RuleCardProps {
  readonly rule: ExplainedRule;
  readonly decides: boolean;
}

/** One rule that names the permission: whether it counts here, and all that there is to know about it. */
export function RuleCard({ rule, decides }: RuleCardProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { subject, scope, resource, condition, rolePath, delegations, delegatorAnswer, grantedBy, grantedAt } = rule;
  const place = rule.department ?? rule.school;
  return (
    <div
      className={classNames(
        "grid gap-3 rounded-control border px-4 py-3 text-sm",
        decides ? "border-2 border-primary bg-primary-soft/40" : "border-line",
      )}
    >
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={rule.effect === "ALLOW" ? "ok" : "danger"}>{t(`access.effect.${rule.effect}`)}</Badge>
        <Badge tone={tones[rule.status]}>{t(`access.status.${rule.status}`)}</Badge>
        {rule.acting ? <Badge tone="accent">{t("access.acting")}</Badge> : null}
        {decides ? <Badge tone="primary">{t("access.decides")}</Badge> : null}
      </div>
      <p className="break-words">{rule.text}</p>
      {delegatorAnswer && !delegatorAnswer.allowed ? (
        <p className="font-medium break-words text-warn-ink">{delegatorAnswer.text}</p>
      ) : null}
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
        {subject ? (
          <Fact label={t("access.source")}>
            <NamedLink kind={subject.kind} named={subject} />
          </Fact>
        ) : null}
        {rolePath.length > 1 ? (
          <Fact label={t("access.rolePath")}>
            <Path>
              {rolePath.map((role) => (
                <NamedLink key={role.id} kind="role" named={role} />
              ))}
            </Path>
          </Fact>
        ) : null}
        {delegations.length > 0 ? (
          <Fact label={t("access.chain")}>
            <Path>
              {[...delegations].reverse().map((link) => (
                <NamedLink key={link.id} kind="user" named={link.delegator} />
              ))}
              <NamedLink kind="user" named={delegations[0]?.delegate ?? { id: "", name: null }} />
            </Path>
          </Fact>
        ) : null}
        {scope ? (
          <Fact label={t("access.where")}>
            {resource ? t("access.onlyOne", { type: resource.type }) : label(`enumeration.scope.${scope}`, scope)}
            {place ? ` · ${place.name ?? t("access.sourceUnnamed")}` : null}
          </Fact>
        ) : null}
        {rule.window.from || rule.window.until ? (
          <Fact label={t("access.windowLabel")}>
            <PeriodText from={rule.window.from} until={rule.window.until} />
          </Fact>
        ) : null}
        <Fact label={t("access.patterns")}>
          <code className="font-mono text-xs break-all">{rule.codes.join(", ")}</code>
        </Fact>
        {condition ? (
          <Fact label={t("access.conditionLabel")}>
            <code className="font-mono text-xs break-all">{condition}</code>
          </Fact>
        ) : null}
        {grantedBy ? (
          <Fact label={t("access.grantedBy")}>
            <NamedLink kind="user" named={grantedBy} />
          </Fact>
        ) : null}
        {grantedAt ? (
          <Fact label={t("access.grantedAt")}>
            <Instant value={grantedAt} />
          </Fact>
        ) : null}
        {rule.grantedFor ? <Fact label={t("access.grantedFor")}>{rule.grantedFor}</Fact> : null}
      </dl>
    </div>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-soft">{label}</dt>
      <dd className="font-medium break-words">{children}</dd>
    </div>
  );
}

/** Steps that lead from one to the next. */
function Path({ children }: { readonly children: readonly ReactNode[] | ReactNode }) {
  const steps = Array.isArray(children) ? children.flat() : [children];
  return (
    <span className="flex flex-wrap items-center gap-x-1.5">
      {steps.map((step, place) => (
        <span key={place} className="inline-flex items-center gap-1.5">
          {place > 0 ? <span aria-hidden>›</span> : null}
          {step}
        </span>
      ))}
    </span>
  );
}
