import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { notifyDone, notifyFailed } from "../../lib/notify.ts";
import { useTRPC } from "../../lib/trpc.ts";

interface Person {
  readonly id: string;
  readonly name: string;
}

/** Deleting (with a way back) and restoring, from the list and from the profile alike. */
export function useUserActions() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries(trpc.users.pathFilter()),
      queryClient.invalidateQueries(trpc.audit.pathFilter()),
    ]);
  const onError = (error: unknown) => void notifyFailed(failureText(failureOf(error)));
  const remove = useMutation(trpc.users.delete.mutationOptions({ onError, onSettled: refresh }));
  const restore = useMutation(trpc.users.restore.mutationOptions({ onError, onSettled: refresh }));
  const restorePerson = ({ id, name }: Person) =>
    restore.mutate({ id }, { onSuccess: () => void notifyDone(t("user.restored", { name })) });
  return {
    deleting: remove.isPending,
    restorePerson,
    deletePerson(person: Person, onDone: () => void) {
      remove.mutate(
        { id: person.id },
        {
          onSuccess() {
            onDone();
            void notifyDone(t("user.deleted", { name: person.name }), {
              label: t("common.undo"),
              run: () => restorePerson(person),
            });
          },
        },
      );
    },
  };
}
