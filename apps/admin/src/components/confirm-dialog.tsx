import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";

interface ConfirmDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly body: ReactNode;
  readonly confirmLabel: string;
  /** Must be typed before the button works: for what cannot be undone by a toast. */
  readonly phrase?: string;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  /** Such as why it was refused. */
  readonly children?: ReactNode;
}

export function ConfirmDialog({ phrase, children, ...props }: ConfirmDialogProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const ready = phrase === undefined || typed.trim().toLocaleLowerCase() === phrase.trim().toLocaleLowerCase();
  return (
    <Dialog
      role="alertdialog"
      open={props.open}
      onOpenChange={(open) => {
        setTyped("");
        props.onOpenChange(open);
      }}
      title={props.title}
      description={props.body}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={() => props.onOpenChange(false)}>{t("common.cancel")}</Button>
          <Button look="danger" disabled={!ready} busy={props.busy} onClick={props.onConfirm}>
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      {children}
      {phrase === undefined ? null : (
        <form
          className={children ? "mt-4" : ""}
          onSubmit={(event) => {
            event.preventDefault();
            if (ready && !props.busy) props.onConfirm();
          }}
        >
          <Field label={t("common.typeToConfirm", { phrase })}>
            <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
          </Field>
        </form>
      )}
    </Dialog>
  );
}
