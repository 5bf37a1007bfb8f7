import type { SavedView, UpdateSavedViewInput } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { BookmarkCheck, Pencil, Save, Share2, Star, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionList, type EntityAction } from "../../components/action-list.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { useSoftDelete } from "../../components/use-soft-delete.ts";
import { failureOf } from "../../lib/failure.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { useViewRefresh } from "./use-view-refresh.ts";

interface ManagedViewProps {
  readonly view: SavedView;
  readonly state: Record<string, unknown>;
  readonly mayShare: boolean;
}

export function ManagedView({ view, state, mayShare }: ManagedViewProps) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useViewRefresh();
  const [renaming, setRenaming] = useState(false);
  const update = useMutation({
    mutationFn: (patch: Omit<UpdateSavedViewInput, "id" | "version">) =>
      api.savedViews.update.mutate({ ...patch, id: view.id, version: view.version }),
    onSuccess(saved) {
      setRenaming(false);
      void notifyDone(t("savedView.saved", { name: saved.name }));
    },
    onSettled: refresh,
  });
  const softDelete = useSoftDelete({
    remove: (id) => api.savedViews.delete.mutate({ id }),
    restore: (id) => api.savedViews.restore.mutate({ id }),
    refresh,
    deletedText: (name) => t("savedView.deleted", { name }),
    restoredText: (name) => t("savedView.restored", { name }),
  });
  const actions: EntityAction[] = [];
  if (view.can.update) {
    actions.push(
      { id: "rename", label: t("savedView.rename"), icon: <Pencil />, onSelect: () => setRenaming(true) },
      {
        id: "state",
        label: t("savedView.update", { name: view.name }),
        icon: <Save />,
        onSelect: () => update.mutate({ state }),
      },
      {
        id: "default",
        label: t(view.isDefault ? "savedView.unsetDefault" : "savedView.setDefault"),
        icon: view.isDefault ? <BookmarkCheck /> : <Star />,
        onSelect: () => update.mutate({ isDefault: !view.isDefault }),
      },
    );
    if (mayShare) {
      actions.push({
        id: "share",
        label: t(view.isShared ? "savedView.unsetShared" : "savedView.setShared"),
        icon: <Share2 />,
        onSelect: () => update.mutate({ isShared: !view.isShared }),
      });
    }
  }
  if (view.can.delete) {
    actions.push({
      id: "delete",
      label: t("common.delete"),
      icon: <Trash2 />,
      look: "danger",
      onSelect: () => softDelete.deleteIt(view, () => softDelete.forget()),
    });
  }
  const refusal = update.error ? failureOf(update.error) : softDelete.refusal;
  return (
    <div className="grid gap-2">
      {renaming ? (
        <RenameForm
          name={view.name}
          busy={update.isPending}
          onRename={(name) => update.mutate({ name })}
          onCancel={() => setRenaming(false)}
        />
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 flex-1 font-medium break-words">
            {view.name}
            {view.isOwn ? null : (
              <span className="block text-sm font-normal text-ink-soft">
                {t("savedView.sharedBy", { name: view.ownerName })}
              </span>
            )}
          </span>
          {view.isOwn && view.isDefault ? <Badge tone="primary">{t("savedView.isDefault")}</Badge> : null}
          {view.isShared ? <Badge tone="info">{t("savedView.shared")}</Badge> : null}
          <ActionList actions={actions} place="row" name={view.name} />
        </div>
      )}
      <RefusalNote failure={refusal} />
    </div>
  );
}

interface RenameFormProps {
  readonly name: string;
  readonly busy: boolean;
  readonly onRename: (name: string) => void;
  readonly onCancel: () => void;
}

function RenameForm({ name, busy, onRename, onCancel }: RenameFormProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(name);
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== "") onRename(typed.trim());
      }}
    >
      <Field label={t("savedView.renameOf", { name })} hideLabel className="min-w-40 flex-1">
        <Input value={typed} maxLength={80} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
      </Field>
      <Button type="submit" look="primary" busy={busy} disabled={typed.trim() === ""}>
        {t("common.save")}
      </Button>
      <Button onClick={onCancel}>{t("common.cancel")}</Button>
    </form>
  );
}
