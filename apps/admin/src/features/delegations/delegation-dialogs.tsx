import type { Delegation } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { DelegationDetail } from "./delegation-detail.tsx";
import { RevokeDelegationDialog } from "./revoke-delegation-dialog.tsx";

const DelegateDialog = lazy(async () => ({ default: (await import("./delegate-dialog.tsx")).DelegateDialog }));

const aboutOne: readonly (string | undefined)[] = ["show", "revoke", "hand-on"];

interface DelegationDialogsProps {
  /** Undefined while the page of the list is on its way. */
  readonly shown: readonly Delegation[] | undefined;
  readonly mayCreate: boolean;
}

/** The dialog that the address names; one that is on no page which is open is fetched by itself. */
export function DelegationDialogs({ shown, mayCreate }: DelegationDialogsProps) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { dialog, of, close } = useDialogAddress();
  const listed = shown?.find(({ id }) => id === of);
  const alone = useQuery(
    trpc.permissionDelegation.get.queryOptions(
      { id: of ?? "" },
      { enabled: of !== undefined && aboutOne.includes(dialog) && shown !== undefined && listed === undefined },
    ),
  );
  if (dialog === "create" && mayCreate) {
    return (
      <Suspense>
        <DelegateDialog parent={null} delegate={null} onClose={close} />
      </Suspense>
    );
  }
  if (of === undefined || !aboutOne.includes(dialog)) return null;
  const one = listed ?? alone.data;
  if (!one) {
    return alone.error ? (
      <Dialog
        open
        onOpenChange={(open) => {
          if (!open) close();
        }}
        place="right"
        title={t("delegation.title")}
        closeLabel={t("common.close")}
      >
        <FailurePanel error={alone.error} onRetry={() => alone.refetch()} />
      </Dialog>
    ) : null;
  }
  if (dialog === "show") return <DelegationDetail delegation={one} onClose={close} />;
  if (dialog === "revoke" && one.can.revoke) return <RevokeDelegationDialog delegation={one} onClose={close} />;
  if (dialog === "hand-on" && mayCreate) {
    return (
      <Suspense>
        <DelegateDialog parent={one} delegate={null} onClose={close} />
      </Suspense>
    );
  }
  return null;
}
