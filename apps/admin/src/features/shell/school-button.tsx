import { ChevronsUpDown, School } from "lucide-react";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../lib/me.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";

/** Says which school the app is narrowed to. */
export function SchoolButton(props: ComponentProps<"button">) {
  const { t } = useTranslation();
  const { schools } = useMe();
  const scope = useSchoolScope();
  const chosen = schools.find((candidate) => candidate.id === scope);
  const name = scope === null ? t("shell.allSchools") : (chosen?.name ?? t("shell.schoolUnknown"));
  return (
    <button
      type="button"
      className="control flex w-full min-w-0 items-center gap-3 rounded-control bg-nav-raised px-3 text-left text-sm font-semibold text-nav-ink focus-visible:outline-nav-mark"
      {...props}
    >
      <School aria-hidden className="size-4.5 shrink-0 text-nav-mark" />
      <span className="sr-only">{t("shell.switchSchool")}: </span>
      <span className="flex-1 truncate">{name}</span>
      <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-nav-soft" />
    </button>
  );
}
