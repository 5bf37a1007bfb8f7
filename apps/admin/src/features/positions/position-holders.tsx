import type { Position, PositionHolder } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { UserRoundX } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { AsOfField } from "../../components/as-of-field.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { calendarDate } from "../../lib/calendar-date.ts";
import { useTimeZone } from "../../lib/me.ts";
import { todayIn } from "../../lib/today.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { AssignmentBadges } from "../assignments/assignment-badges.tsx";
import { AssignmentPeriod } from "../assignments/assignment-period.tsx";
import { HolderIdentity, holderColumns } from "./holder-columns.tsx";

const allTimes = "all";

interface PositionHoldersProps {
  readonly position: Position;
  readonly assign: ReactNode;
}

/** Who holds a position on a day, or who has held it, holds it and will. */
export function PositionHolders({ position, assign }: PositionHoldersProps) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const search = useSearch({ from: "/_app/positions/$positionId" });
  const today = todayIn(useTimeZone(position.schoolId));
  const isAll = search.asOf === allTimes;
  const asOf = calendarDate(search.asOf) ?? today;
  const holders = useQuery(
    trpc.positions.users.queryOptions(
      {
        id: position.id,
        limit: 50,
        ...(isAll ? {} : { asOf }),
        ...(search.cursor ? { cursor: search.cursor } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => holderColumns(t), [t]);
  const choose = (date: string | null) =>
    void navigate({
      to: ".",
      search: (previous) => ({ ...previous, cursor: undefined, asOf: date ?? undefined }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <AsOfField label={t("assignment.asOf")} value={isAll ? "" : asOf} today={today} onChoose={choose}>
          {isAll ? null : <Button onClick={() => choose(allTimes)}>{t("assignment.allTimes")}</Button>}
        </AsOfField>
        {assign}
      </div>
      <ListPanel
        name="position-holders"
        label={t("position.tabHolders")}
        query={holders}
        columns={columns}
        rowKey={(holder) => holder.assignmentId}
        filterNames={[]}
        card={(holder) => <HolderCard holder={holder} />}
        firstUse={{ icon: <UserRoundX />, title: t("position.noHolders"), body: t("position.noHoldersBody") }}
        create={assign}
      />
    </div>
  );
}

function HolderCard({ holder }: { readonly holder: PositionHolder }) {
  return (
    <div className="grid gap-1.5">
      <HolderIdentity holder={holder} />
      <p className="text-sm text-ink-soft">
        <AssignmentPeriod validFrom={holder.validFrom} validUntil={holder.validUntil} /> · {holder.ftePercent} %
      </p>
      <span className="flex flex-wrap gap-1.5">
        <AssignmentBadges assignment={holder} />
      </span>
    </div>
  );
}
