import type { Module } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { Pencil, Power } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionList, type EntityAction } from "../../components/action-list.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { notifyDone, notifyFailed } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { EditModuleDialog } from "./module-dialogs.tsx";

/** On, off and edit: what the server allows with a module. Switching off is typed, for it stops everybody. */
export function ModuleActions({ module }: { readonly module: Module }) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const failureText = useFailureText();
  const [open, setOpen] = useState<"switch" | "edit" | null>(null);
  const { id, name, isEnabled, version } = module;
  const put = useMutation({
    mutationFn: (on: boolean) => api.modules.update.mutate({ id, isEnabled: on }),
    onSettled: refresh,
  });
  const told = (on: boolean) => t(on ? "catalogue.switchedOn" : "catalogue.switchedOff", { name });
  const back = (on: boolean) =>
    put.mutate(on, {
      onSuccess: () => void notifyDone(told(on)),
      onError: (error) => void notifyFailed(failureText(failureOf(error))),
    });
  const actions: EntityAction[] = [];
  if (module.can.update && !module.isRequired) {
    actions.push({
      id: "switch",
      label: t(isEnabled ? "catalogue.switchOff" : "catalogue.switchOn"),
      icon: <Power />,
      ...(isEnabled ? { look: "danger" as const } : {}),
      onSelect: () => setOpen("switch"),
    });
  }
  if (module.can.update && module.source === "tenant") {
    actions.push({ id: "edit", label: t("common.edit"), icon: <Pencil />, onSelect: () => setOpen("edit") });
  }
  return (
    <>
      <ActionList actions={actions} place="row" name={name} />
      <ConfirmDialog
        open={open === "switch"}
        onOpenChange={(isOpen) => {
          setOpen(isOpen ? "switch" : null);
          put.reset();
        }}
        title={t(isEnabled ? "catalogue.switchOffTitle" : "catalogue.switchOnTitle", { name })}
        body={t(isEnabled ? "catalogue.switchOffBody" : "catalogue.switchOnBody", { count: module.permissions })}
        {...(isEnabled ? { phrase: name } : {})}
        confirmLabel={t(isEnabled ? "catalogue.switchOff" : "catalogue.switchOn")}
        busy={put.isPending}
        onConfirm={() =>
          put.mutate(!isEnabled, {
            onSuccess() {
              setOpen(null);
              void notifyDone(told(!isEnabled), { label: t("common.undo"), run: () => back(isEnabled) });
            },
          })
        }
      >
        {put.error ? <RefusalNote failure={failureOf(put.error)} /> : null}
      </ConfirmDialog>
      {open === "edit" && version !== null ? (
        <EditModuleDialog module={{ ...module, version }} onClose={() => setOpen(null)} />
      ) : null}
    </>
  );
}
