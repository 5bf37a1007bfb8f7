import { Copy } from "lucide-react";
import { useTranslation } from "react-i18next";
import { notifyDone, notifyFailed } from "../lib/notify.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";

interface CopyFieldProps {
  readonly label: string;
  readonly copyLabel: string;
  readonly value: string;
}

/** A text to be taken elsewhere; where the browser gives no clipboard, it can be selected. */
export function CopyField({ label, copyLabel, value }: CopyFieldProps) {
  const { t } = useTranslation();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      void notifyDone(t("common.copied"));
    } catch {
      // Refused by the browser, or no secure origin: the reader is told what to do instead.
      void notifyFailed(t("common.copyFailed"));
    }
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
      <Field label={label}>
        <Input readOnly value={value} onFocus={(event) => event.target.select()} className="font-mono" />
      </Field>
      <Button square aria-label={copyLabel} title={copyLabel} onClick={() => void copy()}>
        <Copy aria-hidden className="size-4" />
      </Button>
    </div>
  );
}
