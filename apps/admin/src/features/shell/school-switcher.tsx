import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { PopupProps } from "../../components/lazy-popup.tsx";
import { useMe } from "../../lib/me.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { Menu, MenuChoice, MenuLabel } from "../../ui/menu.tsx";
import { SchoolButton } from "./school-button.tsx";

const wholeFoundation = "all";

/** Narrows the whole app to one school; the choice lives in the address, so a link carries it. */
export function SchoolSwitcher({ defaultOpen = false }: PopupProps) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const school = useSchoolScope();
  return (
    <Menu align="start" className="w-72" defaultOpen={defaultOpen} trigger={<SchoolButton />}>
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
