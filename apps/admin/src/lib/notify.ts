import { toast } from "sonner";

/** A short word about what has just happened; `undo` stays long enough to be read and reached. */
export function notifyDone(text: string, undo?: { readonly label: string; readonly run: () => void }): void {
  toast.success(text, undo ? { duration: 10_000, action: { label: undo.label, onClick: undo.run } } : {});
}

export function notifyFailed(text: string): void {
  toast.error(text, { duration: 8_000 });
}
