import type { User } from "@gloria/contracts";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { MonitorX } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { notifyDone, notifyFailed } from "../../lib/notify.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { isRunning, type Session, SessionCard, sessionColumns } from "./session-columns.tsx";

/** Where a person is or was signed in; one or all can be ended. */
export function UserSessions({ user }: { readonly user: User }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const [asking, setAsking] = useState(false);
  const { cursor } = useSearch({ from: "/_app/users/$userId" });
  const sessions = useQuery(
    trpc.userSessions.list.queryOptions(
      { id: user.id, limit: 50, ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const onSettled = () => queryClient.invalidateQueries(trpc.userSessions.pathFilter());
  const close = useMutation(
    trpc.userSessions.close.mutationOptions({
      onSuccess: () => void notifyDone(t("profile.sessionEnded")),
      onError: (error) => void notifyFailed(failureText(failureOf(error))),
      onSettled,
    }),
  );
  const closeAll = useMutation(
    trpc.userSessions.closeAll.mutationOptions({
      onSuccess({ closed }) {
        setAsking(false);
        void notifyDone(t("user.sessionEndedAll", { count: closed }));
      },
      onSettled,
    }),
  );
  const columns = useMemo(() => sessionColumns(t), [t]);
  const mayClose = sessions.data?.can.close ?? false;
  const endButton = (session: Session) =>
    isRunning(session) ? (
      <Button
        busy={close.isPending && close.variables.sessionId === session.id}
        onClick={() => close.mutate({ id: user.id, sessionId: session.id })}
      >
        {t("profile.sessionEnd")}
      </Button>
    ) : null;
  return (
    <div className="grid gap-4">
      {mayClose && sessions.data?.items.some(isRunning) ? (
        <Button className="justify-self-end" onClick={() => setAsking(true)}>
          {t("user.sessionEndAll")}
        </Button>
      ) : null}
      <ListPanel
        name="user-sessions"
        label={t("user.tabSessions")}
        query={sessions}
        columns={columns}
        rowKey={(session) => session.id}
        filterNames={[]}
        {...(mayClose ? { rowActions: endButton } : {})}
        card={(session) => <SessionCard session={session} />}
        firstUse={{ icon: <MonitorX />, title: t("user.sessionsNone"), body: t("user.sessionsNoneBody") }}
        skeletonRows={3}
      />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("user.sessionEndAllTitle", { name: user.name })}
        body={t("user.sessionEndAllBody")}
        confirmLabel={t("user.sessionEndAll")}
        busy={closeAll.isPending}
        onConfirm={() => closeAll.mutate({ id: user.id })}
      >
        <RefusalNote failure={closeAll.error ? failureOf(closeAll.error) : null} />
      </ConfirmDialog>
    </div>
  );
}
