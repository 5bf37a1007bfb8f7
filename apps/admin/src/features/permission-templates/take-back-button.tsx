import type { TemplateApplication } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { Button } from "../../ui/button.tsx";

/** Ends exactly what an application made; typed, because it is not undone by a toast. */
export function TakeBackButton({ application }: { readonly application: TemplateApplication }) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const [asking, setAsking] = useState(false);
  const subject = application.subject.name ?? t("common.unknown");
  const takeBack = useMutation({
    mutationFn: () => api.permissionTemplates.takeBack.mutate({ id: application.id }),
    onSuccess({ ended, stays }) {
      setAsking(false);
      const texts = [
        t("permissionTemplate.takenBackToast", { count: ended.length }),
        ...(stays.length > 0 ? [t("permissionTemplate.takenBackStays", { count: stays.length })] : []),
      ];
      void notifyDone(texts.join(" "));
    },
    onSettled: refresh,
  });
  if (!application.can.takeBack) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        {t("permissionTemplate.takeBack")}
        <span className="sr-only">{subject}</span>
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => {
          setAsking(open);
          takeBack.reset();
        }}
        title={t("permissionTemplate.takeBackTitle", { subject })}
        body={t("permissionTemplate.takeBackBody")}
        phrase={subject}
        confirmLabel={t("permissionTemplate.takeBack")}
        busy={takeBack.isPending}
        onConfirm={() => takeBack.mutate()}
      >
        {takeBack.error ? <RefusalNote failure={failureOf(takeBack.error)} /> : null}
      </ConfirmDialog>
    </>
  );
}
