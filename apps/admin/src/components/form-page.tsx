import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { FormFooter } from "./form-footer.tsx";
import { PageHeader } from "./page-header.tsx";
import { UnsavedGuard } from "./unsaved-guard.tsx";
import type { EntityForm } from "./use-entity-form.tsx";

interface FormPageProps<Values extends FieldValues, Input> {
  readonly state: EntityForm<Values, Input>;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly submitLabel: string;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** A page that is one form: asks before what was typed is left, keeps its buttons in view. */
export function FormPage<Values extends FieldValues, Input>({ state, ...props }: FormPageProps<Values, Input>) {
  return (
    <form
      noValidate
      className="mx-auto max-w-3xl"
      onSubmit={(event) => {
        event.preventDefault();
        state.submit();
      }}
    >
      <UnsavedGuard isDirty={state.isDirty} />
      <PageHeader title={props.title} lead={props.lead} />
      {props.children}
      <FormFooter submitLabel={props.submitLabel} busy={state.busy} problem={state.problem} onCancel={props.onCancel} />
      {state.conflict}
    </form>
  );
}
