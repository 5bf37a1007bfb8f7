import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { BackLink } from "../../components/back-link.tsx";
import { DeletedBadge } from "../../components/deleted-badge.tsx";
import { EntityLoader } from "../../components/entity-loader.tsx";
import { type EntityTab, EntityView } from "../../components/entity-view.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { holds, useMe } from "../../lib/me.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Panel } from "../../ui/panel.tsx";
import { EntityHistory } from "../audit/entity-history.tsx";
import { DepartmentActions } from "./department-actions.tsx";
import { DepartmentChildren } from "./department-children.tsx";
import { DepartmentFacts } from "./department-facts.tsx";
import { DepartmentPeople } from "./department-people.tsx";
import { DepartmentPositions } from "./department-positions.tsx";
import { MoveDepartmentDialog } from "./move-department-dialog.tsx";

export function DepartmentPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const me = useMe();
  const { dialog, close } = useDialogAddress();
  const { departmentId } = useParams({ from: "/_app/departments/$departmentId" });
  const query = useQuery(trpc.departments.get.queryOptions({ id: departmentId }));
  return (
    <EntityLoader query={query}>
      {(department) => {
        const tabs: EntityTab[] = [
          {
            value: "overview",
            label: t("department.tabOverview"),
            content: (
              <Panel>
                <DepartmentFacts department={department} />
              </Panel>
            ),
          },
          { value: "people", label: t("department.tabPeople"), content: <DepartmentPeople id={department.id} /> },
          {
            value: "positions",
            label: t("department.tabPositions"),
            content: <DepartmentPositions id={department.id} />,
          },
          { value: "children", label: t("department.tabChildren"), content: <DepartmentChildren id={department.id} /> },
        ];
        if (holds(me, "audit:read")) {
          tabs.push({
            value: "activity",
            label: t("department.tabActivity"),
            content: (
              <Panel>
                <EntityHistory type="department" id={department.id} />
              </Panel>
            ),
          });
        }
        return (
          <>
            <EntityView
              title={department.name}
              back={<BackLink to="/departments">{t("department.title")}</BackLink>}
              lead={
                <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  {department.schoolName ?? t("department.foundationWide")}
                  <DeletedBadge at={department.deletedAt} />
                </span>
              }
              actions={<DepartmentActions department={department} place="page" />}
              query={query}
              tabs={tabs}
            />
            {dialog === "move" && department.can.update ? (
              <MoveDepartmentDialog department={department} onClose={close} />
            ) : null}
          </>
        );
      }}
    </EntityLoader>
  );
}
