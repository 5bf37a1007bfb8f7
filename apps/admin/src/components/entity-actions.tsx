import { Pencil, RotateCcw, Trash2 } from "lucide-react";
import { type ReactElement, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionList, type EntityAction } from "./action-list.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { RefusalNote } from "./refusal-note.tsx";
import type { useSoftDelete } from "./use-soft-delete.ts";

interface EntityActionsProps {
  readonly entity: {
    readonly id: string;
    readonly name: string;
    readonly can: { readonly update: boolean; readonly delete: boolean; readonly restore: boolean };
  };
  readonly place: "page" | "row";
  /** The link to the form that holds the content given to it. */
  readonly edit: (content: ReactNode) => ReactElement;
  readonly softDelete: ReturnType<typeof useSoftDelete>;
  readonly deleteTitle: string;
  readonly deleteBody: string;
  /** Must be typed before anything is deleted. */
  readonly phrase?: string;
  /** Before those that every record has. */
  readonly more?: readonly EntityAction[];
}

/** Edit, delete (asked first, undone by the toast) and restore: what the server allows of them. */
export function EntityActions({ entity, place, softDelete, ...props }: EntityActionsProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const actions: EntityAction[] = [...(props.more ?? [])];
  if (entity.can.restore) {
    actions.push({
      id: "restore",
      label: t("common.restore"),
      icon: <RotateCcw />,
      look: "primary",
      onSelect: () => softDelete.restoreIt(entity),
    });
  }
  const remove: EntityAction = {
    id: "delete",
    label: t("common.delete"),
    icon: <Trash2 />,
    look: "danger",
    onSelect: () => setAsking(true),
  };
  const edit: EntityAction = {
    id: "edit",
    label: t("common.edit"),
    icon: <Pencil />,
    look: "primary",
    link: props.edit,
  };
  // What is done most stands first in a menu, and last in the head of a page, where the eye ends.
  const own = [entity.can.update ? edit : null, entity.can.delete ? remove : null].filter((action) => action !== null);
  actions.push(...(place === "row" ? own : own.toReversed()));
  return (
    <>
      <ActionList actions={actions} place={place} name={entity.name} />
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => {
          setAsking(open);
          softDelete.forget();
        }}
        title={props.deleteTitle}
        body={props.deleteBody}
        confirmLabel={t("common.delete")}
        {...(props.phrase === undefined ? {} : { phrase: props.phrase })}
        busy={softDelete.deleting}
        onConfirm={() => softDelete.deleteIt(entity, () => setAsking(false))}
      >
        <RefusalNote failure={softDelete.refusal} />
      </ConfirmDialog>
    </>
  );
}
