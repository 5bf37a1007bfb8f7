import type { Role } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { Link2Off, ToggleLeft, ToggleRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionList } from "../../components/action-list.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { notifyDone, notifyFailed } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";

interface RemoveParentButtonProps {
  readonly role: Role;
  readonly parent: { readonly id: string; readonly name: string };
  /** Whether rights come along now. */
  readonly inherit: boolean;
}

/** Cuts a step of the hierarchy, or changes whether rights come along; both can be undone. */
export function RemoveParentButton({ role, parent, inherit }: RemoveParentButtonProps) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const failureText = useFailureText();
  const [asking, setAsking] = useState(false);
  const names = { name: role.name, parent: parent.name };
  const change = useMutation({
    mutationFn: (to: { readonly action: "add" | "remove"; readonly inherit: boolean }) =>
      api.roles.changeHierarchy.mutate({ id: role.id, parentId: parent.id, ...to }),
    onSettled: refresh,
  });
  const add = (inherits: boolean) =>
    change.mutate(
      { action: "add", inherit: inherits },
      {
        onSuccess: () => void notifyDone(t("role.parentAdded", names)),
        onError: (error) => void notifyFailed(failureText(failureOf(error))),
      },
    );
  return (
    <>
      <ActionList
        place="row"
        name={parent.name}
        actions={[
          {
            id: "inherit",
            label: t(inherit ? "role.inheritOff" : "role.inheritOn"),
            icon: inherit ? <ToggleLeft /> : <ToggleRight />,
            onSelect: () => add(!inherit),
          },
          {
            id: "remove",
            label: t("role.removeParent"),
            icon: <Link2Off />,
            look: "danger",
            onSelect: () => setAsking(true),
          },
        ]}
      />
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => {
          setAsking(open);
          change.reset();
        }}
        title={t("role.removeParentTitle", { parent: parent.name })}
        body={t("role.removeParentBody", names)}
        confirmLabel={t("role.removeParent")}
        busy={change.isPending}
        onConfirm={() =>
          change.mutate(
            { action: "remove", inherit: true },
            {
              onSuccess() {
                setAsking(false);
                void notifyDone(t("role.parentRemoved", names), {
                  label: t("common.undo"),
                  run: () => add(inherit),
                });
              },
            },
          )
        }
      >
        <RefusalNote failure={change.error ? failureOf(change.error) : null} />
      </ConfirmDialog>
    </>
  );
}
