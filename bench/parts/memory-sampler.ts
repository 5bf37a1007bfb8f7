import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const intervalMs = 250;

/** Watches the resident memory of a process while {@link during} runs; the rest of its life does not count. */
export class MemorySampler {
  readonly samples: number[] = [];
  readonly #pid: number;

  constructor(pid: number) {
    this.#pid = pid;
  }

  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    const timer = setInterval(() => this.samples.push(residentMebibytes(this.#pid)), intervalMs);
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  }
}

function residentMebibytes(pid: number): number {
  if (process.platform === "linux") {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(line) / 1024;
  }
  return Number(execFileSync("ps", ["-o", "rss=", "-p", `${pid}`], { encoding: "utf8" })) / 1024;
}
