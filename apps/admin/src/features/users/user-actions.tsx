import type { User, UserRow } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Eye, RefreshCw, UserRoundCheck, UserRoundX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityAction } from "../../components/action-list.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { EntityActions } from "../../components/entity-actions.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { useSoftDelete } from "../../components/use-soft-delete.ts";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { mayWrite, useMe } from "../../lib/me.ts";
import { notifyDone, notifyFailed } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";

/** What the server allows with a person. */
export function UserActions({ user, place }: { readonly user: User | UserRow; readonly place: "page" | "row" }) {
  const { t } = useTranslation();
  const api = useApi();
  const me = useMe();
  const failureText = useFailureText();
  const refresh = useOrganisationRefresh();
  const { open } = useDialogAddress();
  const [suspending, setSuspending] = useState(false);
  const softDelete = useSoftDelete({
    remove: (id) => api.users.delete.mutate({ id }),
    restore: (id) => api.users.restore.mutate({ id }),
    refresh,
    deletedText: (name) => t("user.deleted", { name }),
    restoredText: (name) => t("user.restored", { name }),
  });
  const suspend = useMutation({
    mutationFn: () => api.users.suspend.mutate({ id: user.id }),
    onSuccess() {
      setSuspending(false);
      void notifyDone(t("user.suspended", { name: user.name }), {
        label: t("common.undo"),
        run: () => activate.mutate(),
      });
    },
    onSettled: refresh,
  });
  const activate = useMutation({
    mutationFn: () => api.users.activate.mutate({ id: user.id }),
    onSuccess: () => void notifyDone(t("user.activated", { name: user.name })),
    onError: (error) => void notifyFailed(failureText(failureOf(error))),
    onSettled: refresh,
  });
  const sync = useMutation({
    mutationFn: (clerkUserId: string) => api.clerk.sync.mutate({ clerkUserId }),
    onSuccess: ({ outcome }) => void notifyDone(t(`clerkReview.synced.${outcome}`, { name: user.name })),
    onError: (error) => void notifyFailed(failureText(failureOf(error))),
    onSettled: refresh,
  });
  const more: EntityAction[] = [];
  if (place === "page" && "clerkUserId" in user && user.clerkUserId !== null && user.can.update) {
    const { clerkUserId } = user;
    more.push({
      id: "sync",
      label: t("clerkReview.sync"),
      icon: <RefreshCw />,
      onSelect: () => sync.mutate(clerkUserId),
    });
  }
  const lookable = user.status === "active" && user.deletedAt === null && user.id !== me.user.id;
  if (place === "page" && lookable && mayWrite(me, "user:impersonate")) {
    more.push({
      id: "impersonate",
      label: t("impersonation.action"),
      icon: <Eye />,
      onSelect: () => open("impersonate"),
    });
  }
  if (user.can.update && mayWrite(me, "user:suspend") && user.id !== me.user.id) {
    if (user.status === "active") {
      more.push({
        id: "suspend",
        label: t("user.suspend"),
        icon: <UserRoundX />,
        onSelect: () => setSuspending(true),
      });
    } else if (user.status === "suspended") {
      more.push({
        id: "activate",
        label: t("user.activate"),
        icon: <UserRoundCheck />,
        onSelect: () => activate.mutate(),
      });
    }
  }
  return (
    <>
      <EntityActions
        entity={user}
        place={place}
        softDelete={softDelete}
        edit={(content) => (
          <Link to="/users/$userId/edit" params={{ userId: user.id }}>
            {content}
          </Link>
        )}
        deleteTitle={t("user.deleteTitle", { name: user.name })}
        deleteBody={t("user.deleteBody")}
        more={more}
      />
      <ConfirmDialog
        open={suspending}
        onOpenChange={(open) => {
          setSuspending(open);
          suspend.reset();
        }}
        title={t("user.suspendTitle", { name: user.name })}
        body={t("user.suspendBody")}
        confirmLabel={t("user.suspend")}
        busy={suspend.isPending}
        onConfirm={() => suspend.mutate()}
      >
        <RefusalNote failure={suspend.error ? failureOf(suspend.error) : null} />
      </ConfirmDialog>
    </>
  );
}
