import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Network } from "lucide-react";
import { useTranslation } from "react-i18next";
import { BackLink } from "../../components/back-link.tsx";
import { EntityLoader } from "../../components/entity-loader.tsx";
import { type EntityTab, EntityView } from "../../components/entity-view.tsx";
import { holds, useMe } from "../../lib/me.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { EntityHistory } from "../audit/entity-history.tsx";
import { DepartmentTreeOf } from "../departments/department-tree.tsx";
import { SchoolActions } from "./school-actions.tsx";
import { SchoolFacts } from "./school-facts.tsx";
import { SchoolFigures } from "./school-figures.tsx";
import { SchoolPeople } from "./school-people.tsx";
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
              <div className="grid gap-5">
                <SchoolFigures schoolId={school.id} />
                <Panel>
                  <SchoolFacts school={school} />
                </Panel>
              </div>
            ),
          },
          {
            value: "departments",
            label: t("school.tabDepartments"),
            content: (
              <Panel flush>
                <DepartmentTreeOf place={school.id} />
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
        if (holds(me, "user:read")) {
          tabs.push({ value: "people", label: t("school.tabPeople"), content: <SchoolPeople schoolId={school.id} /> });
        }
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
            actions={
              <>
                {holds(me, "position:read") ? (
                  <Button asChild>
                    <Link to="/org-chart" search={{ place: school.id }}>
                      <Network aria-hidden className="size-4" />
                      {t("school.openChart")}
                    </Link>
                  </Button>
                ) : null}
                <SchoolActions school={school} place="page" />
              </>
            }
            query={query}
            tabs={tabs}
          />
        );
      }}
    </EntityLoader>
  );
}
