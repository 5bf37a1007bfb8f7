import { usePermissionName } from "../lib/use-permission-name.ts";

/** A permission by its name, with the code that stands for it everywhere else. */
export function PermissionText({ code }: { readonly code: string }) {
  const name = usePermissionName()(code);
  return (
    <span className="grid min-w-0">
      {name === code ? null : <span className="break-words">{name}</span>}
      <code className={name === code ? "font-mono text-sm break-all" : "font-mono text-xs break-all text-ink-soft"}>
        {code}
      </code>
    </span>
  );
}
