import { useBlocker } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";

/** Asks before what was typed is left behind, also when the tab is closed. `isDirty` is asked at that moment. */
export function UnsavedGuard({ isDirty }: { readonly isDirty: () => boolean }) {
  const { t } = useTranslation();
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty() && current.pathname !== next.pathname,
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  const blocked = blocker.status === "blocked";
  return (
    <Dialog
      role="alertdialog"
      open={blocked}
      onOpenChange={(open) => {
        if (!open && blocked) blocker.reset();
      }}
      title={t("common.unsaved")}
      description={t("common.unsavedLeave")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={() => blocked && blocker.proceed()}>{t("common.leave")}</Button>
          <Button look="primary" onClick={() => blocked && blocker.reset()}>
            {t("common.stay")}
          </Button>
        </>
      }
    />
  );
}
