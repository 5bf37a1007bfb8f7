import type { PermissionEntry } from "@gloria/contracts";
import type { TFunction } from "i18next";
import type { Column } from "../../components/data-table.tsx";
import { NameLink } from "../../components/text-link.tsx";
import type { HeadingNames } from "../../lib/use-heading-name.ts";
import { PermissionTraits } from "./permission-traits.tsx";

export function permissionColumns(t: TFunction, heading: HeadingNames): readonly Column<PermissionEntry>[] {
  return [
    {
      id: "name",
      header: t("catalogue.name"),
      names: true,
      cell: (permission) => <PermissionIdentity permission={permission} />,
    },
    {
      id: "group",
      header: t("catalogue.group"),
      hideable: true,
      cell: ({ group }) => heading.group(group),
    },
    {
      id: "module",
      header: t("catalogue.module"),
      hideable: true,
      cell: ({ module }) => heading.module(module),
    },
    {
      id: "traits",
      header: t("catalogue.traits"),
      hideable: true,
      cell: (permission) => <PermissionTraits of={permission} />,
    },
  ];
}

/** Name and code; the way to the page. */
export function PermissionIdentity({ permission }: { readonly permission: PermissionEntry }) {
  return (
    <span className="grid justify-items-start">
      <NameLink to="/permissions/$permissionId" params={{ permissionId: permission.id }}>
        {permission.name}
      </NameLink>
      <code className="font-mono text-xs break-all text-ink-soft">{permission.code}</code>
    </span>
  );
}
