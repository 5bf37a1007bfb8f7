import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { FileUp } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { BackLink } from "../../components/back-link.tsx";
import { EntityLoader } from "../../components/entity-loader.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StaleBanner } from "../../components/stale-banner.tsx";
import { useFailureText } from "../../lib/failure-text.ts";
import { Instant } from "../../lib/instant.tsx";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ImportActions } from "./import-actions.tsx";
import { ImportFigures } from "./import-figures.tsx";
import { ImportRows } from "./import-rows.tsx";
import { ImportStatus } from "./import-status.tsx";
import { ProblemList } from "./problem-list.tsx";

/** One import: how far it is, what it found row by row, and what may be done with it. */
export function ImportPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const { importId: id } = useParams({ from: "/_app/imports/$importId" });
  const query = useQuery(
    trpc.imports.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.data?.status === "running" ? 1_000 : false) },
    ),
  );
  const status = query.data?.status;
  // The rows were asked for while it still ran.
  useEffect(() => {
    if (status !== undefined && status !== "running") {
      void queryClient.invalidateQueries(trpc.imports.rows.pathFilter());
    }
  }, [status, queryClient, trpc]);
  return (
    <EntityLoader query={query}>
      {(made) => (
        <>
          <PageHeader
            title={made.fileName}
            before={<BackLink to="/imports">{t("importing.title")}</BackLink>}
            lead={
              <span className="grid gap-2">
                <ImportStatus made={made} />
                <span className="text-sm">
                  {t(`importing.kind.${made.kind}`)} · {made.startedBy.name ?? t("common.system")} ·{" "}
                  <Instant value={made.createdAt} /> · {t("importing.expiresAt")} <Instant value={made.expiresAt} />
                </span>
              </span>
            }
            actions={<ImportActions made={made} />}
          />
          <StaleBanner query={query} />
          <div className="grid gap-5">
            {made.expired ? (
              <p role="status" className="rounded-control bg-warn-soft px-4 py-3 text-sm text-warn-ink">
                {t("importing.expired")}
              </p>
            ) : null}
            {made.problems.length > 0 || made.failure ? (
              <Panel title={t("importing.failedTitle")}>
                <div role="alert" className="grid justify-items-start gap-4">
                  {made.problems.length > 0 ? (
                    <ProblemList problems={made.problems} />
                  ) : (
                    <p className="text-sm">
                      {failureText({
                        code: made.failure as Parameters<typeof failureText>[0]["code"],
                        status: null,
                        params: {},
                        requestId: null,
                        fields: [],
                      })}
                    </p>
                  )}
                  {made.fileId ? (
                    <Button asChild>
                      <Link to="/imports/new" search={{ kind: made.kind, file: made.fileId }}>
                        <FileUp aria-hidden className="size-4" />
                        {t("importing.mapAgain")}
                      </Link>
                    </Button>
                  ) : null}
                </div>
              </Panel>
            ) : null}
            <ImportFigures made={made} />
            {made.counts && !made.expired ? <ImportRows made={made} /> : null}
          </div>
        </>
      )}
    </EntityLoader>
  );
}
