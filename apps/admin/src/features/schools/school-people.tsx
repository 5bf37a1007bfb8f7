import type { SchoolPerson } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Users } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { AsOfField } from "../../components/as-of-field.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { calendarDate } from "../../lib/calendar-date.ts";
import { useTimeZone } from "../../lib/me.ts";
import { todayIn } from "../../lib/today.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { AssignmentPeriod } from "../assignments/assignment-period.tsx";
import { SchoolPersonIdentity, schoolPeopleColumns } from "./school-people-columns.tsx";

/** Who holds what in a school on a day. */
export function SchoolPeople({ schoolId }: { readonly schoolId: string }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const search = useSearch({ from: "/_app/schools/$schoolId" });
  const today = todayIn(useTimeZone(schoolId));
  const asOf = calendarDate(search.asOf) ?? today;
  const people = useQuery(
    trpc.assignments.schoolPeople.queryOptions(
      { id: schoolId, asOf, limit: 50, ...(search.cursor ? { cursor: search.cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => schoolPeopleColumns(t), [t]);
  return (
    <div className="grid gap-4">
      <AsOfField
        label={t("assignment.asOf")}
        value={asOf}
        today={today}
        onChoose={(date) =>
          void navigate({
            to: ".",
            search: (previous) => ({ ...previous, cursor: undefined, asOf: date ?? undefined }),
            replace: true,
            resetScroll: false,
          })
        }
      />
      <ListPanel
        name="school-people"
        label={t("school.tabPeople")}
        query={people}
        columns={columns}
        rowKey={(person) => person.assignmentId}
        filterNames={[]}
        card={(person) => <SchoolPersonCard person={person} />}
        firstUse={{ icon: <Users />, title: t("school.noPeople") }}
      />
    </div>
  );
}

function SchoolPersonCard({ person }: { readonly person: SchoolPerson }) {
  return (
    <div className="grid gap-1">
      <SchoolPersonIdentity person={person} />
      <p className="text-sm">{person.positionName}</p>
      <p className="text-sm text-ink-soft">
        <AssignmentPeriod validFrom={person.validFrom} validUntil={person.validUntil} /> · {person.ftePercent} %
      </p>
    </div>
  );
}
