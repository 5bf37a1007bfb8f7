import { type Position, updatePositionInput } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EditGate, readOnce } from "../../components/edit-gate.tsx";
import type { PickOption } from "../../components/entity-picker.tsx";
import { FormPage } from "../../components/form-page.tsx";
import { useEditForm } from "../../components/use-entity-form.tsx";
import { notifyDone } from "../../lib/notify.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";
import { positionForm } from "./position-form.ts";
import { PositionFormFields } from "./position-form-fields.tsx";

export function EditPositionPage() {
  const trpc = useTRPC();
  const { positionId } = useParams({ from: "/_app/positions/$positionId_/edit" });
  const query = useQuery(trpc.positions.get.queryOptions({ id: positionId }, readOnce));
  return (
    <EditGate query={query} permission="position:update">
      {(position) => <EditPositionForm position={position} />}
    </EditGate>
  );
}

function EditPositionForm({ position }: { readonly position: Position }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const api = useApi();
  const refresh = useOrganisationRefresh();
  const leave = () => navigate({ to: "/positions/$positionId", params: { positionId: position.id } });
  const state = useEditForm({
    shape: positionForm,
    contract: updatePositionInput,
    entity: position,
    save: (input) => api.positions.update.mutate(input),
    read: () => api.positions.get.query({ id: position.id }),
    async onSaved(fresh) {
      void notifyDone(t("position.updated", { name: fresh.name }));
      await refresh();
      await leave();
    },
    show: (field, value, of) => namesOf(field, value, of, t("common.emptyValue")),
  });
  return (
    <FormPage
      state={state}
      title={t("position.editTitle", { name: position.name })}
      lead={t("common.version", { version: position.version })}
      submitLabel={t("common.save")}
      onCancel={() => void leave()}
    >
      <PositionFormFields form={state.form} known={knownOf(position)} ownId={position.id} />
    </FormPage>
  );
}

function knownOf(position: Position): readonly PickOption[] {
  const department = position.departmentId
    ? [{ id: position.departmentId, label: position.departmentName ?? position.departmentId }]
    : [];
  const linked = [...(position.reportsTo ? [position.reportsTo] : []), ...position.coordinators];
  return [...department, ...linked.map(({ id, name }) => ({ id, label: name }))];
}

/** Ids as the names of what they lead to, where the record tells them. */
function namesOf(field: string, value: unknown, of: Position, none: string): string | undefined {
  if (!["departmentId", "reportsToId", "coordinatorIds"].includes(field)) return undefined;
  const names = new Map(knownOf(of).map((option) => [option.id, option.label]));
  const ids = (Array.isArray(value) ? value : [value]).filter((id) => typeof id === "string" && id !== "");
  return ids.map((id) => names.get(id) ?? id).join(", ") || none;
}
