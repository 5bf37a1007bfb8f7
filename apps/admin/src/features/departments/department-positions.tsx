import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { BriefcaseBusiness, Plus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ListPanel } from "../../components/list-panel.tsx";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { PositionActions } from "../positions/position-actions.tsx";
import { PositionCard } from "../positions/position-card.tsx";
import { positionColumns } from "../positions/position-columns.tsx";

export function DepartmentPositions({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { cursor } = useSearch({ from: "/_app/departments/$departmentId" });
  const positions = useQuery(
    trpc.positions.list.queryOptions(
      { departmentId: id, limit: 50, ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(
    () =>
      positionColumns(t)
        .filter((column) => column.id !== "department" && column.id !== "school")
        .map(({ sort: _sort, ...column }) => column),
    [t],
  );
  return (
    <ListPanel
      name="department-positions"
      label={t("department.tabPositions")}
      query={positions}
      columns={columns}
      rowKey={(position) => position.id}
      filterNames={[]}
      rowActions={(position) => <PositionActions position={position} place="row" />}
      card={(position) => <PositionCard position={position} />}
      firstUse={{ icon: <BriefcaseBusiness />, title: t("department.noPositions") }}
      create={
        positions.data?.can.create ? (
          <Button look="primary" asChild>
            <Link to="/positions/new" search={{ department: id }}>
              <Plus aria-hidden className="size-4" />
              {t("position.create")}
            </Link>
          </Button>
        ) : null
      }
    />
  );
}
