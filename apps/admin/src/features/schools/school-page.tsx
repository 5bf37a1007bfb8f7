import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { BackLink } from "../../components/back-link.tsx";
import { EntityLoader } from "../../components/entity-loader.tsx";
import { type EntityTab, EntityView } from "../../components/entity-view.tsx";
import { holds, useMe } from "../../lib/me.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Panel } from "../../ui/panel.tsx";
import { EntityHistory } from "../audit/entity-history.tsx";
import { SchoolActions } from "./school-actions.tsx";
import { SchoolFacts } from "./school-facts.tsx";
import { SchoolStatus } from "./school-status.tsx";
import { SeatList } from "./seat-list.tsx";

export function SchoolPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const me = useMe();
  const { schoolId } = useParams({ from: "/_app/schools/$schoolId" });
  const query = useQuery(trpc.schools.get.queryOptions({ id: schoolId }));
  return (
    <EntityLoader query={query}>
      {(school) => {
        const tabs: EntityTab[] = [
          {
            value: "overview",
            label: t("school.overview"),
            content: (
              <Panel>
                <SchoolFacts school={school} />
              </Panel>
            ),
          },
          {
            value: "seats",
            label: t("school.positions"),
            content: (
              <Panel flush>
                <SeatList schoolId={school.id} />
              </Panel>
            ),
          },
        ];
        if (holds(me, "audit:read")) {
          tabs.push({
            value: "activity",
            label: t("school.activity"),
            content: (
              <Panel>
                <EntityHistory type="school" id={school.id} />
              </Panel>
            ),
          });
        }
        return (
          <EntityView
            title={school.name}
            back={<BackLink to="/schools">{t("school.title")}</BackLink>}
            lead={
              <span className="flex items-center gap-3">
                <SchoolStatus school={school} />
                {school.city}
              </span>
            }
            actions={<SchoolActions school={school} place="page" />}
            query={query}
            tabs={tabs}
          />
        );
      }}
    </EntityLoader>
  );
}
