import type { School } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { useSchoolActions } from "./use-school-actions.ts";

interface DeleteSchoolDialogProps {
  readonly school: School;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** A school is the ground many things stand on: its code must be typed. */
export function DeleteSchoolDialog({ school, open, onOpenChange }: DeleteSchoolDialogProps) {
  const { t } = useTranslation();
  const { deleteSchool, deleting } = useSchoolActions();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("school.deleteTitle", { name: school.name })}
      body={t("school.deleteBody")}
      confirmLabel={t("common.delete")}
      phrase={school.code}
      busy={deleting}
      onConfirm={() => deleteSchool(school, () => onOpenChange(false))}
    />
  );
}
