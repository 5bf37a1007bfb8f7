import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Segments } from "../../ui/segments.tsx";

/** Permissions, or the headings under which they stand. */
export function CatalogueViewSwitch({ view }: { readonly view: "permissions" | "groups" }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Segments
      label={t("catalogue.view")}
      value={view}
      options={[
        { value: "permissions", label: t("catalogue.viewPermissions") },
        { value: "groups", label: t("catalogue.viewGroups") },
      ]}
      onChoose={(chosen) =>
        void navigate({
          to: "/permissions",
          search: ({ school }) => ({
            ...(school ? { school } : {}),
            ...(chosen === "groups" ? { view: "groups" } : {}),
          }),
        })
      }
    />
  );
}
