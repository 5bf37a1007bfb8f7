import { useNavigate } from "@tanstack/react-router";
import { ChevronsUpDown, School } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../lib/me.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { Menu, MenuChoice, MenuLabel } from "../../ui/menu.tsx";

const wholeFoundation = "all";

/** Narrows the whole app to one school; the choice lives in the address, so a link carries it. */
export function SchoolSwitcher() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const school = useSchoolScope();
  const current = me.schools.find((candidate) => candidate.id === school);
  const name = school === null ? t("shell.allSchools") : (current?.name ?? t("shell.schoolUnknown"));
  if (me.schools.length === 0) return null;
  return (
    <Menu
      align="start"
      className="w-72"
      trigger={
        <button
          type="button"
          className="control flex w-full min-w-0 items-center gap-3 rounded-control bg-nav-raised px-3 text-left text-sm font-semibold text-nav-ink focus-visible:outline-nav-mark"
        >
          <School aria-hidden className="size-4.5 shrink-0 text-nav-mark" />
          <span className="sr-only">{t("shell.switchSchool")}: </span>
          <span className="flex-1 truncate">{name}</span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-nav-soft" />
        </button>
      }
    >
      <MenuLabel>{t("shell.school")}</MenuLabel>
      <MenuChoice
        label={t("shell.switchSchool")}
        value={school ?? wholeFoundation}
        options={[
          { value: wholeFoundation, label: t("shell.allSchools") },
          ...me.schools.map((candidate) => ({ value: candidate.id, label: candidate.name })),
        ]}
        onChoose={(value) =>
          void navigate({
            to: ".",
            search: (search) => {
              // A cursor belongs to the rows of the school before.
              const { school: _school, cursor: _cursor, ...rest } = search;
              return value === wholeFoundation ? rest : { ...rest, school: value };
            },
          })
        }
      />
    </Menu>
  );
}
