import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { readStored, writeStored } from "../../lib/storage.ts";
import { usePlaceGroups } from "./use-places.ts";

const key = "gloria.single-keys";
const listeners = new Set<() => void>();

/** Shortcuts of one character can be switched off (WCAG 2.1.4); those with Ctrl or ⌘ stay. */
export function useSingleKeys(): readonly [enabled: boolean, set: (enabled: boolean) => void] {
  const enabled = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => readStored(key) !== "off",
  );
  return [
    enabled,
    (next) => {
      writeStored(key, next ? null : "off");
      for (const listener of listeners) listener();
    },
  ];
}

interface ShortcutTargets {
  readonly onPalette: () => void;
  readonly onHelp: () => void;
}

const sequencePauseMs = 1_200;

export function useShortcuts({ onPalette, onHelp }: ShortcutTargets): void {
  const [singleKeys] = useSingleKeys();
  const navigate = useNavigate();
  const groups = usePlaceGroups();
  const pressedAt = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        onPalette();
        return;
      }
      if (!singleKeys || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const inSequence = event.timeStamp - pressedAt.current < sequencePauseMs;
      pressedAt.current = Number.NEGATIVE_INFINITY;
      if (inSequence) {
        const place = groups.flatMap((group) => group.places).find((candidate) => candidate.shortcut === event.key);
        if (place)
          void navigate({ to: place.to, search: (search) => (search.school ? { school: search.school } : {}) });
      } else if (event.key === "g") pressedAt.current = event.timeStamp;
      else if (event.key === "?") onHelp();
      else if (event.key === "/") {
        const search = document.querySelector<HTMLInputElement>("[data-search]");
        if (search) {
          event.preventDefault();
          search.focus();
          search.select();
        }
      }
    };
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, [singleKeys, navigate, groups, onPalette, onHelp]);
}

/** In a field, a menu or a dialog the key belongs to it. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("input, textarea, select, [role=menu], [role=dialog], [role=alertdialog]") !== null)
  );
}
