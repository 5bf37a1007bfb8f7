import { useTranslation } from "react-i18next";
import { TextLink } from "../../components/text-link.tsx";

interface NamedLinkProps {
  readonly kind: "user" | "role" | "position" | "department";
  readonly named: { readonly id: string; readonly name: string | null };
}

/** Whoever or whatever holds a right, leading to its page; without a name the reader may not see it. */
export function NamedLink({ kind, named: { id, name } }: NamedLinkProps) {
  const { t } = useTranslation();
  if (name === null) return <span className="text-ink-soft">{t("access.sourceUnnamed")}</span>;
  switch (kind) {
    case "user":
      return (
        <TextLink to="/users/$userId" params={{ userId: id }}>
          {name}
        </TextLink>
      );
    case "role":
      return (
        <TextLink to="/roles/$roleId" params={{ roleId: id }}>
          {name}
        </TextLink>
      );
    case "position":
      return (
        <TextLink to="/positions/$positionId" params={{ positionId: id }}>
          {name}
        </TextLink>
      );
    case "department":
      return (
        <TextLink to="/departments/$departmentId" params={{ departmentId: id }}>
          {name}
        </TextLink>
      );
  }
}
