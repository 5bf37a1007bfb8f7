import type { PermissionTemplate } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Archive, Pencil, Stamp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionList, type EntityAction } from "../../components/action-list.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";

interface TemplateActionsProps {
  readonly template: PermissionTemplate;
  readonly place: "page" | "row";
}

/** Apply, edit and retire: what the server allows with a template. */
export function TemplateActions({ template, place }: TemplateActionsProps) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const [asking, setAsking] = useState(false);
  const { id, name, version, can } = template;
  const retire = useMutation({
    mutationFn: () => api.permissionTemplates.retire.mutate({ id, version }),
    onSuccess() {
      setAsking(false);
      void notifyDone(t("permissionTemplate.retiredToast", { name }));
    },
    onSettled: refresh,
  });
  const actions: EntityAction[] = [];
  if (can.retire) {
    actions.push({
      id: "retire",
      label: t("permissionTemplate.retire"),
      icon: <Archive />,
      look: "danger",
      onSelect: () => setAsking(true),
    });
  }
  if (can.update) {
    actions.push({
      id: "edit",
      label: t("common.edit"),
      icon: <Pencil />,
      link: (content) => (
        <Link to="/permission-templates/$templateId/edit" params={{ templateId: id }}>
          {content}
        </Link>
      ),
    });
  }
  if (can.apply) {
    actions.push({
      id: "apply",
      label: t("permissionTemplate.apply"),
      icon: <Stamp />,
      look: "primary",
      link: (content) => (
        <Link
          to="/permission-templates/$templateId"
          params={{ templateId: id }}
          search={{ tab: "applications", dialog: "apply" }}
        >
          {content}
        </Link>
      ),
    });
  }
  return (
    <>
      <ActionList actions={place === "row" ? actions.toReversed() : actions} place={place} name={name} />
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => {
          setAsking(open);
          retire.reset();
        }}
        title={t("permissionTemplate.retireTitle", { name })}
        body={t("permissionTemplate.retireBody")}
        phrase={name}
        confirmLabel={t("permissionTemplate.retire")}
        busy={retire.isPending}
        onConfirm={() => retire.mutate()}
      >
        {retire.error ? <RefusalNote failure={failureOf(retire.error)} /> : null}
      </ConfirmDialog>
    </>
  );
}
