import { readdirSync, readFileSync } from "node:fs";

/** CPU time that one run took, in milliseconds. */
export interface CpuTime {
  readonly server: number;
  /** All processes of PostgreSQL together. */
  readonly database: number;
}

// USER_HZ: what Linux reports CPU time in, whatever the kernel's own tick.
const ticksPerSecond = 100;

/** CPU time of a server and of PostgreSQL while `work` runs; null where there is no /proc to read it from. */
export async function measureCpu<Result>(
  pids: { readonly server: number; readonly postmaster: number },
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly cpu: CpuTime | null }> {
  if (process.platform !== "linux") return { result: await work(), cpu: null };
  const read = () => ({ server: ticksOf(pids.server).own, database: ticksOfFamily(pids.postmaster) });
  const before = read();
  const result = await work();
  const after = read();
  const milliseconds = (ticks: number) => (ticks * 1000) / ticksPerSecond;
  return {
    result,
    cpu: {
      server: milliseconds(after.server - before.server),
      database: milliseconds(after.database - before.database),
    },
  };
}

/** A process, its children, and those that have ended. */
function ticksOfFamily(pid: number): number {
  const { own, ended } = ticksOf(pid);
  let total = own + ended;
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const child = statOf(Number(entry));
    if (child?.parent === pid) total += child.own;
  }
  return total;
}

function ticksOf(pid: number): { own: number; ended: number } {
  const stat = statOf(pid);
  if (stat === null) throw new Error(`process ${pid} is gone`);
  return stat;
}

/** Null when the process ended between listing and reading. */
function statOf(pid: number): { parent: number; own: number; ended: number } | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")) return null;
    throw error;
  }
  // The name in parentheses may hold spaces; behind it come state, parent and so on.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const number = (index: number) => Number(fields[index]);
  return { parent: number(1), own: number(11) + number(12), ended: number(13) + number(14) };
}
