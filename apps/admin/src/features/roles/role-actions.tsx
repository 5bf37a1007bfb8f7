import type { Role } from "@gloria/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EntityActions } from "../../components/entity-actions.tsx";
import { useSoftDelete } from "../../components/use-soft-delete.ts";
import { useApi } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";

/** What the server allows with a role. */
export function RoleActions({ role, place }: { readonly role: Role; readonly place: "page" | "row" }) {
  const { t } = useTranslation();
  const api = useApi();
  const softDelete = useSoftDelete({
    remove: (id) => api.roles.delete.mutate({ id }),
    restore: (id) => api.roles.restore.mutate({ id }),
    refresh: useRightsRefresh(),
    deletedText: (name) => t("role.deleted", { name }),
    restoredText: (name) => t("role.restored", { name }),
  });
  return (
    <EntityActions
      entity={role}
      place={place}
      softDelete={softDelete}
      edit={(content) => (
        <Link to="/roles/$roleId/edit" params={{ roleId: role.id }}>
          {content}
        </Link>
      )}
      deleteTitle={t("role.deleteTitle", { name: role.name })}
      deleteBody={t("role.deleteBody")}
    />
  );
}
