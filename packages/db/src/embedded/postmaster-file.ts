/** What the server writes into `postmaster.pid`; the lines after the second appear while it starts. */
export interface PostmasterFile {
  readonly pid: number;
  readonly dataDir: string;
  readonly port: number | null;
  readonly status: "starting" | "stopping" | "ready" | "standby" | null;
}

/** Reads the text of a `postmaster.pid`; null when it is empty or cut off before it says whose it is. */
export function parsePostmasterFile(text: string): PostmasterFile | null {
  const lines = text.split(/\r?\n/);
  const pid = Number.parseInt(lines[0] ?? "", 10);
  const dataDir = (lines[1] ?? "").trim();
  if (!Number.isSafeInteger(pid) || pid <= 0 || dataDir === "") {
    return null;
  }
  const port = Number.parseInt(lines[3] ?? "", 10);
  const status = (lines[7] ?? "").trim();
  return {
    pid,
    dataDir,
    port: Number.isSafeInteger(port) && port > 0 && port < 65_536 ? port : null,
    status:
      status === "starting" || status === "stopping" || status === "ready" || status === "standby" ? status : null,
  };
}
