import { useSyncExternalStore } from "react";
import { onStoredElsewhere, readStored, writeStored } from "./storage.ts";

/** The key is also read by `public/before-paint.js`, before anything is drawn. */
const key = "gloria.theme";
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const listeners = new Set<() => void>();
const system = matchMedia("(prefers-color-scheme: dark)");

function currentTheme(): Theme {
  const stored = readStored(key);
  return stored === "light" || stored === "dark" ? stored : "system";
}

export function setTheme(theme: Theme): void {
  writeStored(key, theme === "system" ? null : theme);
  apply();
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme);
}

/** Is the page drawn dark now? */
export function useDark(): boolean {
  return useSyncExternalStore(subscribe, () => document.documentElement.dataset["theme"] === "dark");
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function apply(): void {
  const theme = currentTheme();
  const dark = theme === "dark" || (theme === "system" && system.matches);
  document.documentElement.dataset["theme"] = dark ? "dark" : "light";
  for (const listener of listeners) listener();
}

system.addEventListener("change", apply);
onStoredElsewhere(key, apply);
