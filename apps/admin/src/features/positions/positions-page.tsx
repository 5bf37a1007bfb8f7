import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { BriefcaseBusiness, Plus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ListPage } from "../../components/list-page.tsx";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { SavedViewMenu } from "../saved-views/saved-view-menu.tsx";
import { PositionActions } from "./position-actions.tsx";
import { PositionCard } from "./position-card.tsx";
import { positionColumns } from "./position-columns.tsx";
import { PositionFilters } from "./position-filters.tsx";
import { positionsView } from "./positions-view.ts";

const filterNames = ["q", "place", "department", "vacant", "deleted"];

export function PositionsPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const search = useSearch({ from: "/_app/positions/" });
  const { cursor } = search;
  const state = positionsView.stateOf(search);
  const positions = useQuery(
    trpc.positions.list.queryOptions(
      { limit: 50, ...state, ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => positionColumns(t), [t]);
  return (
    <ListPage
      name="positions"
      label={t("position.title")}
      lead={t("position.lead")}
      query={positions}
      columns={columns}
      rowKey={(position) => position.id}
      searchLabel={t("position.searchLabel")}
      filterNames={filterNames}
      filters={<PositionFilters search={search} />}
      views={<SavedViewMenu view={positionsView} search={search} />}
      sort={state.sort ?? "level"}
      rowActions={(position) => <PositionActions position={position} place="row" />}
      card={(position) => <PositionCard position={position} />}
      firstUse={{ icon: <BriefcaseBusiness />, title: t("position.firstUseTitle"), body: t("position.firstUseBody") }}
      create={
        positions.data?.can.create ? (
          <Button look="primary" asChild>
            <Link to="/positions/new">
              <Plus aria-hidden className="size-4" />
              {t("position.create")}
            </Link>
          </Button>
        ) : null
      }
    />
  );
}
