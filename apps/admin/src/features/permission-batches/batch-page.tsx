import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { BackLink } from "../../components/back-link.tsx";
import { EntityLoader } from "../../components/entity-loader.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StaleBanner } from "../../components/stale-banner.tsx";
import { useFailureText } from "../../lib/failure-text.ts";
import { Instant } from "../../lib/instant.tsx";
import { useTRPC } from "../../lib/trpc.ts";
import { Panel } from "../../ui/panel.tsx";
import { BatchActions } from "./batch-actions.tsx";
import { BatchCounts } from "./batch-counts.tsx";
import { BatchItems } from "./batch-items.tsx";
import { BatchStatus } from "./batch-status.tsx";

/** One bulk assignment: how far it is, what came of each item, and what may be done with it. */
export function BatchPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const { batchId: id } = useParams({ from: "/_app/permissions/bulk-assign/$batchId" });
  const query = useQuery(
    trpc.permissionBatches.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.data?.status === "running" ? 1_000 : false) },
    ),
  );
  const status = query.data?.status;
  // The items were asked for while it still ran.
  useEffect(() => {
    if (status !== undefined && status !== "running") {
      void queryClient.invalidateQueries(trpc.permissionBatches.items.pathFilter());
    }
  }, [status, queryClient, trpc]);
  return (
    <EntityLoader query={query}>
      {(batch) => (
        <>
          <PageHeader
            title={t("permissionBatch.pageTitle", { reason: batch.reason ?? t("permissionBatch.noReason") })}
            before={<BackLink to="/permissions/bulk-assign">{t("permissionBatch.title")}</BackLink>}
            lead={
              <span className="grid gap-2">
                <BatchStatus batch={batch} />
                <span className="text-sm">
                  {batch.startedBy.name ?? t("common.system")} · <Instant value={batch.createdAt} />
                </span>
              </span>
            }
            actions={<BatchActions batch={batch} />}
          />
          <StaleBanner query={query} />
          <div className="grid gap-5">
            {batch.failure ? (
              <Panel title={t("permissionBatch.failedTitle")}>
                <p role="alert" className="text-sm">
                  {failureText({
                    code: batch.failure as Parameters<typeof failureText>[0]["code"],
                    status: null,
                    params: {},
                    requestId: null,
                    fields: [],
                  })}
                </p>
              </Panel>
            ) : null}
            <BatchCounts batch={batch} />
            <BatchItems batch={batch} />
          </div>
        </>
      )}
    </EntityLoader>
  );
}
