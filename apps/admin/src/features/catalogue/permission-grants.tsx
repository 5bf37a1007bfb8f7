import type { Grant } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { UserRoundX } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { FilterSelect } from "../../components/filter-select.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { Instant } from "../../lib/instant.tsx";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { EndGrantButton } from "../grants/end-grant-button.tsx";
import { RightStateBadge } from "../grants/right-state-badge.tsx";
import { RightTerms } from "../grants/right-terms.tsx";
import { WindowText } from "../grants/window-text.tsx";

const subjects = ["user", "role", "position", "department"] as const;
const effects = ["ALLOW", "DENY"] as const;
const states = ["active", "upcoming", "expired", "ended"] as const;
const filterNames = ["subject", "effect", "state"];

/** Who was granted this very permission, or denied it. */
export function PermissionGrants({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const search = useSearch({ from: "/_app/permissions/$permissionId" });
  const subjectKind = oneOf(subjects, search.subject);
  const effect = oneOf(effects, search.effect);
  const state = oneOf(states, search.state);
  const { change } = useListAddress(filterNames);
  const grants = useQuery(
    trpc.grants.list.queryOptions(
      {
        permission: code,
        limit: 50,
        ...(subjectKind ? { subjectKind } : {}),
        ...(effect ? { effect } : {}),
        ...(state ? { state } : {}),
        ...(search.cursor ? { cursor: search.cursor } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => grantColumns(t), [t]);
  return (
    <ListPanel
      name="permission-grants"
      label={t("catalogue.tabGrants")}
      query={grants}
      columns={columns}
      rowKey={({ id }) => id}
      filterNames={filterNames}
      filters={
        <>
          <FilterSelect
            label={t("grant.subject")}
            anyLabel={t("grant.anySubject")}
            value={subjectKind}
            options={subjects.map((value) => ({ value, label: t(`grant.subject.${value}`) }))}
            onChoose={(subject) => change({ subject })}
          />
          <FilterSelect
            label={t("grant.effect")}
            anyLabel={t("grant.anyEffect")}
            value={effect}
            options={effects.map((value) => ({ value, label: t(`grant.effect.${value}`) }))}
            onChoose={(value) => change({ effect: value })}
          />
          <FilterSelect
            label={t("grant.state")}
            anyLabel={t("grant.anyState")}
            value={state}
            options={states.map((value) => ({ value, label: t(`grant.state.${value}`) }))}
            onChoose={(value) => change({ state: value })}
          />
        </>
      }
      rowActions={(grant) => <EndGrantButton grant={grant} />}
      card={(grant) => (
        <div className="grid justify-items-start gap-1.5">
          <GrantSubject grant={grant} />
          <RightTerms right={grant} />
          <span className="text-sm">
            <WindowText from={grant.validFrom} until={grant.validUntil} />
          </span>
          <RightStateBadge state={grant.state} />
        </div>
      )}
      firstUse={{ icon: <UserRoundX />, title: t("catalogue.grantsNone"), body: t("catalogue.grantsNoneBody") }}
    />
  );
}

function grantColumns(t: TFunction): readonly Column<Grant>[] {
  return [
    { id: "subject", header: t("grant.subject"), names: true, cell: (grant) => <GrantSubject grant={grant} /> },
    { id: "terms", header: t("grant.effect"), cell: (grant) => <RightTerms right={grant} /> },
    {
      id: "window",
      header: t("grant.window"),
      cell: ({ validFrom, validUntil }) => <WindowText from={validFrom} until={validUntil} />,
    },
    {
      id: "by",
      header: t("grant.grantedBy"),
      cell: ({ createdByName, createdAt }) => (
        <span className="grid">
          <span>{createdByName ?? t("common.system")}</span>
          <span className="text-xs text-ink-soft">
            <Instant value={createdAt} relative />
          </span>
        </span>
      ),
    },
    { id: "state", header: t("grant.state"), cell: ({ state }) => <RightStateBadge state={state} /> },
  ];
}

/** Whom it is for, as the way to their page. */
function GrantSubject({ grant: { subject } }: { readonly grant: Pick<Grant, "subject"> }) {
  const { t } = useTranslation();
  const name = subject.name ?? t("common.unknown");
  const { id } = subject;
  return (
    <span className="grid justify-items-start">
      {subject.kind === "user" ? (
        <NameLink to="/users/$userId" params={{ userId: id }}>
          {name}
        </NameLink>
      ) : subject.kind === "role" ? (
        <NameLink to="/roles/$roleId" params={{ roleId: id }}>
          {name}
        </NameLink>
      ) : subject.kind === "position" ? (
        <NameLink to="/positions/$positionId" params={{ positionId: id }}>
          {name}
        </NameLink>
      ) : (
        <NameLink to="/departments/$departmentId" params={{ departmentId: id }}>
          {name}
        </NameLink>
      )}
      <span className="text-sm text-ink-soft">{t(`grant.subject.${subject.kind}`)}</span>
    </span>
  );
}
