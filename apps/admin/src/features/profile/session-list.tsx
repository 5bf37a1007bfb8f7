import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { Instant } from "../../lib/instant.tsx";
import { notifyDone, notifyFailed } from "../../lib/notify.ts";
import { usePersonalTRPC } from "../../lib/trpc.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";

/** Where one is signed in; another place can be signed out from here. */
export function SessionList() {
  const { t } = useTranslation();
  const trpc = usePersonalTRPC();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const sessions = useQuery(trpc.auth.sessions.queryOptions({ limit: 20 }));
  const revoke = useMutation(
    trpc.auth.revokeSession.mutationOptions({
      onSuccess: () => void notifyDone(t("profile.sessionEnded")),
      onError: (error) => void notifyFailed(failureText(failureOf(error))),
      onSettled: () => queryClient.invalidateQueries(trpc.auth.sessions.pathFilter()),
    }),
  );
  if (sessions.isPending) {
    return (
      <div className="p-5">
        <SkeletonLines count={6} label={t("common.loading")} />
      </div>
    );
  }
  if (!sessions.data) return <FailurePanel error={sessions.error} onRetry={() => sessions.refetch()} />;
  const now = Date.now();
  const running = sessions.data.items.filter(
    (session) => session.revokedAt === null && Date.parse(session.expiresAt) > now,
  );
  return (
    <>
      <p className="border-b border-line px-5 py-3 text-sm text-ink-soft">{t("profile.sessionsLead")}</p>
      <ul className="max-h-96 overflow-auto">
        {running.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center gap-3 border-line px-5 py-3 not-last:border-b">
            <div className="grid min-w-0 flex-1 basis-56 gap-0.5">
              <p className="text-sm font-medium break-words">{session.userAgent ?? t("common.unknown")}</p>
              <p className="text-sm text-ink-soft">
                {session.ip} · {t("profile.sessionStarted")} <Instant value={session.createdAt} />
              </p>
            </div>
            {session.current ? (
              <Badge tone="ok">{t("profile.sessionCurrent")}</Badge>
            ) : (
              <Button
                busy={revoke.isPending && revoke.variables.id === session.id}
                onClick={() => revoke.mutate({ id: session.id })}
              >
                {t("profile.sessionEnd")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
