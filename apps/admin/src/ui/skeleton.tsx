import { classNames } from "./class-names.ts";

/** Holds the place of a text or a control of known size, so that nothing moves when the data is there. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <span aria-hidden className={classNames("skeleton block h-4", className)} />;
}

export function SkeletonLines({ count, label }: { readonly count: number; readonly label: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-3">
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} className={index % 3 === 2 ? "w-2/3" : "w-full"} />
      ))}
    </div>
  );
}
