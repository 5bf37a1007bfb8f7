import type { User, UserPosition } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { BriefcaseBusiness } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { AsOfField } from "../../components/as-of-field.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { calendarDate } from "../../lib/calendar-date.ts";
import { useTimeZone } from "../../lib/me.ts";
import { todayIn } from "../../lib/today.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { AssignmentActions } from "../assignments/assignment-actions.tsx";
import { AssignmentBadges } from "../assignments/assignment-badges.tsx";
import { AssignmentDialogs } from "../assignments/assignment-dialogs.tsx";
import { AssignmentPeriod } from "../assignments/assignment-period.tsx";
import { PositionTimeline } from "../assignments/position-timeline.tsx";
import { HeldIdentity, userPositionColumns } from "./user-position-columns.tsx";

const today = "today";

/** All that a person holds, has held and will hold, or what it is on one day; changed, ended, transferred from here. */
export function UserPositions({ user }: { readonly user: User }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { asOf: wanted, cursor } = useSearch({ from: "/_app/users/$userId" });
  const now = todayIn(useTimeZone(user.homeSchoolId));
  const asOf = wanted === today ? now : calendarDate(wanted);
  const positions = useQuery(
    trpc.users.positions.queryOptions(
      { id: user.id, limit: 50, ...(asOf ? { asOf } : {}), ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => userPositionColumns(t), [t]);
  const choose = (date: string | undefined) =>
    void navigate({
      to: ".",
      search: (previous) => ({ ...previous, cursor: undefined, asOf: date }),
      replace: true,
      resetScroll: false,
    });
  const held = (position: UserPosition) => ({ ...position, userId: user.id, userName: user.name });
  return (
    <div className="grid gap-4">
      <AsOfField label={t("assignment.asOf")} value={asOf ?? ""} today={now} onChoose={(date) => choose(date ?? today)}>
        {asOf ? <Button onClick={() => choose(undefined)}>{t("assignment.allTimes")}</Button> : null}
      </AsOfField>
      {positions.data && positions.data.items.length > 1 ? (
        <PositionTimeline positions={positions.data.items} today={now} />
      ) : null}
      <ListPanel
        name="user-positions"
        label={t("user.tabAssignments")}
        query={positions}
        columns={columns}
        rowKey={(position) => position.id}
        filterNames={[]}
        rowActions={(position) => <AssignmentActions held={held(position)} />}
        card={(position) => <PositionHeldCard position={position} />}
        firstUse={
          asOf
            ? { icon: <BriefcaseBusiness />, title: t("assignment.noneThen") }
            : { icon: <BriefcaseBusiness />, title: t("assignment.noneTitle"), body: t("assignment.noneBody") }
        }
        skeletonRows={3}
      />
      <AssignmentDialogs held={positions.data?.items.map(held) ?? []} />
    </div>
  );
}

function PositionHeldCard({ position }: { readonly position: UserPosition }) {
  return (
    <div className="grid gap-1.5">
      <HeldIdentity position={position} />
      <p className="text-sm text-ink-soft">
        <AssignmentPeriod validFrom={position.validFrom} validUntil={position.validUntil} /> · {position.ftePercent} %
      </p>
      <span className="flex flex-wrap gap-1.5">
        <AssignmentBadges assignment={position} />
      </span>
    </div>
  );
}
