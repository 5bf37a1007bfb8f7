import { X } from "lucide-react";
import { useState } from "react";
import type { FieldError, FieldErrors, UseFormRegister, UseFormSetValue, UseFormWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { useDepartmentSource, usePositionSource } from "../../components/use-pick-sources.ts";
import { useMe } from "../../lib/me.ts";
import { useProblemText } from "../../lib/use-problem-text.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import type { PositionFormValues } from "./position-form.ts";

interface PositionFormFieldsProps {
  readonly form: {
    readonly register: UseFormRegister<PositionFormValues>;
    readonly setValue: UseFormSetValue<PositionFormValues>;
    readonly watch: UseFormWatch<PositionFormValues>;
    readonly formState: { readonly errors: FieldErrors<PositionFormValues> };
  };
  /** Names of the ids that the form begins with. */
  readonly known: readonly PickOption[];
  /** No choice for its own lines. */
  readonly ownId?: string;
}

export function PositionFormFields({ form, known, ownId }: PositionFormFieldsProps) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const { schools } = useMe();
  const { register, setValue, watch } = form;
  const { errors } = form.formState;
  const optional = t("common.optional");
  const [names, setNames] = useState(() => new Map(known.map((option) => [option.id, option])));
  const [place, departmentId, reportsToId, coordinatorIds] = watch([
    "schoolId",
    "departmentId",
    "reportsToId",
    "coordinatorIds",
  ]);
  const departments = useDepartmentSource(place);
  const positions = usePositionSource();
  const named = (id: string) => (id === "" ? null : (names.get(id) ?? { id, label: id }));
  const learn = (option: PickOption | null) => {
    if (option) setNames(new Map(names).set(option.id, option));
    return option?.id ?? "";
  };
  const setCoordinators = (ids: readonly string[]) => setValue("coordinatorIds", ids, { shouldDirty: true });
  const own = ownId === undefined ? [] : [ownId];
  return (
    <div className="grid gap-5">
      <Panel title={t("position.identity")}>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field className="sm:col-span-2" label={t("position.name")} error={problem(errors.name)} required>
            <Input {...register("name")} autoComplete="off" />
          </Field>
          <Field label={t("position.code")} hint={t("position.codeHint")} error={problem(errors.code)} required>
            <Input {...register("code")} autoComplete="off" spellCheck={false} />
          </Field>
          <Field label={t("position.level")} hint={t("position.levelHint")} error={problem(errors.level)} required>
            <Input {...register("level")} type="number" min={1} max={20} inputMode="numeric" />
          </Field>
          <Field
            label={t("position.headcount")}
            hint={t("position.headcountHint")}
            error={problem(errors.headcount)}
            required
          >
            <Input {...register("headcount")} type="number" min={0} max={10_000} inputMode="numeric" />
          </Field>
        </div>
      </Panel>
      <Panel title={t("position.place")} overflowing>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label={t("position.school")} error={problem(errors.schoolId)} required>
            <Select
              {...register("schoolId", { onChange: () => setValue("departmentId", "", { shouldDirty: true }) })}
              options={[
                { value: "foundation", label: t("department.foundationWide") },
                ...schools.map((school) => ({ value: school.id, label: school.name })),
              ]}
            />
          </Field>
          <EntityPicker
            label={t("position.department")}
            hint={t("position.departmentHint")}
            optionalLabel={optional}
            error={problem(errors.departmentId)}
            placeholder={t("position.departmentSearch")}
            source={departments}
            value={named(departmentId)}
            onPick={(option) => setValue("departmentId", learn(option), { shouldDirty: true })}
          />
        </div>
      </Panel>
      <Panel title={t("position.lines")} overflowing>
        <div className="grid gap-5">
          <EntityPicker
            label={t("position.reportsTo")}
            optionalLabel={optional}
            error={problem(errors.reportsToId)}
            placeholder={t("position.reportsToSearch")}
            source={positions}
            value={named(reportsToId)}
            without={own}
            onPick={(option) => setValue("reportsToId", learn(option), { shouldDirty: true })}
          />
          <div className="grid gap-2">
            <EntityPicker
              label={t("position.coordinators")}
              optionalLabel={optional}
              // Placed on the list as a whole, never on one of it.
              error={problem(errors.coordinatorIds as FieldError | undefined)}
              placeholder={t("position.coordinatorSearch")}
              source={positions}
              value={null}
              without={[...own, ...coordinatorIds, reportsToId]}
              onPick={(option) => {
                if (option) setCoordinators([...coordinatorIds, learn(option)]);
              }}
            />
            {coordinatorIds.length > 0 ? (
              <ul aria-label={t("position.coordinators")} className="flex flex-wrap gap-2">
                {coordinatorIds.map((id) => {
                  const label = named(id)?.label ?? id;
                  return (
                    <li
                      key={id}
                      className="inline-flex items-center gap-1 rounded-control bg-sunken py-0.5 pr-1 pl-3 text-sm font-medium"
                    >
                      {label}
                      <button
                        type="button"
                        aria-label={`${t("common.clear")}: ${label}`}
                        onClick={() => setCoordinators(coordinatorIds.filter((other) => other !== id))}
                        className="grid size-8 place-items-center rounded-md text-ink-soft hover:bg-surface"
                      >
                        <X aria-hidden className="size-4" />
                      </button>
                    </li>
                  );
                })}
              </ul>
            ) : null}
          </div>
        </div>
      </Panel>
    </div>
  );
}
