import type { ExplainedRule, PermissionExplanation } from "@gloria/contracts";
import { Check, Minus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { classNames } from "../../ui/class-names.ts";
import { RuleCard } from "./rule-card.tsx";

/** The layers in the order in which they are asked; the one that decided stands out, and the rule in it. */
export function DecisionSteps({ explanation }: { readonly explanation: PermissionExplanation }) {
  const { t } = useTranslation();
  const { layers, deciding } = explanation;
  const decidedAt = layers.findIndex(({ layer }) => layer === explanation.layer);
  return (
    <ol className="grid gap-0">
      {layers.map(({ layer, title, candidates }, step) => {
        const decides = step === decidedAt;
        const below = decidedAt !== -1 && step > decidedAt;
        const Icon = decides ? Check : Minus;
        return (
          <li
            key={layer}
            aria-current={decides ? "step" : undefined}
            className="relative grid grid-cols-[2rem_minmax(0,1fr)] gap-x-3 pb-5 last:pb-0"
          >
            {step < layers.length - 1 ? (
              <span aria-hidden className="absolute top-8 bottom-0 left-4 w-0.5 -translate-x-1/2 bg-line" />
            ) : null}
            <span
              aria-hidden
              className={classNames(
                "grid size-8 place-items-center rounded-full text-sm font-bold",
                decides
                  ? explanation.allowed
                    ? "bg-ok-soft text-ok-ink"
                    : "bg-danger-soft text-danger-ink"
                  : "bg-sunken text-ink-soft",
              )}
            >
              <Icon className="size-4" />
            </span>
            <div className="grid min-w-0 gap-2 pt-1">
              <h3 className="flex flex-wrap items-baseline gap-x-3 font-bold">
                {title}
                <span className="text-sm font-normal text-ink-soft">
                  {decides
                    ? t("access.decides")
                    : below
                      ? t("access.layerBelow")
                      : candidates.length === 0
                        ? t("access.layerEmpty")
                        : t("access.layerSkipped")}
                </span>
              </h3>
              {candidates.length > 0 ? (
                <ul className="grid gap-2">
                  {candidates.map((rule) => (
                    <li key={keyOf(rule)}>
                      <RuleCard rule={rule} decides={deciding !== null && keyOf(rule) === keyOf(deciding)} />
                    </li>
                  ))}
                </ul>
              ) : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** One rule may reach a person by several assignments and lines of delegations. */
function keyOf({ layer, ruleId, assignmentId, status, school, department, rolePath, delegations }: ExplainedRule) {
  return [
    layer,
    ruleId,
    assignmentId,
    status,
    school?.id,
    department?.id,
    ...rolePath.map(({ id }) => id),
    ...delegations.map(({ id }) => id),
  ].join(" ");
}
