import type { UserRow } from "@gloria/contracts";
import { Link } from "@tanstack/react-router";
import { MoreHorizontal, Pencil, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { useUserActions } from "./use-user-actions.ts";

/** What the server allows with this row; nothing at all where it allows nothing. */
export function UserRowActions({ user }: { readonly user: UserRow }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { deletePerson, restorePerson, deleting } = useUserActions();
  if (!user.can.update && !user.can.delete && !user.can.restore) return null;
  return (
    <>
      <Menu
        trigger={
          <Button look="quiet" square aria-label={t("common.rowActions", { name: user.name })}>
            <MoreHorizontal aria-hidden className="size-5" />
          </Button>
        }
      >
        {user.can.update ? (
          <MenuItem asChild>
            <Link to="/users/$userId/edit" params={{ userId: user.id }}>
              <Pencil aria-hidden className="size-4" />
              {t("common.edit")}
            </Link>
          </MenuItem>
        ) : null}
        {user.can.restore ? (
          <MenuItem onSelect={() => restorePerson(user)}>
            <RotateCcw aria-hidden className="size-4" />
            {t("common.restore")}
          </MenuItem>
        ) : null}
        {user.can.delete ? (
          <MenuItem danger onSelect={() => setAsking(true)}>
            <Trash2 aria-hidden className="size-4" />
            {t("common.delete")}
          </MenuItem>
        ) : null}
      </Menu>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("user.deleteTitle", { name: user.name })}
        body={t("user.deleteBody")}
        confirmLabel={t("common.delete")}
        busy={deleting}
        onConfirm={() => deletePerson(user, () => setAsking(false))}
      />
    </>
  );
}
