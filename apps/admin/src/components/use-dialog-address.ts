import { useNavigate, useSearch } from "@tanstack/react-router";

interface DialogAddress {
  /** The dialog that is open, and the record that it is about where the page shows several. */
  readonly dialog: string | undefined;
  readonly of: string | undefined;
  readonly open: (dialog: string, of?: string) => void;
  readonly close: () => void;
}

/** The open dialog of a page, which lives in the address: a link leads into it, and back leads out. */
export function useDialogAddress(): DialogAddress {
  const navigate = useNavigate();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const set = (patch: { dialog?: string | undefined; of?: string | undefined }, replace: boolean) =>
    void navigate({
      to: ".",
      search: (previous) => ({ ...previous, dialog: undefined, of: undefined, ...patch }),
      replace,
      resetScroll: false,
    });
  const text = (name: string) => (typeof search[name] === "string" ? search[name] : undefined);
  return {
    dialog: text("dialog"),
    of: text("of"),
    open: (dialog, of) => set({ dialog, of }, false),
    close: () => set({}, true),
  };
}
