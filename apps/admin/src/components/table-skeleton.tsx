import { useTranslation } from "react-i18next";
import { Skeleton } from "../ui/skeleton.tsx";

/** As tall as the rows that will follow. */
export function TableSkeleton({ rows = 8 }: { readonly rows?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t("common.loading")}>
      <div className="hidden h-11 border-b border-line bg-sunken/60 md:block" />
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex h-16 items-center gap-4 border-line px-4 not-last:border-b">
          <Skeleton className="size-9 rounded-full" />
          <Skeleton className="h-4 w-40" />
          <Skeleton className="ml-auto h-4 w-16 md:w-72" />
        </div>
      ))}
    </div>
  );
}
