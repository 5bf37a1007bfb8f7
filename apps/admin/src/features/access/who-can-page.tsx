import type { WhoCanPage as Answer } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { CircleHelp, Users } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { EntityPicker } from "../../components/entity-picker.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { NameLink, TextLink } from "../../components/text-link.tsx";
import { usePermissionSource } from "../../components/use-permission-source.ts";
import { useLabel } from "../../lib/i18n.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { usePermissionName } from "../../lib/use-permission-name.ts";
import { Badge } from "../../ui/badge.tsx";
import { Message } from "../../ui/message.tsx";
import { Panel } from "../../ui/panel.tsx";
import type { WhoCanSearch } from "./access-search.ts";
import { type AskedTarget, isWhole, type TargetKind, targetOf } from "./asked-target.ts";
import { NamedLink } from "./named-link.tsx";
import { TargetChoice } from "./target-choice.tsx";

type Row = Answer["items"][number];

const kinds: readonly TargetKind[] = ["SCHOOL", "DEPARTMENT", "user", "employee", "school", "department", "position"];

/** Everybody who may do something to a thing, in a place, or everywhere. */
export function WhoCanPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const permissions = usePermissionSource();
  const nameOf = usePermissionName();
  const search = useSearch({ from: "/_app/access/who-can" });
  const target = targetOf(search);
  const change = (patch: WhoCanSearch) =>
    void navigate({
      to: "/access/who-can",
      search: (previous) => ({ ...previous, cursor: undefined, ...patch }),
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      <PageHeader title={t("access.whoTitle")} lead={t("access.whoLead")} />
      <div className="grid gap-5">
        <Panel overflowing>
          <div className="grid gap-5 sm:grid-cols-2 xl:grid-cols-3">
            <EntityPicker
              label={t("access.permission")}
              placeholder={t("access.permissionSearch")}
              source={permissions}
              value={search.code === undefined ? null : { id: search.code, label: nameOf(search.code) }}
              required
              onPick={(option) => change({ code: option?.id })}
            />
            <TargetChoice
              kinds={kinds}
              emptyLabel={t("access.whoEverything")}
              value={target}
              onChoose={({ kind, id }) => change({ on: kind, id })}
            />
          </div>
        </Panel>
        {search.code === undefined ? (
          <Message icon={<CircleHelp />} title={t("access.whoAsk")}>
            <p>{t("access.whoAskBody")}</p>
          </Message>
        ) : isWhole(target) ? (
          <People code={search.code} target={target} cursor={search.cursor} />
        ) : (
          <Message icon={<CircleHelp />} title={t("access.askTarget")} />
        )}
      </div>
    </>
  );
}

interface PeopleProps {
  readonly code: string;
  readonly target: AskedTarget;
  readonly cursor: string | undefined;
}

function People({ code, target, cursor }: PeopleProps) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const label = useLabel();
  const people = useQuery(
    trpc.permissions.whoCan.queryOptions(
      { code, limit: 50, ...placeInput(target), ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => whoColumns(t, label, code, target), [t, label, code, target]);
  return (
    <ListPanel
      name="who-can"
      label={t("access.whoTitle")}
      query={people}
      columns={columns}
      rowKey={({ user }: Row) => user.id}
      filterNames={[]}
      card={(row) => (
        <div className="grid justify-items-start gap-1">
          <PersonLink row={row} />
          <span className="text-sm">
            <Source row={row} />
          </span>
          <Badge>{label(`enumeration.layer.${row.layer}`, row.layer)}</Badge>
          <Why row={row} code={code} target={target} />
        </div>
      )}
      firstUse={{ icon: <Users />, title: t("access.whoNone"), body: t("access.whoNoneBody") }}
      skeletonRows={6}
    />
  );
}

function placeInput({ kind, id }: AskedTarget) {
  if (kind === undefined || kind === "ALL" || kind === "OWN" || id === undefined) return {};
  if (kind === "SCHOOL") return { schoolId: id };
  return kind === "DEPARTMENT" ? { departmentId: id } : { type: kind, id };
}

function whoColumns(
  t: TFunction,
  label: (path: string, fallback: string) => string,
  code: string,
  target: AskedTarget,
): readonly Column<Row>[] {
  return [
    { id: "person", header: t("access.person"), names: true, cell: (row) => <PersonLink row={row} /> },
    { id: "source", header: t("access.source"), cell: (row) => <Source row={row} /> },
    {
      id: "layer",
      header: t("access.layer"),
      cell: ({ layer }) => <Badge>{label(`enumeration.layer.${layer}`, layer)}</Badge>,
    },
    { id: "why", header: t("access.why"), cell: (row) => <Why row={row} code={code} target={target} /> },
  ];
}

function PersonLink({ row: { user } }: { readonly row: Row }) {
  return (
    <NameLink to="/users/$userId" params={{ userId: user.id }} search={{ tab: "access" }}>
      {user.name}
    </NameLink>
  );
}

function Source({ row: { source, user } }: { readonly row: Row }) {
  const { t } = useTranslation();
  if (!source) return t("common.emptyValue");
  if (source.kind === "delegation") return t("access.sourceDelegation", { name: source.name ?? t("common.unknown") });
  if (source.kind === "user" && source.id === user.id) return t("access.sourceGrant");
  return <NamedLink kind={source.kind} named={source} />;
}

interface WhyProps {
  readonly row: Row;
  readonly code: string;
  readonly target: AskedTarget;
}

function Why({ row: { user }, code, target }: WhyProps) {
  const { t } = useTranslation();
  return (
    <TextLink
      to="/access/explain"
      search={{ user: user.id, code, on: target.kind ?? "ALL", ...(target.id ? { id: target.id } : {}) }}
    >
      {t("access.explain")}
      <span className="sr-only">: {user.name}</span>
    </TextLink>
  );
}
