import type { SavedView } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../ui/dialog.tsx";
import { ManagedView } from "./managed-view.tsx";

interface ManageViewsDialogProps {
  readonly views: readonly SavedView[];
  /** What the screen asks for now. */
  readonly state: Record<string, unknown>;
  readonly mayShare: boolean;
  readonly onClose: () => void;
}

/** Rename, make the default, share, delete: each view with what the server allows. */
export function ManageViewsDialog({ views, state, mayShare, onClose }: ManageViewsDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t("savedView.manageTitle")}
      closeLabel={t("common.close")}
    >
      {views.length === 0 ? <p className="text-sm text-ink-soft">{t("savedView.none")}</p> : null}
      <ul>
        {views.map((view) => (
          <li key={view.id} className="border-line py-2 not-last:border-b">
            <ManagedView view={view} state={state} mayShare={mayShare} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
