import type { Acting } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { UserRoundCog } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { FilterSelect } from "../../components/filter-select.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { PlaceFilter } from "../../components/place-filter.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { AssignmentActions } from "../assignments/assignment-actions.tsx";
import { AssignmentDialogs } from "../assignments/assignment-dialogs.tsx";
import { AssignmentPeriod } from "../assignments/assignment-period.tsx";
import { ActingIdentity, actingColumns, DaysLeft } from "./acting-columns.tsx";

const filterNames = ["place", "kind", "within"];
const dayChoices = ["7", "14", "30", "90"] as const;

/** Who stands in now or will, the nearest end first. */
export function ActingPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const search = useSearch({ from: "/_app/acting" });
  const { place, cursor } = search;
  const kind = oneOf(["PLT", "PLH"], search.kind);
  const within = oneOf(dayChoices, search.within);
  const { change } = useListAddress(filterNames);
  const acting = useQuery(
    trpc.assignments.acting.queryOptions(
      {
        limit: 50,
        ...(place ? { schoolId: place } : {}),
        ...(kind ? { kind } : {}),
        ...(within ? { endingWithinDays: Number(within) } : {}),
        ...(cursor ? { cursor } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => actingColumns(t), [t]);
  return (
    <>
      <ListPage
        name="acting"
        label={t("acting.title")}
        lead={t("acting.lead")}
        query={acting}
        columns={columns}
        rowKey={(one) => one.id}
        filterNames={filterNames}
        filters={
          <>
            <PlaceFilter
              label={t("acting.place")}
              anyLabel={t("department.anySchool")}
              value={place}
              onChoose={(value) => change({ place: value })}
            />
            <FilterSelect
              label={t("assignment.kind")}
              anyLabel={t("acting.anyKind")}
              value={kind}
              options={(["PLT", "PLH"] as const).map((value) => ({ value, label: t(`enumeration.kind.${value}`) }))}
              onChoose={(value) => change({ kind: value })}
            />
            <FilterSelect
              label={t("acting.ending")}
              anyLabel={t("acting.endingAny")}
              value={within}
              options={dayChoices.map((days) => ({
                value: days,
                label: `${t("acting.ending")} ${t("acting.endingDays", { days })}`,
              }))}
              onChoose={(value) => change({ within: value })}
            />
          </>
        }
        rowActions={(one) => <AssignmentActions held={one} />}
        card={(one) => <ActingCard acting={one} />}
        firstUse={{ icon: <UserRoundCog />, title: t("acting.firstUseTitle"), body: t("acting.firstUseBody") }}
      />
      <AssignmentDialogs held={acting.data?.items ?? []} />
    </>
  );
}

function ActingCard({ acting }: { readonly acting: Acting }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-1.5">
      <ActingIdentity acting={acting} />
      <p className="text-sm">
        {acting.positionName} · {acting.schoolName ?? t("department.foundationWide")}
      </p>
      <p className="text-sm text-ink-soft">
        <AssignmentPeriod validFrom={acting.validFrom} validUntil={acting.validUntil} />
      </p>
      <span className="flex flex-wrap gap-1.5">
        <Badge tone="accent">{t(`enumeration.kind.${acting.kind}`)}</Badge>
        <DaysLeft acting={acting} />
      </span>
    </div>
  );
}
