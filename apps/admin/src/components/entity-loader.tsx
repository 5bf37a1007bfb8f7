import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Skeleton, SkeletonLines } from "../ui/skeleton.tsx";
import { FailurePanel } from "./failure-panel.tsx";

interface EntityLoaderProps<Entity> {
  readonly query: {
    readonly data: Entity | undefined;
    readonly error: unknown;
    readonly isPending: boolean;
    readonly refetch: () => unknown;
  };
  readonly children: (entity: Entity) => ReactNode;
}

/** The page of one record once it is there; until then its outline, or why it cannot be had. */
export function EntityLoader<Entity>({ query, children }: EntityLoaderProps<Entity>) {
  const { t } = useTranslation();
  if (query.isPending) {
    return (
      <div className="grid gap-6">
        <Skeleton className="h-9 w-72 max-w-full" />
        <SkeletonLines count={9} label={t("common.loading")} />
      </div>
    );
  }
  if (query.data === undefined)
    return <FailurePanel error={query.error} onRetry={() => query.refetch()} headingLevel={1} />;
  return children(query.data);
}
