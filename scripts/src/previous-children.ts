import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { identifyProcess, isStillAlive, type ProcessIdentity, sendSignal, waitUntilGone } from "@gloria/db";

const patienceMs = 15_000;

/** Remembers the processes of this start in a file, for the next start to find when this one is killed. */
export class ChildRegister {
  private readonly file: string;
  private readonly children = new Map<string, ProcessIdentity>();

  constructor(file: string) {
    this.file = file;
  }

  note(name: string, pid: number): void {
    this.children.set(name, identifyProcess(pid));
    writeFileSync(this.file, JSON.stringify([...this.children.values()]), { mode: 0o600 });
  }

  clear(): void {
    this.children.clear();
    rmSync(this.file, { force: true });
  }
}

/**
 * Waits for the children of a launcher that was killed: they notice and finish by themselves, and keep their port
 * until then. What does not finish in 15 s is ended. Returns how many there were.
 */
export async function waitForPreviousChildren(file: string): Promise<number> {
  const left = readRegister(file).filter(isStillAlive);
  for (const child of left) {
    if (!(await waitUntilGone(child, patienceMs))) {
      sendSignal(child.pid, "SIGKILL");
      await waitUntilGone(child, patienceMs);
    }
  }
  rmSync(file, { force: true });
  return left.length;
}

function readRegister(file: string): ProcessIdentity[] {
  if (!existsSync(file)) {
    return [];
  }
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // Cut off by the kill that we clean up after: whoever stood in it keeps or frees the port as it likes.
    return [];
  }
  return Array.isArray(value) ? value.filter(isIdentity) : [];
}

function isIdentity(value: unknown): value is ProcessIdentity {
  return (
    typeof value === "object" &&
    value !== null &&
    "pid" in value &&
    typeof value.pid === "number" &&
    "startToken" in value &&
    typeof value.startToken === "string"
  );
}
