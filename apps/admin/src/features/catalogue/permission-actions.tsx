import type { PermissionEntry } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionList, type EntityAction } from "../../components/action-list.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { EditPermissionDialog } from "./edit-permission-dialog.tsx";
import type { Addition } from "./permission-form.ts";

interface PermissionActionsProps {
  readonly permission: PermissionEntry;
  readonly place: "page" | "row";
}

/** Change and delete, for what the foundation added. */
export function PermissionActions({ permission, place }: PermissionActionsProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const api = useApi();
  const refresh = useRightsRefresh();
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  const { id, code, name, version, can } = permission;
  const remove = useMutation({
    mutationFn: () => api.permissionCatalogue.delete.mutate({ id, ...(version === null ? {} : { version }) }),
    async onSuccess() {
      setOpen(null);
      void notifyDone(t("catalogue.removed", { name }));
      if (place === "page") await navigate({ to: "/permissions" });
      await refresh();
    },
  });
  const actions: EntityAction[] = [];
  if (can.delete) {
    actions.push({
      id: "delete",
      label: t("common.delete"),
      icon: <Trash2 />,
      look: "danger",
      onSelect: () => setOpen("delete"),
    });
  }
  if (can.update && version !== null) {
    actions.push({
      id: "edit",
      label: t("common.edit"),
      icon: <Pencil />,
      look: "primary",
      onSelect: () => setOpen("edit"),
    });
  }
  return (
    <>
      <ActionList actions={place === "row" ? actions.toReversed() : actions} place={place} name={name} />
      <ConfirmDialog
        open={open === "delete"}
        onOpenChange={(isOpen) => {
          setOpen(isOpen ? "delete" : null);
          remove.reset();
        }}
        title={t("catalogue.removeTitle", { code })}
        body={t("catalogue.removeBody")}
        phrase={code}
        confirmLabel={t("common.delete")}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        {remove.error ? <RefusalNote failure={failureOf(remove.error)} /> : null}
      </ConfirmDialog>
      {open === "edit" && isAddition(permission) ? (
        <EditPermissionDialog permission={permission} onClose={() => setOpen(null)} />
      ) : null}
    </>
  );
}

function isAddition(permission: PermissionEntry): permission is Addition {
  return permission.version !== null;
}
