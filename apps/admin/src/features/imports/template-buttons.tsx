import type { ImportKind } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { notifyFailed } from "../../lib/notify.ts";
import { saveFile } from "../../lib/save-file.ts";
import { useApi } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";

/** Empty files with the headings of a kind. */
export function TemplateButtons({ kind }: { readonly kind: ImportKind }) {
  const { t } = useTranslation();
  const api = useApi();
  const failureText = useFailureText();
  const template = useMutation({
    mutationFn: (format: "csv" | "xlsx") => api.imports.template.query({ kind, format }),
    onSuccess({ name, mediaType, base64 }) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      saveFile(new Blob([bytes], { type: mediaType }), name);
    },
    onError: (error) => void notifyFailed(failureText(failureOf(error))),
  });
  return (
    <div className="flex flex-wrap items-center gap-2">
      {(["csv", "xlsx"] as const).map((format) => (
        <Button
          key={format}
          busy={template.isPending && template.variables === format}
          onClick={() => template.mutate(format)}
        >
          <Download aria-hidden className="size-4" />
          {t(format === "csv" ? "importing.templateCsv" : "importing.templateXlsx")}
        </Button>
      ))}
      <p className="text-sm text-ink-soft">{t("importing.templatesHint")}</p>
    </div>
  );
}
