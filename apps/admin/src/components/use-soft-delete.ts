import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Failure, failureOf } from "../lib/failure.ts";
import { useFailureText } from "../lib/failure-text.ts";
import { notifyDone, notifyFailed } from "../lib/notify.ts";

interface NamedEntity {
  readonly id: string;
  readonly name: string;
}

interface SoftDelete {
  readonly remove: (id: string) => Promise<unknown>;
  readonly restore: (id: string) => Promise<unknown>;
  /** After either, whatever came of it. */
  readonly refresh: () => Promise<unknown>;
  readonly deletedText: (name: string) => string;
  readonly restoredText: (name: string) => string;
}

interface SoftDeleteActions {
  /** `onDone` is called when it is gone; a refusal stays in `refusal`, for the dialog that asked. */
  readonly deleteIt: (entity: NamedEntity, onDone: () => void) => void;
  readonly restoreIt: (entity: NamedEntity) => void;
  readonly deleting: boolean;
  readonly refusal: Failure | null;
  readonly forget: () => void;
}

/** Deleting (with a way back in the toast) and restoring, from a list and from a page alike. */
export function useSoftDelete(softDelete: SoftDelete): SoftDeleteActions {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const remove = useMutation({
    mutationFn: ({ id }: NamedEntity) => softDelete.remove(id),
    onSettled: softDelete.refresh,
  });
  const restore = useMutation({
    mutationFn: ({ id }: NamedEntity) => softDelete.restore(id),
    onSuccess: (_, { name }) => void notifyDone(softDelete.restoredText(name)),
    onError: (error) => void notifyFailed(failureText(failureOf(error))),
    onSettled: softDelete.refresh,
  });
  return {
    deleting: remove.isPending,
    refusal: remove.error ? failureOf(remove.error) : null,
    forget: () => remove.reset(),
    restoreIt: (entity) => restore.mutate(entity),
    deleteIt: (entity, onDone) =>
      remove.mutate(entity, {
        onSuccess() {
          onDone();
          void notifyDone(softDelete.deletedText(entity.name), {
            label: t("common.undo"),
            run: () => restore.mutate(entity),
          });
        },
      }),
  };
}
