/** What one look at the installation found. */
export interface Finding {
  readonly name: string;
  readonly state: "ok" | "warning" | "failed" | "skipped";
  readonly detail: string;
  /** What to do about it; null when nothing need be done. */
  readonly fix: string | null;
}

export function ok(name: string, detail: string): Finding {
  return { name, state: "ok", detail, fix: null };
}

export function warning(name: string, detail: string, fix: string): Finding {
  return { name, state: "warning", detail, fix };
}

export function failed(name: string, detail: string, fix: string): Finding {
  return { name, state: "failed", detail, fix };
}

export function skipped(name: string, detail: string): Finding {
  return { name, state: "skipped", detail, fix: null };
}
