import { type ReactNode, useId } from "react";
import type { FieldValues } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import type { EntityForm } from "./use-entity-form.tsx";

interface FormDialogProps<Values extends FieldValues, Input> {
  readonly state: EntityForm<Values, Input>;
  readonly title: string;
  readonly description?: ReactNode;
  readonly submitLabel: string;
  readonly danger?: boolean;
  readonly place?: "center" | "wide";
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that is one form. */
export function FormDialog<Values extends FieldValues, Input>(props: FormDialogProps<Values, Input>) {
  const { t } = useTranslation();
  const formId = useId();
  const { state } = props;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
      place={props.place ?? "center"}
      title={props.title}
      description={props.description}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={props.onClose}>{t("common.cancel")}</Button>
          <Button type="submit" form={formId} look={props.danger ? "danger" : "primary"} busy={state.busy}>
            {props.submitLabel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          state.submit();
        }}
      >
        {props.children}
        {state.problem ? (
          <p role="alert" className="rounded-control bg-danger-soft px-4 py-3 text-sm font-medium text-danger-ink">
            {state.problem}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}
