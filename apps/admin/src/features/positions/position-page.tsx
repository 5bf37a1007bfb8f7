import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Network, UserRoundPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { BackLink } from "../../components/back-link.tsx";
import { DeletedBadge } from "../../components/deleted-badge.tsx";
import { EntityLoader } from "../../components/entity-loader.tsx";
import { type EntityTab, EntityView } from "../../components/entity-view.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { holds, mayWrite, useMe } from "../../lib/me.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { AssignDialog } from "../assignments/assign-dialog.tsx";
import { EntityHistory } from "../audit/entity-history.tsx";
import { PositionActions } from "./position-actions.tsx";
import { PositionFacts } from "./position-facts.tsx";
import { PositionHolders } from "./position-holders.tsx";
import { SeatBadge } from "./seat-badge.tsx";

export function PositionPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const me = useMe();
  const { dialog, open, close } = useDialogAddress();
  const { positionId } = useParams({ from: "/_app/positions/$positionId" });
  const query = useQuery(trpc.positions.get.queryOptions({ id: positionId }));
  return (
    <EntityLoader query={query}>
      {(position) => {
        const mayAssign = position.deletedAt === null && mayWrite(me, "assignment:create");
        const assign = mayAssign ? (
          <Button look="primary" onClick={() => open("assign")}>
            <UserRoundPlus aria-hidden className="size-4" />
            {t("position.assign")}
          </Button>
        ) : null;
        const tabs: EntityTab[] = [
          {
            value: "overview",
            label: t("position.tabOverview"),
            content: (
              <Panel>
                <PositionFacts position={position} />
              </Panel>
            ),
          },
          {
            value: "holders",
            label: t("position.tabHolders"),
            content: <PositionHolders position={position} assign={assign} />,
          },
        ];
        if (holds(me, "audit:read")) {
          tabs.push({
            value: "activity",
            label: t("position.tabActivity"),
            content: (
              <Panel>
                <EntityHistory type="position" id={position.id} />
              </Panel>
            ),
          });
        }
        return (
          <>
            <EntityView
              title={position.name}
              back={<BackLink to="/positions">{t("position.title")}</BackLink>}
              lead={
                <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  {[position.schoolName ?? t("department.foundationWide"), position.departmentName]
                    .filter(Boolean)
                    .join(" · ")}
                  <SeatBadge filled={position.filled} headcount={position.headcount} />
                  <DeletedBadge at={position.deletedAt} />
                </span>
              }
              actions={
                <>
                  <Button asChild>
                    <Link to="/org-chart" search={{ place: position.schoolId ?? "foundation", q: position.name }}>
                      <Network aria-hidden className="size-4" />
                      {t("position.showInChart")}
                    </Link>
                  </Button>
                  <PositionActions position={position} place="page" />
                </>
              }
              query={query}
              tabs={tabs}
            />
            {mayAssign && dialog === "assign" ? <AssignDialog position={position} onClose={close} /> : null}
          </>
        );
      }}
    </EntityLoader>
  );
}
