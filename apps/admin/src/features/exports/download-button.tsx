import type { Export } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { downloadStoredFile } from "../../lib/download-stored-file.ts";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { notifyFailed } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";

export function DownloadButton({ made }: { readonly made: Export }) {
  const { t } = useTranslation();
  const api = useApi();
  const failureText = useFailureText();
  const download = useMutation({
    mutationFn: (fileId: string) => downloadStoredFile(api, fileId),
    onError: (error) => void notifyFailed(failureText(failureOf(error))),
  });
  const file = made.download;
  if (!file || !made.can.download) return null;
  return (
    <Button busy={download.isPending} onClick={() => download.mutate(file.fileId)}>
      <Download aria-hidden className="size-4" />
      {download.isPending ? t("exporting.downloading") : t("exporting.download")}
      <span className="sr-only">{file.name}</span>
    </Button>
  );
}
