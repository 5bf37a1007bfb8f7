import { moduleCodes, permissionScopes } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { KeyRound } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { AsOfField } from "../../components/as-of-field.tsx";
import { FilterSelect } from "../../components/filter-select.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { calendarDate } from "../../lib/calendar-date.ts";
import { useMe, useTimeZone } from "../../lib/me.ts";
import { oneOf } from "../../lib/search-params.ts";
import { startOfDay } from "../../lib/start-of-day.ts";
import { todayIn } from "../../lib/today.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { AccessCard, accessColumns, type HeldPermission } from "./access-columns.tsx";

const filterNames = ["q", "module", "scope"];

/** Everything that somebody may do, on a day: what, why, where, until when. */
export function AccessList({ userId }: { readonly userId: string }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const me = useMe();
  const zone = useTimeZone(null);
  const today = todayIn(zone);
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const text = (name: string) => (typeof search[name] === "string" ? search[name] : undefined);
  const q = text("q");
  const cursor = text("cursor");
  const module = oneOf(moduleCodes, text("module"));
  const scope = oneOf(permissionScopes, text("scope"));
  const day = calendarDate(text("asOf"));
  // The end of a day that is over; today is now.
  const asOf =
    day !== undefined && day < today ? new Date(Date.parse(startOfDay(day, zone, 1)) - 1).toISOString() : null;
  const { change } = useListAddress(filterNames);
  const held = useQuery(
    trpc.users.permissions.queryOptions(
      {
        id: userId,
        limit: 50,
        ...(q ? { q } : {}),
        ...(module ? { module } : {}),
        ...(scope ? { scope } : {}),
        ...(asOf ? { asOf } : {}),
        ...(cursor ? { cursor } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => accessColumns(t, userId, asOf), [t, userId, asOf]);
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <p className="max-w-2xl text-sm text-ink-soft">{t(userId === me.user.id ? "access.leadOwn" : "access.lead")}</p>
        <AsOfField
          label={t("access.asOf")}
          value={day ?? today}
          today={today}
          onChoose={(date) => change({ asOf: date ?? undefined })}
        />
      </div>
      <div className="min-w-0">
        <ListPanel
          name="access"
          label={t("access.tab")}
          query={held}
          columns={columns}
          rowKey={keyOf}
          searchLabel={t("access.search")}
          filterNames={filterNames}
          filters={
            <>
              <FilterSelect
                label={t("access.module")}
                anyLabel={t("access.anyModule")}
                value={module}
                options={moduleCodes.map((value) => ({ value, label: t(`moduleName.${value}`) }))}
                onChoose={(value) => change({ module: value })}
              />
              <FilterSelect
                label={t("access.scope")}
                anyLabel={t("access.anyScope")}
                value={scope}
                options={permissionScopes.map((value) => ({ value, label: t(`enumeration.scope.${value}`) }))}
                onChoose={(value) => change({ scope: value })}
              />
            </>
          }
          card={(one) => <AccessCard held={one} userId={userId} asOf={asOf} />}
          firstUse={{ icon: <KeyRound />, title: t("access.none"), body: t("access.noneBody") }}
        />
      </div>
    </div>
  );
}

function keyOf({ code, scope, schoolId, departmentId, resource, until, limited, source }: HeldPermission): string {
  return [
    code,
    scope,
    schoolId,
    departmentId,
    resource?.id,
    until,
    limited,
    source.ruleId,
    source.assignmentId,
    source.delegationId,
  ].join(" ");
}
