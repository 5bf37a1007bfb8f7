import type { Role, RoleGrantsChange } from "@gloria/contracts";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConflictDialog } from "../../components/conflict-dialog.tsx";
import { PermissionText } from "../../components/permission-text.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import type { MatrixCell, MatrixChange, MatrixPlan } from "./matrix-model.ts";
import { useCellText } from "./use-cell-text.ts";
import type { MatrixEdits } from "./use-matrix-edits.ts";

interface MatrixReviewProps {
  readonly role: Role;
  readonly plan: MatrixPlan;
  readonly cells: ReadonlyMap<string, MatrixCell>;
  readonly edits: MatrixEdits;
  readonly onClose: () => void;
}

/**
 * What saving would do, as the server sees it, and the button that does it. When somebody else changed the role
 * meanwhile, the difference between theirs and mine is shown instead.
 */
export function MatrixReview({ role, plan, cells, edits, onClose }: MatrixReviewProps) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const { valueText } = useCellText();
  const [reason, setReason] = useState("");
  /** The version that the edits stand on, until the reader says that theirs go on top of a newer one. */
  const [base, setBase] = useState(role.version);
  const [theirs, setTheirs] = useState<{ readonly version: number } | null>(null);
  const asked = { id: role.id, version: base, add: [...plan.add], end: [...plan.end] };
  const preview = useQuery({
    queryKey: ["matrix-preview", asked],
    queryFn: () => api.roles.changeGrants.mutate({ ...asked, dryRun: true }),
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  const save = useMutation({
    mutationFn: () => api.roles.changeGrants.mutate({ ...asked, ...(reason.trim() ? { reason: reason.trim() } : {}) }),
    async onSuccess() {
      edits.clear();
      onClose();
      void notifyDone(t("grant.matrixSaved", { name: role.name }));
      await refresh();
    },
    onError: meet,
  });
  const failure = save.error ?? preview.error;
  const refusal = failure ? failureOf(failure) : null;
  const isCollision = refusal?.code === "role.version_conflict" || refusal?.code === "grant.not_found";
  async function meet(error: unknown): Promise<void> {
    const { code } = failureOf(error);
    if (code !== "role.version_conflict" && code !== "grant.not_found") return;
    const fresh = await api.roles.get.query({ id: role.id });
    // Their rights become what the cells say is saved; mine stay what they were set to.
    await refresh();
    setTheirs({ version: fresh.version });
  }
  return (
    <>
      <Dialog
        open={theirs === null}
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
        place="wide"
        title={t("grant.matrixDifference", { name: role.name })}
        description={t("grant.matrixDifferenceBody")}
        closeLabel={t("common.close")}
        footer={
          <>
            <Button onClick={onClose}>{t("common.cancel")}</Button>
            {isCollision ? (
              <Button look="primary" onClick={() => void meet(failure)}>
                {t("grant.matrixReview")}
              </Button>
            ) : (
              <Button look="primary" disabled={!preview.data} busy={save.isPending} onClick={() => save.mutate()}>
                {t("grant.matrixSave")}
              </Button>
            )}
          </>
        }
      >
        <div className="grid gap-5">
          <ChangeTable changes={plan.changes} cells={cells} />
          {preview.isPending ? <SkeletonLines count={3} label={t("common.loading")} /> : null}
          {preview.data ? <Consequences change={preview.data} holders={role.holders} /> : null}
          <RefusalNote failure={refusal} />
          <Field label={t("grant.reason")} hint={t("grant.reasonHint")} optionalLabel={t("common.optional")}>
            <Input
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              maxLength={400}
              autoComplete="off"
            />
          </Field>
        </div>
      </Dialog>
      <ConflictDialog
        open={theirs !== null}
        versions={{ mine: base, theirs: theirs?.version ?? base }}
        fields={plan.changes.map(({ code, before, after }) => ({
          field: code,
          label: code,
          mine: valueText(after, 0),
          theirs: valueText(before, cells.get(code)?.plain.length ?? 0),
        }))}
        busy={save.isPending}
        onCancel={() => setTheirs(null)}
        onTakeTheirs={() => {
          edits.clear();
          onClose();
        }}
        onKeepMine={() => {
          setBase(theirs?.version ?? base);
          setTheirs(null);
          save.reset();
        }}
      />
    </>
  );
}

interface ChangeTableProps {
  readonly changes: readonly MatrixChange[];
  readonly cells: ReadonlyMap<string, MatrixCell>;
}

function ChangeTable({ changes, cells }: ChangeTableProps) {
  const { t } = useTranslation();
  const { valueText } = useCellText();
  return (
    <table className="w-full text-left text-sm">
      <thead>
        <tr className="border-b border-line text-ink-soft">
          {[t("grant.permission"), t("grant.matrixBefore"), t("grant.matrixAfter")].map((heading) => (
            <th key={heading} scope="col" className="py-2 pr-4 font-semibold last:pr-0">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ code, before, after }) => (
          <tr key={code} className="border-line align-top not-last:border-b">
            <th scope="row" className="grid justify-items-start gap-1 py-2.5 pr-4 font-medium">
              <PermissionText code={code} />
              <Badge tone={before === "" ? "ok" : after === "" ? "danger" : "warn"}>
                {t(before === "" ? "grant.matrixAdded" : after === "" ? "grant.matrixEnded" : "grant.matrixChange")}
              </Badge>
            </th>
            <td className="py-2.5 pr-4">{valueText(before, cells.get(code)?.plain.length ?? 0)}</td>
            <td className="py-2.5 font-semibold">{valueText(after, 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the role's own rights name after the change and did not before, and the other way round. */
function Consequences({ change, holders }: { readonly change: RoleGrantsChange; readonly holders: number }) {
  const { t } = useTranslation();
  const { gained, lost } = change.difference;
  return (
    <ul role="status" className="grid gap-1 rounded-control bg-info-soft px-4 py-3 text-sm text-info-ink">
      <li>{t("grant.matrixGained", { count: gained.length })}</li>
      <li>{t("grant.matrixLost", { count: lost.length })}</li>
      <li>{t("grant.matrixHolders", { count: holders })}</li>
    </ul>
  );
}
