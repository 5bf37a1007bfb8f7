import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import type { CpuTime } from "./cpu-meter.ts";
import type { ScenarioResult, SideResult } from "./run-scenario.ts";
import { type SteadyResult, steadyPerSecond } from "./run-steady-search.ts";
import { type Spread, spreadOf } from "./statistics.ts";

const searchP95GoalMs = 20;
const memoryGoalMebibytes = 200;

export interface Measured {
  readonly users: number;
  readonly postgresVersion: string;
  readonly connections: number;
  readonly scenarios: readonly ScenarioResult[];
  readonly steady: SteadyResult | null;
  /** Resident memory of the api under load, in MiB. */
  readonly memory: readonly number[];
}

interface Line {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  readonly ratio: string;
  /** CPU milliseconds a request: server + database, ours against the peer's. */
  readonly cpu: string;
  readonly goal: string;
  readonly isMet: boolean;
  /** For the last line, when it is not. */
  readonly short: string;
}

export interface Report {
  readonly text: string;
  readonly markdown: string;
  readonly verdict: string;
  readonly isMet: boolean;
  readonly figures: object;
}

export function makeReport(measured: Measured): Report {
  const lines = [
    ...measured.scenarios.map(scenarioLine),
    ...(measured.steady === null ? [] : [steadyLine(measured.steady)]),
    ...(measured.memory.length === 0 ? [] : [memoryLine(measured.memory)]),
  ];
  const short = lines.filter(({ isMet }) => !isMet).map((line) => line.short);
  const verdict = short.length === 0 ? "bench api: met" : `bench api: short: ${short.join("; ")}`;
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "?"}, Node ${process.version}, PostgreSQL ${measured.postgresVersion}`;
  const setting = `${measured.users.toLocaleString("en")} people, ${measured.connections} connections; ${machine}`;
  const rows = [
    ["", "Gloria", "peer", "ratio", "CPU ms", "goal", ""],
    ...lines.map((line) => [
      line.what,
      line.ours,
      line.peer,
      line.ratio,
      line.cpu,
      line.goal,
      line.isMet ? "met" : "short",
    ]),
  ];
  return {
    text: `${setting}\nrequests/s (p95 in ms), medians of the rounds [minimum–maximum]; CPU ms a request, server + database, Gloria / peer\n\n${aligned(rows)}`,
    markdown: `${new Date().toISOString().slice(0, 10)}, ${setting}.\n\n${markdownTable(rows)}`,
    verdict,
    isMet: short.length === 0,
    figures: { at: new Date().toISOString(), machine, ...figuresOf(measured), verdict },
  };
}

function scenarioLine({ scenario, peerLabel, rounds }: ScenarioResult): Line {
  const ratio = spreadOf(rounds.map(({ ours, theirs }) => ours.perSecond / theirs.perSecond));
  const side = (of: "ours" | "theirs") => {
    const rate = spreadOf(rounds.map((round) => round[of].perSecond));
    const p95 = spreadOf(rounds.map((round) => round[of].p95));
    return `${spread(rate, (n) => n.toFixed(0))} (${p95.median.toFixed(1)})`;
  };
  return {
    what: scenario.title,
    ours: side("ours"),
    peer: `${peerLabel} ${side("theirs")}`,
    ratio: spread(ratio, percent),
    cpu: `${cpuText(rounds.map(({ ours }) => ours))} / ${cpuText(rounds.map(({ theirs }) => theirs))}`,
    goal: `≥ ${percent(scenario.goal)}`,
    isMet: ratio.median >= scenario.goal,
    short: `${scenario.title} ${percent(ratio.median)} of ${percent(scenario.goal)}`,
  };
}

function steadyLine({ rounds }: SteadyResult): Line {
  const ours = spreadOf(rounds.map((round) => round.ours.p95));
  const theirs = spreadOf(rounds.map((round) => round.theirs.p95));
  const ms = (n: number) => n.toFixed(1);
  return {
    what: `search at ${steadyPerSecond}/s, p95 in ms`,
    ours: spread(ours, ms),
    peer: spread(theirs, ms),
    ratio: "",
    cpu: "",
    goal: `< ${searchP95GoalMs}`,
    isMet: ours.median < searchP95GoalMs,
    short: `search p95 ${ms(ours.median)} ms of ${searchP95GoalMs}`,
  };
}

function memoryLine(samples: readonly number[]): Line {
  const memory = spreadOf(samples);
  const mebibytes = (n: number) => n.toFixed(0);
  return {
    what: "memory of the api, MiB RSS",
    ours: spread(memory, mebibytes),
    peer: "",
    ratio: "",
    cpu: "",
    goal: `≤ ${memoryGoalMebibytes}`,
    isMet: memory.max <= memoryGoalMebibytes,
    short: `memory ${mebibytes(memory.max)} MiB of ${memoryGoalMebibytes}`,
  };
}

function figuresOf(measured: Measured): object {
  return {
    users: measured.users,
    connections: measured.connections,
    scenarios: measured.scenarios.map(({ scenario, peerLabel, rounds, compared }) => ({
      name: scenario.name,
      peer: peerLabel,
      goal: scenario.goal,
      ratio: spreadOf(rounds.map(({ ours, theirs }) => ours.perSecond / theirs.perSecond)),
      rounds,
      compared,
    })),
    searchAtFixedRate: measured.steady === null ? null : { perSecond: steadyPerSecond, rounds: measured.steady.rounds },
    memoryMebibytes: measured.memory.length === 0 ? null : spreadOf(measured.memory),
  };
}

function cpuText(runs: readonly SideResult[]): string {
  const known = runs.flatMap(({ cpuPerRequest }) => cpuPerRequest ?? []);
  if (known.length === 0) return "?";
  const median = (of: keyof CpuTime) => spreadOf(known.map((cpu) => cpu[of])).median.toFixed(2);
  return `${median("server")} + ${median("database")}`;
}

const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
const spread = ({ median, min, max }: Spread, write: (n: number) => string) =>
  `${write(median)} [${write(min)}–${write(max)}]`;

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows.map((row) => `| ${row.join(" | ")} |`);
  return [head, `|${" --- |".repeat(rows[0]?.length ?? 0)}`, ...body].join("\n");
}

/** Replaces what stands between the markers of `name`. @throws Error when they are missing */
export function writeIntoDocs(file: string, name: string, markdown: string): void {
  const text = readFileSync(file, "utf8");
  const [begin, end] = [`<!-- bench:${name}:begin -->`, `<!-- bench:${name}:end -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no place for the figures of ${name}: ${begin} … ${end}`);
  writeFileSync(file, `${text.slice(0, from + begin.length)}\n${markdown}\n${text.slice(to)}`);
}
