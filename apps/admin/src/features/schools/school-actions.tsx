import type { School } from "@gloria/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EntityActions } from "../../components/entity-actions.tsx";
import { useSoftDelete } from "../../components/use-soft-delete.ts";
import { useApi } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";

/** What the server allows with a school, on which many things stand: its code must be typed to delete it. */
export function SchoolActions({ school, place }: { readonly school: School; readonly place: "page" | "row" }) {
  const { t } = useTranslation();
  const api = useApi();
  const softDelete = useSoftDelete({
    remove: (id) => api.schools.delete.mutate({ id }),
    restore: (id) => api.schools.restore.mutate({ id }),
    refresh: useOrganisationRefresh(),
    deletedText: (name) => t("school.deleted", { name }),
    restoredText: (name) => t("school.restored", { name }),
  });
  return (
    <EntityActions
      entity={school}
      place={place}
      softDelete={softDelete}
      edit={(content) => (
        <Link to="/schools/$schoolId/edit" params={{ schoolId: school.id }}>
          {content}
        </Link>
      )}
      deleteTitle={t("school.deleteTitle", { name: school.name })}
      deleteBody={t("school.deleteBody")}
      phrase={school.code}
    />
  );
}
