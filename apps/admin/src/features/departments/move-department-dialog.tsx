import type { Department, DepartmentMove } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { useDepartmentSource } from "../../components/use-pick-sources.ts";
import { failureOf } from "../../lib/failure.ts";
import { useMe } from "../../lib/me.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Facts } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";

interface MoveDepartmentDialogProps {
  readonly department: Department;
  readonly onClose: () => void;
}

const foundation = "foundation";

/** Moves a department with all below it. The preview is the move itself, taken back: what it says is what happens. */
export function MoveDepartmentDialog({ department, onClose }: MoveDepartmentDialogProps) {
  const { t } = useTranslation();
  const { schools } = useMe();
  const api = useApi();
  const refresh = useOrganisationRefresh();
  const [place, setPlace] = useState(department.schoolId ?? foundation);
  const [parent, setParent] = useState<PickOption | null>(
    department.parentId ? { id: department.parentId, label: department.parentName ?? department.parentId } : null,
  );
  const source = useDepartmentSource(place);
  const target = {
    id: department.id,
    version: department.version,
    parentId: parent?.id ?? null,
    schoolId: place === foundation ? null : place,
  };
  const preview = useMutation({ mutationFn: () => api.departments.move.mutate({ ...target, dryRun: true }) });
  const move = useMutation({
    mutationFn: () => api.departments.move.mutate(target),
    async onSuccess() {
      onClose();
      void notifyDone(t("department.moved", { name: department.name }));
      await refresh();
    },
  });
  const choose = (change: () => void) => {
    change();
    preview.reset();
    move.reset();
  };
  const isThere = target.parentId === department.parentId && target.schoolId === department.schoolId;
  const refused = move.error ?? preview.error;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t("department.moveTitle", { name: department.name })}
      description={t("department.moveBody")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          {preview.data ? (
            <Button look="primary" busy={move.isPending} onClick={() => move.mutate()}>
              {t("department.moveConfirm")}
            </Button>
          ) : (
            <Button look="primary" busy={preview.isPending} disabled={isThere} onClick={() => preview.mutate()}>
              {t("department.preview")}
            </Button>
          )}
        </>
      }
    >
      <div className="grid min-h-72 content-start gap-5">
        <Field label={t("department.school")} hint={t("department.schoolHint")}>
          <Select
            value={place}
            options={[
              { value: foundation, label: t("department.foundationWide") },
              ...schools.map((school) => ({ value: school.id, label: school.name })),
            ]}
            onChange={(event) =>
              choose(() => {
                setPlace(event.target.value);
                setParent(null);
              })
            }
          />
        </Field>
        <EntityPicker
          label={t("department.moveTo")}
          hint={t("department.parentHint")}
          placeholder={t("department.parentSearch")}
          source={source}
          value={parent}
          without={[department.id]}
          onPick={(option) => choose(() => setParent(option))}
        />
        {isThere ? <p className="text-sm text-ink-soft">{t("department.moveSamePlace")}</p> : null}
        <RefusalNote failure={refused ? failureOf(refused) : null} />
        {preview.data ? <MovePreview move={preview.data} /> : null}
      </div>
    </Dialog>
  );
}

function MovePreview({ move }: { readonly move: DepartmentMove }) {
  const { t } = useTranslation();
  const { roleAssignments, grants } = move.reach;
  return (
    <section role="status" className="grid gap-3 rounded-control bg-sunken p-4">
      <h3 className="font-bold">{t("department.previewTitle")}</h3>
      <Facts
        facts={[
          { label: t("department.previewDepartments"), value: move.departments },
          { label: t("department.previewPositions"), value: move.positions },
          { label: t("department.previewPeople"), value: move.people },
          ...(roleAssignments > 0 ? [{ label: t("department.previewRoles"), value: roleAssignments }] : []),
          ...(grants > 0 ? [{ label: t("department.previewGrants"), value: grants }] : []),
        ]}
      />
      {roleAssignments + grants === 0 ? (
        <p className="text-sm text-ink-soft">{t("department.previewNoReach")}</p>
      ) : null}
    </section>
  );
}
