import { classNames } from "./class-names.ts";

/** The first letters of a name; decoration beside the name itself. */
export function Avatar({ name, className }: { readonly name: string; readonly className?: string }) {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("");
  return (
    <span
      aria-hidden
      className={classNames(
        "inline-flex size-9 shrink-0 items-center justify-center rounded-full bg-accent-soft text-xs font-bold text-accent-ink uppercase",
        className,
      )}
    >
      {letters}
    </span>
  );
}
