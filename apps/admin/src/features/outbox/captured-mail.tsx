import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { Instant } from "../../lib/instant.tsx";
import { useTRPC } from "../../lib/trpc.ts";
import { Facts } from "../../ui/panel.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { Tabs } from "../../ui/tabs.tsx";

/** One captured mail: as a mail program shows it, as text, and its headers. */
export function CapturedMail({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const [part, setPart] = useState("html");
  const query = useQuery(trpc.outbox.get.queryOptions({ id }, { staleTime: Number.POSITIVE_INFINITY }));
  if (query.isPending) return <SkeletonLines count={12} label={t("common.loading")} />;
  if (!query.data) return <FailurePanel error={query.error} onRetry={() => query.refetch()} />;
  const mail = query.data;
  return (
    <article className="grid gap-5">
      <h2 className="text-xl font-bold break-words">{mail.subject}</h2>
      <Facts
        facts={[
          {
            label: t("outbox.to"),
            value: mail.recipientName ? `${mail.recipientName} <${mail.address}>` : mail.address,
          },
          { label: t("outbox.from"), value: mail.from },
          { label: t("outbox.sentAt"), value: <Instant value={mail.createdAt} /> },
        ]}
      />
      <Tabs
        label={t("outbox.parts")}
        value={part}
        onChange={setPart}
        tabs={[
          {
            value: "html",
            label: t("outbox.html"),
            // No permission at all inside: no script, no form, no navigation of this page.
            content: (
              <iframe
                sandbox=""
                srcDoc={mail.html}
                title={t("outbox.previewTitle", { subject: mail.subject })}
                className="h-[36rem] w-full rounded-control border border-line bg-white"
              />
            ),
          },
          {
            value: "text",
            label: t("outbox.text"),
            content: (
              <pre className="rounded-control bg-sunken p-4 font-mono text-sm break-words whitespace-pre-wrap">
                {mail.text}
              </pre>
            ),
          },
          {
            value: "headers",
            label: t("outbox.headers"),
            content: (
              <dl className="grid gap-2 font-mono text-sm">
                {Object.entries(mail.headers).map(([name, value]) => (
                  <div key={name} className="break-all">
                    <dt className="inline font-semibold">{name}: </dt>
                    <dd className="inline">{value}</dd>
                  </div>
                ))}
              </dl>
            ),
          },
        ]}
      />
    </article>
  );
}
