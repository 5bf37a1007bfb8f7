import type { PermissionEntry, Role, RoleGrant } from "@gloria/contracts";
import { useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { FilteredEmpty } from "../../components/filtered-empty.tsx";
import { StaleBanner } from "../../components/stale-banner.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { useListAddress } from "../../components/use-list-address.ts";
import { useLabel } from "../../lib/i18n.ts";
import { Button } from "../../ui/button.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { MatrixFilters, matrixFilterNames } from "./matrix-filters.tsx";
import { type MatrixCell, matrixCells, matrixGroups, planOf } from "./matrix-model.ts";
import { MatrixReview } from "./matrix-review.tsx";
import { MatrixTable } from "./matrix-table.tsx";
import type { RoleSearch } from "./role-search.ts";
import type { MatrixEdits } from "./use-matrix-edits.ts";
import { useWholeCatalogue, useWholeRights } from "./use-role-matrix.ts";

interface RoleMatrixProps {
  readonly role: Role;
  readonly edits: MatrixEdits;
}

/** Everything that can be granted, and what this role says of it. */
export function RoleMatrix({ role, edits }: RoleMatrixProps) {
  const { t } = useTranslation();
  const catalogue = useWholeCatalogue();
  const rights = useWholeRights(role.id);
  if (catalogue.isPending || rights.isPending) return <SkeletonLines count={9} label={t("common.loading")} />;
  if (!catalogue.data) return <FailurePanel error={catalogue.error} onRetry={() => catalogue.refetch()} />;
  if (!rights.data) return <FailurePanel error={rights.error} onRetry={() => rights.refetch()} />;
  return (
    <>
      <StaleBanner query={rights} />
      <Matrix role={role} edits={edits} catalogue={catalogue.data} rights={rights.data} />
    </>
  );
}

interface MatrixProps extends RoleMatrixProps {
  readonly catalogue: readonly PermissionEntry[];
  readonly rights: readonly RoleGrant[];
}

function Matrix({ role, edits, catalogue, rights }: MatrixProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const search = useSearch({ from: "/_app/roles/$roleId" });
  const address = useListAddress(matrixFilterNames);
  const { dialog, open, close } = useDialogAddress();
  const cells = useMemo(() => matrixCells(catalogue, rights), [catalogue, rights]);
  const plan = useMemo(() => planOf(cells, edits.values), [cells, edits.values]);
  const nameOf = ({ entry }: MatrixCell) =>
    [
      entry.code,
      entry.name,
      label(`permissionResource.${entry.resource}`, ""),
      label(`permissionAction.${entry.action}`, ""),
    ]
      .join(" ")
      .toLowerCase();
  const shown = [...cells.values()].filter((cell) => isShown(cell, search, edits, nameOf(cell)));
  const groups = matrixGroups(shown);
  const editable = role.can.grant;
  return (
    <div className="grid gap-5">
      <p className="max-w-3xl text-sm text-ink-soft">{editable ? t("grant.matrixLead") : t("grant.matrixReadOnly")}</p>
      <MatrixFilters search={search} catalogue={catalogue} />
      {groups.length === 0 ? <FilteredEmpty onClear={address.clear} /> : null}
      {groups.map((group) => (
        <MatrixTable key={group.group} group={group} edits={edits} editable={editable} />
      ))}
      {editable && plan.changes.length > 0 ? (
        <div className="sticky bottom-14 z-20 flex flex-wrap items-center justify-end gap-2 rounded-card border border-line bg-surface px-5 py-3 shadow-float lg:bottom-4">
          <p role="status" className="mr-auto text-sm font-semibold">
            {t("grant.matrixChanges", { count: plan.changes.length })}
          </p>
          <Button onClick={edits.clear}>{t("grant.matrixDiscard")}</Button>
          <Button look="primary" onClick={() => open("review")}>
            {t("grant.matrixReview")}
          </Button>
        </div>
      ) : null}
      {dialog === "review" && editable && plan.changes.length > 0 ? (
        <MatrixReview role={role} plan={plan} cells={cells} edits={edits} onClose={close} />
      ) : null}
    </div>
  );
}

function isShown(cell: MatrixCell, search: RoleSearch, edits: MatrixEdits, name: string): boolean {
  const { entry, plain, special, inherited } = cell;
  const words = (search.q ?? "").toLowerCase().split(/\s+/);
  const isOwn = plain.length + special > 0;
  const isChanged = edits.values.has(entry.code);
  return (
    words.every((word) => name.includes(word)) &&
    (!search.group || entry.group === search.group) &&
    (!search.module || entry.module === search.module) &&
    // What was changed stays in sight, whatever else is asked for.
    (isChanged ||
      (search.show === "changed"
        ? false
        : search.show === "own"
          ? isOwn
          : search.show === "set"
            ? isOwn || inherited.length > 0
            : true))
  );
}
