import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { TextLink } from "./text-link.tsx";

/** From a refusal to why it was refused and what is missing: about the record whose page this is, where it is one. */
export function DenialLink({ permission }: { readonly permission: string }) {
  const { t } = useTranslation();
  const target = useParams({ strict: false, select: targetOfPage });
  return (
    <p>
      <TextLink to="/access/explain" search={{ code: permission, ...target }}>
        {t("state.deniedWhy")}
      </TextLink>
    </p>
  );
}

const things = { userId: "user", schoolId: "school", departmentId: "department", positionId: "position" } as const;

function targetOfPage(params: Readonly<Record<string, string | undefined>>): { on?: string; id?: string } {
  for (const [name, on] of Object.entries(things)) {
    const id = params[name];
    if (id !== undefined) return { on, id };
  }
  return {};
}
