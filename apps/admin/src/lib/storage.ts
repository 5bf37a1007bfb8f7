/**
 * `localStorage` for small settings. A browser may refuse storage (private windows, policies): the app then works
 * until the tab is closed, so the values are kept in memory beside it.
 */
const memory = new Map<string, string>();

export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

export function writeStored(key: string, value: string | null): void {
  if (value === null) memory.delete(key);
  else memory.set(key, value);
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Kept in memory above.
  }
}

/** Calls back when another tab of this browser changes the key. */
export function onStoredElsewhere(key: string, callback: (value: string | null) => void): () => void {
  const listener = (event: StorageEvent) => {
    if (event.key !== key && event.key !== null) return;
    memory.delete(key);
    callback(event.key === null ? null : event.newValue);
  };
  addEventListener("storage", listener);
  return () => removeEventListener("storage", listener);
}
