import type { PositionRow } from "@gloria/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { EntityAction } from "../../components/action-list.tsx";
import { EntityActions } from "../../components/entity-actions.tsx";
import { useSoftDelete } from "../../components/use-soft-delete.ts";
import { useApi } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";

interface PositionActionsProps {
  readonly position: PositionRow;
  readonly place: "page" | "row";
  readonly more?: readonly EntityAction[];
}

/** What the server allows with a position. */
export function PositionActions({ position, place, more = [] }: PositionActionsProps) {
  const { t } = useTranslation();
  const api = useApi();
  const softDelete = useSoftDelete({
    remove: (id) => api.positions.delete.mutate({ id }),
    restore: (id) => api.positions.restore.mutate({ id }),
    refresh: useOrganisationRefresh(),
    deletedText: (name) => t("position.deleted", { name }),
    restoredText: (name) => t("position.restored", { name }),
  });
  return (
    <EntityActions
      entity={position}
      place={place}
      softDelete={softDelete}
      edit={(content) => (
        <Link to="/positions/$positionId/edit" params={{ positionId: position.id }}>
          {content}
        </Link>
      )}
      deleteTitle={t("position.deleteTitle", { name: position.name })}
      deleteBody={t("position.deleteBody")}
      more={more}
    />
  );
}
