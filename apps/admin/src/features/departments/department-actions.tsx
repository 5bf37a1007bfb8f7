import type { Department } from "@gloria/contracts";
import { Link } from "@tanstack/react-router";
import { FolderTree } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EntityActions } from "../../components/entity-actions.tsx";
import { useSoftDelete } from "../../components/use-soft-delete.ts";
import { useApi } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";

interface DepartmentActionsProps {
  readonly department: Department;
  readonly place: "page" | "row";
}

/** What the server allows with a department; moving is a change of it. */
export function DepartmentActions({ department, place }: DepartmentActionsProps) {
  const { t } = useTranslation();
  const api = useApi();
  const softDelete = useSoftDelete({
    remove: (id) => api.departments.delete.mutate({ id }),
    restore: (id) => api.departments.restore.mutate({ id }),
    refresh: useOrganisationRefresh(),
    deletedText: (name) => t("department.deleted", { name }),
    restoredText: (name) => t("department.restored", { name }),
  });
  return (
    <EntityActions
      entity={department}
      place={place}
      softDelete={softDelete}
      edit={(content) => (
        <Link to="/departments/$departmentId/edit" params={{ departmentId: department.id }}>
          {content}
        </Link>
      )}
      deleteTitle={t("department.deleteTitle", { name: department.name })}
      deleteBody={t("department.deleteBody")}
      more={
        department.can.update
          ? [
              {
                id: "move",
                label: t("department.move"),
                icon: <FolderTree />,
                link: (content) => (
                  <Link
                    to="/departments/$departmentId"
                    params={{ departmentId: department.id }}
                    search={(search) => ({ ...search, dialog: "move" })}
                    resetScroll={false}
                  >
                    {content}
                  </Link>
                ),
              },
            ]
          : []
      }
    />
  );
}
