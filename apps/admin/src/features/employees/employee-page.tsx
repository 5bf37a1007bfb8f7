import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Hash } from "lucide-react";
import { useTranslation } from "react-i18next";
import { BackLink } from "../../components/back-link.tsx";
import { DeletedBadge } from "../../components/deleted-badge.tsx";
import { EntityLoader } from "../../components/entity-loader.tsx";
import { type EntityTab, EntityView } from "../../components/entity-view.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { holds, useMe } from "../../lib/me.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { EntityHistory } from "../audit/entity-history.tsx";
import { EmployeeActions } from "./employee-actions.tsx";
import { EmployeeFacts } from "./employee-facts.tsx";
import { LinkPanel } from "./link-panel.tsx";
import { NipText } from "./nip-text.tsx";
import { ReplaceNipDialog } from "./replace-nip-dialog.tsx";
import { SpecificPanel } from "./specific-panel.tsx";

export function EmployeePage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const me = useMe();
  const { nip } = useParams({ from: "/_app/employees/$nip" });
  const { dialog, open, close } = useDialogAddress();
  const query = useQuery(trpc.employees.get.queryOptions({ nip, specific: "masked" }));
  return (
    <EntityLoader query={query}>
      {(employee) => {
        const tabs: EntityTab[] = [
          {
            value: "overview",
            label: t("employee.overview"),
            content: (
              <div className="grid gap-5">
                <LinkPanel employee={employee} />
                <EmployeeFacts employee={employee} />
              </div>
            ),
          },
          { value: "specific", label: t("employee.specificTab"), content: <SpecificPanel employee={employee} /> },
        ];
        if (holds(me, "audit:read")) {
          tabs.push({
            value: "activity",
            label: t("employee.activity"),
            content: (
              <Panel>
                <EntityHistory type="employee" id={employee.id} />
              </Panel>
            ),
          });
        }
        return (
          <>
            <EntityView
              title={employee.name}
              back={<BackLink to="/employees">{t("employee.title")}</BackLink>}
              lead={
                <span className="flex flex-wrap items-center gap-3">
                  <NipText employee={employee} />
                  {employee.schoolName}
                  <DeletedBadge at={employee.deletedAt} />
                </span>
              }
              actions={
                <>
                  {employee.can.update ? (
                    <Button onClick={() => open("replace-nip")}>
                      <Hash aria-hidden className="size-4" />
                      {t("employee.replaceNip")}
                    </Button>
                  ) : null}
                  <EmployeeActions employee={employee} place="page" />
                </>
              }
              query={query}
              tabs={tabs}
            />
            {dialog === "replace-nip" && employee.can.update ? (
              <ReplaceNipDialog employee={employee} onClose={close} />
            ) : null}
          </>
        );
      }}
    </EntityLoader>
  );
}
