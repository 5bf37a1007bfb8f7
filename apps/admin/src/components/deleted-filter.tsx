import { useSearch } from "@tanstack/react-router";
import { Checkbox } from "../ui/checkbox.tsx";
import { useListAddress } from "./use-list-address.ts";

/** Shows what was deleted instead of what is there. */
export function DeletedFilter({ label }: { readonly label: string }) {
  const { change } = useListAddress([]);
  const deleted = useSearch({ strict: false, select: (search) => search.deleted });
  return (
    <Checkbox
      label={label}
      checked={deleted === "true"}
      onChange={(event) => change({ deleted: event.target.checked ? "true" : undefined })}
    />
  );
}
