import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { notifyDone, notifyFailed } from "../../lib/notify.ts";
import { usePersonalTRPC } from "../../lib/trpc.ts";

export function useInboxActions() {
  const { t } = useTranslation();
  const trpc = usePersonalTRPC();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const refresh = () => queryClient.invalidateQueries(trpc.notifications.list.pathFilter());
  const onError = (error: unknown) => void notifyFailed(failureText(failureOf(error)));
  return {
    archive: useMutation(
      trpc.notifications.archive.mutationOptions({
        onSettled: refresh,
        onError,
        onSuccess: () => void notifyDone(t("notification.archived")),
      }),
    ),
    read: useMutation(trpc.notifications.read.mutationOptions({ onSettled: refresh, onError })),
    readAll: useMutation(
      trpc.notifications.readAll.mutationOptions({
        onSettled: refresh,
        onError,
        onSuccess: () => void notifyDone(t("notification.allRead")),
      }),
    ),
  };
}
