import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";

export interface ConflictField {
  readonly field: string;
  readonly label: string;
  readonly mine: ReactNode;
  readonly theirs: ReactNode;
}

interface ConflictDialogProps {
  readonly open: boolean;
  readonly versions: { readonly mine: number; readonly theirs: number };
  readonly fields: readonly ConflictField[];
  readonly busy: boolean;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
  readonly onCancel: () => void;
}

/** Somebody else saved first: the fields that differ, and a choice. Nothing is lost by closing it. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      place="wide"
      role="alertdialog"
      open={props.open}
      onOpenChange={(open) => {
        if (!open) props.onCancel();
      }}
      title={t("state.conflictTitle")}
      description={t("state.conflictBody", props.versions)}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={props.onTakeTheirs}>{t("state.conflictTakeTheirs")}</Button>
          <Button look="primary" busy={props.busy} onClick={props.onKeepMine}>
            {t("state.conflictKeepMine")}
          </Button>
        </>
      }
    >
      {props.fields.length === 0 ? (
        <p className="text-sm text-ink-soft">{t("state.conflictSame")}</p>
      ) : (
        <table className="w-full text-left text-sm">
          <thead>
            <tr className="border-b border-line text-ink-soft">
              <th scope="col" className="py-2 pr-4 font-semibold">
                {t("state.conflictField")}
              </th>
              <th scope="col" className="py-2 pr-4 font-semibold">
                {t("state.conflictMine")}
              </th>
              <th scope="col" className="py-2 font-semibold">
                {t("state.conflictTheirs")}
              </th>
            </tr>
          </thead>
          <tbody>
            {props.fields.map((field) => (
              <tr key={field.field} className="border-b border-line align-top last:border-0">
                <th scope="row" className="py-2.5 pr-4 font-semibold">
                  {field.label}
                </th>
                <td className="py-2.5 pr-4 break-words">{field.mine}</td>
                <td className="py-2.5 break-words">{field.theirs}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}
