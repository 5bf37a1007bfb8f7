import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { TextLink } from "../../components/text-link.tsx";
import { formatNumber } from "../../lib/format.ts";
import { useLabel, useLocale } from "../../lib/i18n.ts";
import { Instant } from "../../lib/instant.tsx";
import { holds, useMe } from "../../lib/me.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Panel } from "../../ui/panel.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { CountTable } from "./count-table.tsx";

/** Roles and rights in figures; every bar stands in a table that says the same. */
export function RoleStatistics() {
  const me = useMe();
  return (
    <div className="grid gap-6">
      <RoleFigures />
      {holds(me, "permission:read") ? <RightFigures /> : null}
    </div>
  );
}

function RoleFigures() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const query = useQuery(trpc.roles.statistics.queryOptions());
  if (query.isPending) return <SkeletonLines count={6} label={t("common.loading")} />;
  if (!query.data) return <FailurePanel error={query.error} onRetry={() => query.refetch()} />;
  const { data } = query;
  return (
    <>
      <Figures
        title={t("role.statsRoles")}
        figures={[
          { label: t("role.statsTotal"), value: data.total },
          { label: t("role.statsSystem"), value: data.system },
          { label: t("role.statsProvisioned"), value: data.provisioned },
          { label: t("role.statsDeleted"), value: data.deleted },
          { label: t("role.statsActive"), value: data.assignments.active },
          { label: t("role.statsUpcoming"), value: data.assignments.upcoming },
          { label: t("role.statsEnding"), value: data.assignments.endingSoon },
        ]}
      />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <CountTable
          title={t("role.statsByLevel")}
          heading={t("role.level")}
          rows={data.byLevel.map(({ level, count }) => ({
            key: String(level),
            label: t("role.levelOf", { level }),
            count,
          }))}
        />
        <CountTable
          title={t("role.statsMostHeld")}
          heading={t("role.name")}
          rows={data.mostHeld.map(({ id, name, holders }) => ({
            key: id,
            label: <RoleLink id={id} name={name} />,
            count: holders,
          }))}
        />
        <NameList title={t("role.statsNoHolders")} count={data.withoutHolders.count}>
          {data.withoutHolders.first.map(({ id, name }) => (
            <RoleLink key={id} id={id} name={name} />
          ))}
        </NameList>
        <NameList title={t("role.statsNoGrants")} count={data.withoutGrants.count}>
          {data.withoutGrants.first.map(({ id, name }) => (
            <RoleLink key={id} id={id} name={name} />
          ))}
        </NameList>
      </div>
    </>
  );
}

function RightFigures() {
  const { t } = useTranslation();
  const label = useLabel();
  const trpc = useTRPC();
  const query = useQuery(trpc.permissionCatalogue.statistics.queryOptions());
  if (query.isPending) return <SkeletonLines count={6} label={t("common.loading")} />;
  if (!query.data) return <FailurePanel error={query.error} onRetry={() => query.refetch()} />;
  const { permissions, grants, unused, endingNext, mostRights } = query.data;
  const withEffect = (text: string, effect: string) =>
    `${text}, ${label(`grant.effect.${effect}`, effect).toLowerCase()}`;
  return (
    <>
      <Figures
        title={t("role.statsCatalogue")}
        figures={[
          { label: t("role.statsFromGloria"), value: permissions.catalogue },
          { label: t("role.statsOwn"), value: permissions.tenant },
          { label: t("role.statsSensitive"), value: permissions.sensitive },
          { label: t("role.statsNotDelegable"), value: permissions.notDelegable },
          { label: t("role.statsGrants"), value: grants.open },
          { label: t("role.statsConditional"), value: grants.conditional },
        ]}
      />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <CountTable
          title={t("role.statsBySubject")}
          heading={t("grant.subject")}
          rows={grants.bySubject.map(({ subjectKind, effect, count }) => ({
            key: `${subjectKind} ${effect}`,
            label: withEffect(label(`grant.subject.${subjectKind}`, subjectKind), effect),
            count,
          }))}
        />
        <CountTable
          title={t("role.statsByScope")}
          heading={t("grant.scope")}
          rows={grants.byScope.map(({ scope, effect, count }) => ({
            key: `${scope} ${effect}`,
            label: withEffect(label(`enumeration.scope.${scope}`, scope), effect),
            count,
          }))}
        />
        <CountTable
          title={t("role.statsByLayer")}
          heading={t("role.rightsFrom")}
          rows={grants.byLayer.map(({ layer, effect, count }) => ({
            key: `${layer} ${effect}`,
            label: withEffect(label(`enumeration.layer.${layer}`, layer), effect),
            count,
          }))}
        />
        <CountTable
          title={t("role.statsMostRights")}
          heading={t("role.person")}
          rows={mostRights.map(({ userId, name, permissions: count }) => ({
            key: userId,
            label: (
              <TextLink to="/users/$userId" params={{ userId }}>
                {name}
              </TextLink>
            ),
            count,
          }))}
        />
        <NameList title={t("role.statsUnused")} count={unused.count}>
          {unused.first.map((code) => (
            <code key={code} className="font-mono text-xs break-all">
              {code}
            </code>
          ))}
        </NameList>
        <NameList title={t("role.statsEndingNext")} count={endingNext.length}>
          {endingNext.map(({ id, label: what, subjectName, until }) => (
            <span key={id}>
              {what} · {subjectName ?? t("common.unknown")} · <Instant value={until} />
            </span>
          ))}
        </NameList>
      </div>
    </>
  );
}

interface FiguresProps {
  readonly title: string;
  readonly figures: readonly { readonly label: string; readonly value: number }[];
}

function Figures({ title, figures }: FiguresProps) {
  const locale = useLocale();
  return (
    <section aria-label={title} className="grid gap-3">
      <h2 className="text-lg font-bold">{title}</h2>
      <dl className="grid grid-cols-2 gap-3 md:grid-cols-4 xl:grid-cols-7">
        {figures.map(({ label, value }) => (
          <div key={label} className="flex flex-col gap-1.5 rounded-card border border-line bg-surface p-4">
            <dt className="text-sm text-ink-soft">{label}</dt>
            <dd className="mt-auto text-2xl font-extrabold tabular-nums">{formatNumber(value, locale)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface NameListProps {
  readonly title: string;
  /** Of all, of which the first are shown. */
  readonly count: number;
  readonly children: readonly ReactNode[];
}

function NameList({ title, count, children }: NameListProps) {
  const { t } = useTranslation();
  const more = count - children.length;
  return (
    <Panel title={title}>
      {children.length === 0 ? <p className="text-sm text-ink-soft">{t("role.statsNone")}</p> : null}
      <ul className="grid gap-1.5 text-sm">
        {children.map((child, index) => (
          <li key={index}>{child}</li>
        ))}
      </ul>
      {more > 0 ? <p className="mt-3 text-sm text-ink-soft">{t("role.statsMore", { count: more })}</p> : null}
    </Panel>
  );
}

function RoleLink({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <TextLink to="/roles/$roleId" params={{ roleId: id }}>
      {name}
    </TextLink>
  );
}
