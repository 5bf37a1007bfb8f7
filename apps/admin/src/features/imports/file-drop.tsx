import { useMutation } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { sendRequest } from "../../lib/send-request.ts";
import { Button } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";

const maxBytes = 50 * 1024 * 1024;

interface FileDropProps {
  readonly hasFile: boolean;
  readonly onUploaded: (fileId: string) => void;
}

/** Takes a file by a button, or dropped, and sends it to the server as it is. */
export function FileDrop({ hasFile, onUploaded }: FileDropProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const upload = useMutation({
    mutationFn: uploadFile,
    onSuccess: ({ id }) => onUploaded(id),
  });
  const take = (file: File | undefined) => {
    if (!file || upload.isPending) return;
    const wrong =
      file.size === 0 ? t("importing.uploadEmpty") : file.size > maxBytes ? t("importing.uploadTooLarge") : null;
    setProblem(wrong);
    upload.reset();
    if (wrong === null) upload.mutate(file);
  };
  const onDrag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isOver);
  };
  return (
    <div className="grid gap-3">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first */}
      <div
        onDragOver={onDrag(true)}
        onDragLeave={onDrag(false)}
        onDrop={(event) => {
          onDrag(false)(event);
          take(event.dataTransfer.files[0]);
        }}
        className={classNames(
          "grid justify-items-center gap-3 rounded-card border-2 border-dashed px-4 py-8 text-center",
          over ? "border-primary bg-primary-soft" : "border-line-strong/60",
        )}
      >
        <FileUp aria-hidden className="size-7 text-primary-ink" />
        <p className="text-sm">{t("importing.dropHere")}</p>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,.tsv,.txt,.xlsx,.xlsm,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(event) => {
            take(event.target.files?.[0]);
            // The same file, mended, may be chosen again.
            event.target.value = "";
          }}
        />
        <Button look={hasFile ? "secondary" : "primary"} busy={upload.isPending} onClick={() => input.current?.click()}>
          {upload.isPending ? t("importing.uploading") : t(hasFile ? "importing.otherFile" : "importing.chooseFile")}
        </Button>
        <p className="text-sm text-ink-soft">{t("importing.fileHint")}</p>
      </div>
      {problem ? (
        <p role="alert" className="text-sm font-medium text-danger-ink">
          {problem}
        </p>
      ) : null}
      <RefusalNote failure={upload.error ? failureOf(upload.error) : null} />
    </div>
  );
}

async function uploadFile(file: File): Promise<{ readonly id: string }> {
  const response = await sendRequest(`/api/v1/files?${new URLSearchParams({ name: file.name })}`, {
    method: "POST",
    headers: { "Content-Type": file.type || "application/octet-stream" },
    body: file,
  });
  return (await response.json()) as { readonly id: string };
}
