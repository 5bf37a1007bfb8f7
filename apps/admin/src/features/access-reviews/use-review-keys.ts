import { useEffect, useRef } from "react";
import { useSingleKeys } from "../shell/use-shortcuts.ts";

/** As long as the shell waits for the second key of a shortcut. */
const sequencePauseMs = 1_200;

interface ReviewKeys {
  readonly ids: readonly string[];
  readonly current: string | null;
  readonly onMove: (id: string) => void;
  readonly onSelect: (id: string) => void;
  readonly onKeep: () => void;
  readonly onRevoke: () => void;
  readonly enabled: boolean;
}

/** j and k move, x selects, e keeps, r revokes; none of them while somebody types or a dialog is open. */
export function useReviewKeys({ ids, current, enabled, ...on }: ReviewKeys): void {
  const [singleKeys] = useSingleKeys();
  const { onMove, onSelect, onKeep, onRevoke } = on;
  const leavingAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (!enabled || !singleKeys) return;
    const listener = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || belongsElsewhere(event.target))
        return;
      // After `g` a key names a place of the app.
      const isLeaving = event.timeStamp - leavingAt.current < sequencePauseMs;
      leavingAt.current = event.key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (isLeaving || event.key === "g") return;
      const place = current === null ? -1 : ids.indexOf(current);
      if (event.key === "j" || event.key === "k") {
        const next = ids[event.key === "j" ? Math.min(place + 1, ids.length - 1) : Math.max(place - 1, 0)];
        if (next === undefined) return;
        onMove(next);
        document.querySelector(`[data-item="${next}"]`)?.scrollIntoView({ block: "nearest" });
      } else if (event.key === "x" && current !== null) onSelect(current);
      else if (event.key === "e") onKeep();
      else if (event.key === "r") onRevoke();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, [enabled, singleKeys, ids, current, onMove, onSelect, onKeep, onRevoke]);
}

function belongsElsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      (target instanceof HTMLInputElement && target.type !== "checkbox") ||
      target.closest("textarea, select, [role=menu], [role=dialog], [role=alertdialog]") !== null)
  );
}
