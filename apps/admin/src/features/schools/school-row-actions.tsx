import type { School } from "@gloria/contracts";
import { Link } from "@tanstack/react-router";
import { MoreHorizontal, Pencil, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { DeleteSchoolDialog } from "./delete-school-dialog.tsx";
import { useSchoolActions } from "./use-school-actions.ts";

export function SchoolRowActions({ school }: { readonly school: School }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { restoreSchool } = useSchoolActions();
  if (!school.can.update && !school.can.delete && !school.can.restore) return null;
  return (
    <>
      <Menu
        trigger={
          <Button look="quiet" square aria-label={t("common.rowActions", { name: school.name })}>
            <MoreHorizontal aria-hidden className="size-5" />
          </Button>
        }
      >
        {school.can.update ? (
          <MenuItem asChild>
            <Link to="/schools/$schoolId/edit" params={{ schoolId: school.id }}>
              <Pencil aria-hidden className="size-4" />
              {t("common.edit")}
            </Link>
          </MenuItem>
        ) : null}
        {school.can.restore ? (
          <MenuItem onSelect={() => restoreSchool(school)}>
            <RotateCcw aria-hidden className="size-4" />
            {t("common.restore")}
          </MenuItem>
        ) : null}
        {school.can.delete ? (
          <MenuItem danger onSelect={() => setAsking(true)}>
            <Trash2 aria-hidden className="size-4" />
            {t("common.delete")}
          </MenuItem>
        ) : null}
      </Menu>
      <DeleteSchoolDialog school={school} open={asking} onOpenChange={setAsking} />
    </>
  );
}
