import { simulatedChangesMax } from "@gloria/contracts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { FlaskConical, Play, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "../../components/page-header.tsx";
import { Button } from "../../ui/button.tsx";
import { Message } from "../../ui/message.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ChangeForm } from "./change-form.tsx";
import { type NamedChange, readChanges } from "./simulated-changes.ts";
import { SimulationResult } from "./simulation-result.tsx";

/** Changes of rights that are tried, not made: who would gain and who would lose what. */
export function SimulatePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/_app/access/simulate" });
  const changes = readChanges(search.changes);
  const [ran, setRan] = useState<{ readonly of: string; readonly times: number } | null>(null);
  const set = (next: readonly NamedChange[]) =>
    void navigate({
      to: "/access/simulate",
      search: (previous) => ({ ...previous, changes: next.length === 0 ? undefined : JSON.stringify(next) }),
      replace: true,
      resetScroll: false,
    });
  const current = JSON.stringify(changes.map(({ change }) => change));
  return (
    <>
      <PageHeader title={t("shell.accessSimulate")} lead={t("simulation.lead")} />
      <div className="grid gap-5">
        {changes.length < simulatedChangesMax ? (
          <Panel title={t("simulation.add")} overflowing>
            <ChangeForm onAdd={(change) => set([...changes, change])} />
          </Panel>
        ) : null}
        <Panel
          title={t("simulation.changes")}
          flush
          actions={
            changes.length > 0 ? (
              <Button
                look="primary"
                onClick={() => setRan((before) => ({ of: current, times: (before?.times ?? 0) + 1 }))}
              >
                <Play aria-hidden className="size-4" />
                {t("simulation.run")}
              </Button>
            ) : null
          }
        >
          {changes.length === 0 ? (
            <Message icon={<FlaskConical />} title={t("simulation.changesNone")}>
              <p>{t("simulation.changesNoneBody")}</p>
            </Message>
          ) : (
            <ol>
              {changes.map(({ change, names }, place) => (
                <li key={place} className="flex items-center gap-3 border-line px-5 py-2 text-sm not-last:border-b">
                  <span className="w-6 shrink-0 text-ink-soft tabular-nums">{place + 1}.</span>
                  <span className="min-w-0 flex-1 break-words">
                    <strong>{t(`simulation.kind.${change.kind}`)}</strong> {names.join(" · ")}
                  </span>
                  <Button
                    look="quiet"
                    square
                    aria-label={t("simulation.removeChange", { number: place + 1 })}
                    onClick={() => set(changes.filter((_, other) => other !== place))}
                  >
                    <X aria-hidden className="size-4" />
                  </Button>
                </li>
              ))}
            </ol>
          )}
        </Panel>
        {ran ? <SimulationResult key={ran.times} changes={ran.of} outdated={ran.of !== current} /> : null}
      </div>
    </>
  );
}
