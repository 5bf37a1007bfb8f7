import type { SimulatedRight } from "@gloria/contracts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { PermissionText } from "../../components/permission-text.tsx";
import { TextLink } from "../../components/text-link.tsx";
import { useMe } from "../../lib/me.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { useApi } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Message } from "../../ui/message.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { ScopeText } from "../grants/scope-text.tsx";
import type { ChangeInput } from "./simulated-changes.ts";

interface SimulationResultProps {
  /** The changes that were tried, as JSON. */
  readonly changes: string;
  readonly outdated: boolean;
}

const peopleAtOnce = 25;

/** Who would gain and lose what; a page of people at a time, for each is judged before and after. */
export function SimulationResult({ changes, outdated }: SimulationResultProps) {
  const { t } = useTranslation();
  const api = useApi();
  const school = useSchoolScope();
  const result = useInfiniteQuery({
    queryKey: ["simulation", school, changes],
    queryFn: ({ pageParam }) => {
      const list: ChangeInput[] = JSON.parse(changes);
      return api.permissions.simulate.mutate({
        changes: list,
        limit: peopleAtOnce,
        ...(pageParam ? { cursor: pageParam } : {}),
      });
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    // It was asked for once: asking again is for the reader to do.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
  if (result.isPending) {
    return (
      <Panel title={t("simulation.resultTitle")}>
        <SkeletonLines count={6} label={t("common.loading")} />
      </Panel>
    );
  }
  const last = result.data?.pages.at(-1);
  if (!result.data || !last) {
    return (
      <Panel title={t("simulation.resultTitle")}>
        <FailurePanel error={result.error} onRetry={() => result.refetch()} />
      </Panel>
    );
  }
  const people = result.data.pages.flatMap(({ items }) => items);
  return (
    <Panel title={t("simulation.resultTitle")} flush>
      <div role="status" className="grid gap-1 border-b border-line px-5 py-3 text-sm">
        <p className="font-medium">{t("simulation.reached", { count: last.total })}</p>
        <p className="text-ink-soft">{t("simulation.nothingChanged", { epoch: last.epoch })}</p>
        {outdated ? <p className="font-medium text-warn-ink">{t("simulation.outdated")}</p> : null}
      </div>
      {people.length === 0 && !result.hasNextPage ? <Message icon={<Users />} title={t("simulation.nobody")} /> : null}
      <ul>
        {people.map(({ user, gains, loses }) => (
          <li key={user.id} className="grid gap-3 border-line px-5 py-4 not-last:border-b">
            <h3 className="font-bold">
              <TextLink to="/users/$userId" params={{ userId: user.id }} search={{ tab: "access" }}>
                {user.name}
              </TextLink>
            </h3>
            <div className="grid gap-4 sm:grid-cols-2">
              <Rights title={t("simulation.gains")} tone="ok" rights={gains} />
              <Rights title={t("simulation.loses")} tone="danger" rights={loses} />
            </div>
          </li>
        ))}
      </ul>
      {result.hasNextPage ? (
        <div className="border-t border-line px-5 py-3">
          <Button busy={result.isFetchingNextPage} onClick={() => void result.fetchNextPage()}>
            {t("simulation.runNext")}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}

interface RightsProps {
  readonly title: string;
  readonly tone: "ok" | "danger";
  readonly rights: readonly SimulatedRight[];
}

const shownRights = 8;

function Rights({ title, tone, rights }: RightsProps) {
  const { t } = useTranslation();
  const me = useMe();
  if (rights.length === 0) return null;
  const schoolName = (id: string | null) => me.schools.find((school) => school.id === id)?.name ?? null;
  const row = (right: SimulatedRight) => (
    <li
      key={[
        right.code,
        right.scope,
        right.schoolId,
        right.departmentId,
        right.layer,
        right.limited,
        right.until,
      ].join()}
      className="flex flex-wrap items-start justify-between gap-x-3 text-sm"
    >
      <PermissionText code={right.code} />
      <span className="text-ink-soft">
        <ScopeText scope={right.scope} schoolName={schoolName(right.schoolId)} />
      </span>
    </li>
  );
  const more = rights.slice(shownRights);
  return (
    <div className="grid content-start gap-2">
      <h4 className="flex items-center gap-2 text-sm font-semibold">
        <Badge tone={tone}>{title}</Badge>
        <span className="text-ink-soft">{t("delegation.count", { count: rights.length })}</span>
      </h4>
      <ul className="grid gap-1.5">{rights.slice(0, shownRights).map(row)}</ul>
      {more.length > 0 ? (
        <details className="text-sm">
          <summary className="control flex items-center text-ink-soft">
            {t("delegation.more", { count: more.length })}
          </summary>
          <ul className="grid gap-1.5">{more.map(row)}</ul>
        </details>
      ) : null}
    </div>
  );
}
