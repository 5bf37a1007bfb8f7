/** The library of the toasts is loaded with the first of them. */
const load = () => import("sonner");

/** A short word about what has just happened; `undo` stays long enough to be read and reached. */
export async function notifyDone(
  text: string,
  undo?: { readonly label: string; readonly run: () => void },
): Promise<void> {
  const { toast } = await load();
  toast.success(text, undo ? { duration: 10_000, action: { label: undo.label, onClick: undo.run } } : {});
}

export async function notifyFailed(text: string): Promise<void> {
  const { toast } = await load();
  toast.error(text, { duration: 8_000 });
}

/** Something came for the reader; one `id` is shown once. */
export async function notifyNews(id: string, title: string, body: string): Promise<void> {
  const { toast } = await load();
  toast(title, { id, description: body });
}
