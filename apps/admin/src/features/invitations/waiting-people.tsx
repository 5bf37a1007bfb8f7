import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { useTRPC } from "../../lib/trpc.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";

interface WaitingPeopleProps {
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** People whose status is "invited", to be chosen; nothing where there is none. */
export function WaitingPeople({ chosen, onChange }: WaitingPeopleProps) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const waiting = useQuery(trpc.users.list.queryOptions({ status: "invited", limit: 200 }));
  if (waiting.isPending) {
    return (
      <Panel title={t("invitation.waiting")}>
        <SkeletonLines count={3} label={t("common.loading")} />
      </Panel>
    );
  }
  if (!waiting.data) return <FailurePanel error={waiting.error} onRetry={() => waiting.refetch()} />;
  const people = waiting.data.items;
  if (people.length === 0) return null;
  const choose = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    onChange(next);
  };
  return (
    <Panel title={t("invitation.waiting")}>
      <Checkbox
        label={t("invitation.waitingAll")}
        checked={people.every((user) => chosen.has(user.id))}
        onChange={(event) =>
          choose(
            people.map((user) => user.id),
            event.target.checked,
          )
        }
      />
      <ul className="mt-2 grid gap-x-6 border-t border-line pt-2 sm:grid-cols-2">
        {people.map((user) => (
          <li key={user.id}>
            <Checkbox
              label={
                <span className="grid">
                  <span className="font-medium">{user.name}</span>
                  <span className="text-ink-soft">
                    {[user.email ?? user.username ?? user.nip, user.homeSchoolName].filter(Boolean).join(" · ")}
                  </span>
                </span>
              }
              checked={chosen.has(user.id)}
              onChange={(event) => choose([user.id], event.target.checked)}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
