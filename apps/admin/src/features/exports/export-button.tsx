import type { ExportKind } from "@gloria/contracts";
import { Link } from "@tanstack/react-router";
import { FileDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { holds, useMe } from "../../lib/me.ts";
import { Button } from "../../ui/button.tsx";

interface ExportButtonProps {
  readonly kind: Extract<ExportKind, "users" | "employees">;
  /** What narrows the list now. */
  readonly filter: Readonly<Record<string, string | number | boolean | undefined>>;
}

const permissions = { users: "user:export", employees: "employee:export" } as const;

/** From a list to an export of what it shows, all pages of it. A way there only: the server judges what may be taken out. */
export function ExportButton({ kind, filter }: ExportButtonProps) {
  const { t } = useTranslation();
  const me = useMe();
  if (!holds(me, "export:create") || !holds(me, permissions[kind])) return null;
  return (
    <Button asChild>
      <Link
        to="/exports/new"
        search={{ kind, ...(Object.keys(filter).length > 0 ? { filter: JSON.stringify(filter) } : {}) }}
      >
        <FileDown aria-hidden className="size-4" />
        {t("exporting.fromList")}
      </Link>
    </Button>
  );
}
