import type { Delegation } from "@gloria/contracts";
import { lazy, Suspense } from "react";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { DelegationDetail } from "./delegation-detail.tsx";
import { RevokeDelegationDialog } from "./revoke-delegation-dialog.tsx";

const DelegateDialog = lazy(async () => ({ default: (await import("./delegate-dialog.tsx")).DelegateDialog }));

interface DelegationDialogsProps {
  readonly shown: readonly Delegation[];
  readonly mayCreate: boolean;
}

/** The dialog that the address names, about one of those that the page shows. */
export function DelegationDialogs({ shown, mayCreate }: DelegationDialogsProps) {
  const { dialog, of, close } = useDialogAddress();
  const one = shown.find(({ id }) => id === of);
  if (mayCreate && (dialog === "create" || (dialog === "hand-on" && one))) {
    return (
      <Suspense>
        <DelegateDialog parent={dialog === "hand-on" && one ? one : null} delegate={null} onClose={close} />
      </Suspense>
    );
  }
  if (!one) return null;
  if (dialog === "show") return <DelegationDetail delegation={one} onClose={close} />;
  if (dialog === "revoke" && one.can.revoke) return <RevokeDelegationDialog delegation={one} onClose={close} />;
  return null;
}
