import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { ChangeAssignmentDialog } from "./change-assignment-dialog.tsx";
import { EndAssignmentDialog } from "./end-assignment-dialog.tsx";
import type { HeldPosition } from "./held-position.ts";
import { TransferDialog } from "./transfer-dialog.tsx";

/** The dialog that the address names, about one of those that the page shows. */
export function AssignmentDialogs({ held }: { readonly held: readonly HeldPosition[] }) {
  const { dialog, of, close } = useDialogAddress();
  const one = held.find((candidate) => candidate.id === of);
  if (!one) return null;
  if (one.can.update && (dialog === "change" || dialog === "extend"))
    return <ChangeAssignmentDialog held={one} onlyExtend={dialog === "extend"} onClose={close} />;
  if (one.can.close && dialog === "transfer") return <TransferDialog held={one} onClose={close} />;
  if (one.can.close && dialog === "end") return <EndAssignmentDialog held={one} onClose={close} />;
  return null;
}
