import type { PermissionCode } from "@gloria/contracts";
import { Lock } from "lucide-react";
import { type ComponentProps, Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Message } from "../ui/message.tsx";
import { DenialLink } from "./denial-link.tsx";
import { EntityLoader } from "./entity-loader.tsx";

interface Editable {
  readonly id: string;
  readonly deletedAt: string | null;
  readonly can: { readonly update: boolean };
}

interface EditGateProps<Entity extends Editable> {
  readonly query: ComponentProps<typeof EntityLoader<Entity>>["query"];
  readonly permission: PermissionCode;
  readonly children: (entity: Entity) => ReactNode;
}

/**
 * Options of the query behind a form: read once, for while somebody edits, the form keeps the version that it began
 * with.
 */
export const readOnce = { refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY, gcTime: 0 } as const;

/** The form of a record, for those who may change it. */
export function EditGate<Entity extends Editable>({ query, permission, children }: EditGateProps<Entity>) {
  const { t } = useTranslation();
  return (
    <EntityLoader query={query}>
      {(entity) =>
        entity.can.update ? (
          <Fragment key={entity.id}>{children(entity)}</Fragment>
        ) : (
          <Message icon={<Lock />} title={t("state.deniedTitle")} headingLevel={1}>
            <p>{entity.deletedAt ? t("state.deletedNotice") : t("state.deniedBody", { permission })}</p>
            {entity.deletedAt ? null : <DenialLink permission={permission} />}
          </Message>
        )
      }
    </EntityLoader>
  );
}
