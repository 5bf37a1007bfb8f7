import type { User, UserRow } from "@gloria/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EntityActions } from "../../components/entity-actions.tsx";
import { useSoftDelete } from "../../components/use-soft-delete.ts";
import { useApi } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";

/** What the server allows with a person. */
export function UserActions({ user, place }: { readonly user: User | UserRow; readonly place: "page" | "row" }) {
  const { t } = useTranslation();
  const api = useApi();
  const softDelete = useSoftDelete({
    remove: (id) => api.users.delete.mutate({ id }),
    restore: (id) => api.users.restore.mutate({ id }),
    refresh: useOrganisationRefresh(),
    deletedText: (name) => t("user.deleted", { name }),
    restoredText: (name) => t("user.restored", { name }),
  });
  return (
    <EntityActions
      entity={user}
      place={place}
      softDelete={softDelete}
      edit={(content) => (
        <Link to="/users/$userId/edit" params={{ userId: user.id }}>
          {content}
        </Link>
      )}
      deleteTitle={t("user.deleteTitle", { name: user.name })}
      deleteBody={t("user.deleteBody")}
    />
  );
}
