import { useTranslation } from "react-i18next";
import { PageHeader } from "../../components/page-header.tsx";
import { holds, useMe, useTimeZone } from "../../lib/me.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { Panel } from "../../ui/panel.tsx";
import { AssignmentList } from "../users/assignment-list.tsx";
import { dayPart } from "./day-part.ts";
import { LatestAudit } from "./latest-audit.tsx";
import { LatestInbox } from "./latest-inbox.tsx";
import { PeopleFigures } from "./people-figures.tsx";
import { SchoolFigures } from "./school-figures.tsx";

/** What each person finds first depends on what the server lets them see. */
export function HomePage() {
  const { t } = useTranslation();
  const me = useMe();
  const zone = useTimeZone(useSchoolScope());
  const greeting = `home.greeting${dayPart(new Date(), zone)}` as const;
  return (
    <>
      <PageHeader
        title={t(greeting, { name: me.user.name })}
        documentTitle={t("home.title")}
        lead={t("home.lead", { tenant: me.tenant.name })}
      />
      <div className="grid items-start gap-5 xl:grid-cols-3">
        {holds(me, "user:read") ? <PeopleFigures /> : null}
        <div className="grid gap-5 xl:col-span-2">
          {holds(me, "audit:read") ? <LatestAudit /> : null}
          {holds(me, "school:read") ? <SchoolFigures /> : null}
        </div>
        <div className="grid gap-5">
          <LatestInbox />
          <Panel title={t("home.positions")} flush>
            <AssignmentList assignments={me.positions} />
          </Panel>
        </div>
      </div>
    </>
  );
}
