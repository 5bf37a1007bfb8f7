import { useMutation } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { ProblemError } from "../../lib/failure.ts";
import { holds, useMe } from "../../lib/me.ts";
import { usePersonalTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";

/** The way to the job dashboard, which is a page of its own behind a cookie that a ticket buys. */
export function QueuesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const trpc = usePersonalTRPC();
  const ticket = useMutation(
    trpc.auth.ticket.mutationOptions({
      onSuccess: ({ ticket: value, exchangePath }) => exchange(exchangePath, value),
    }),
  );
  const allowed = holds(me, "platform.queue:read");
  return (
    <>
      <PageHeader title={t("queue.title")} lead={t("queue.lead")} />
      <Panel>
        {allowed ? (
          <div className="grid max-w-2xl justify-items-start gap-4">
            <p>{t("queue.body")}</p>
            <Button look="primary" busy={ticket.isPending} onClick={() => ticket.mutate({ purpose: "jobs" })}>
              <ExternalLink aria-hidden className="size-4" />
              {ticket.isPending ? t("queue.opening") : t("queue.open")}
            </Button>
            {ticket.isError ? (
              <FailurePanel error={ticket.error} onRetry={() => ticket.mutate({ purpose: "jobs" })} />
            ) : null}
          </div>
        ) : (
          <FailurePanel
            error={new ProblemError(403, { code: "access.denied", params: { permission: "platform.queue:read" } })}
          />
        )}
      </Panel>
    </>
  );
}

/** Posts the ticket as a form, so that it stands in no address and no history; the answer sets the cookie. */
function exchange(path: string, ticket: string): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = path;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "ticket";
  field.value = ticket;
  form.append(field);
  document.body.append(form);
  form.submit();
}
