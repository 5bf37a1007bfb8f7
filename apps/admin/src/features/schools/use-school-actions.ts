import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { notifyDone, notifyFailed } from "../../lib/notify.ts";
import { usePersonalTRPC, useTRPC } from "../../lib/trpc.ts";

interface NamedSchool {
  readonly id: string;
  readonly name: string;
}

export function useSchoolActions() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const personal = usePersonalTRPC();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries(trpc.schools.pathFilter()),
      // The switcher lists the schools too.
      queryClient.invalidateQueries(personal.auth.me.queryFilter()),
    ]);
  const onError = (error: unknown) => void notifyFailed(failureText(failureOf(error)));
  const remove = useMutation(trpc.schools.delete.mutationOptions({ onError, onSettled: refresh }));
  const restore = useMutation(trpc.schools.restore.mutationOptions({ onError, onSettled: refresh }));
  const restoreSchool = ({ id, name }: NamedSchool) =>
    restore.mutate({ id }, { onSuccess: () => void notifyDone(t("school.restored", { name })) });
  return {
    refresh,
    deleting: remove.isPending,
    restoreSchool,
    deleteSchool(school: NamedSchool, onDone: () => void) {
      remove.mutate(
        { id: school.id },
        {
          onSuccess() {
            onDone();
            void notifyDone(t("school.deleted", { name: school.name }), {
              label: t("common.undo"),
              run: () => restoreSchool(school),
            });
          },
        },
      );
    },
  };
}
