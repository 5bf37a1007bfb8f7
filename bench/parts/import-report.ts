import { cpus, loadavg } from "node:os";
import { type Spread, spreadOf } from "./statistics.ts";

const commitGoalSeconds = 60;
const memoryGoalMebibytes = 256;

export const importFormats = ["csv", "xlsx"] as const;
export type ImportFormat = (typeof importFormats)[number];

/** Rows a second of each phase, and of the same rows copied. */
export interface ImportRound {
  readonly dryRun: number;
  readonly commit: number;
  readonly copy: number;
}

export interface MeasuredImports {
  readonly rows: number;
  readonly postgresVersion: string;
  readonly rounds: Readonly<Record<ImportFormat, readonly ImportRound[]>>;
  /** Resident memory of the worker while it imports, in MiB. */
  readonly memory: readonly number[];
  /** Load average of the machine before the first round. */
  readonly loadBefore: number;
}

export interface ImportReport {
  readonly text: string;
  readonly markdown: string;
  readonly verdict: string;
  readonly isMet: boolean;
  readonly figures: object;
}

export function makeImportReport(measured: MeasuredImports): ImportReport {
  const { rows, rounds, memory } = measured;
  const short: string[] = [];
  const lines = importFormats.flatMap((format) => {
    const of = (phase: keyof ImportRound) => spreadOf(rounds[format].map((round) => round[phase]));
    const ratio = (phase: keyof ImportRound) => spreadOf(rounds[format].map((round) => round[phase] / round.copy));
    const seconds = 10_000 / of("commit").median;
    if (seconds > commitGoalSeconds) {
      short.push(`commit of 10,000 rows (${format}) ${seconds.toFixed(0)} s of ${commitGoalSeconds}`);
    }
    const rate = (phase: keyof ImportRound) => spread(of(phase), (n) => n.toFixed(0));
    const name = format.toUpperCase();
    return [
      [`${name}, dry run, rows/s`, rate("dryRun"), rate("copy"), spread(ratio("dryRun"), percent), "", ""],
      [
        `${name}, commit, rows/s`,
        rate("commit"),
        rate("copy"),
        spread(ratio("commit"), percent),
        `10,000 rows ≤ ${commitGoalSeconds} s (${seconds.toFixed(1)} s)`,
        seconds <= commitGoalSeconds ? "met" : "short",
      ],
    ];
  });
  const resident = spreadOf(memory);
  const fits = resident.max <= memoryGoalMebibytes;
  if (!fits) short.push(`memory ${resident.max.toFixed(0)} MiB of ${memoryGoalMebibytes}`);
  lines.push([
    "memory of the worker, MiB RSS",
    spread(resident, (n) => n.toFixed(0)),
    "",
    "",
    `≤ ${memoryGoalMebibytes}`,
    fits ? "met" : "short",
  ]);
  const table = [["", "Gloria", "plain COPY", "ratio", "goal", ""], ...lines];
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "?"}, Node ${process.version}, PostgreSQL ${measured.postgresVersion}`;
  const setting = `${rows.toLocaleString("en")} rows, ${rounds.csv.length} rounds; load average ${measured.loadBefore.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after; ${machine}`;
  const verdict = short.length === 0 ? "bench imports: met" : `bench imports: short: ${short.join("; ")}`;
  return {
    text: `${setting}\nmedians of the rounds [minimum–maximum]\n\n${aligned(table)}`,
    markdown: `${new Date().toISOString().slice(0, 10)}, ${setting}.\n\n${markdownTable(table)}`,
    verdict,
    isMet: short.length === 0,
    figures: { at: new Date().toISOString(), machine, ...measured, memory: resident, verdict },
  };
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const spread = ({ median, min, max }: Spread, write: (n: number) => string) =>
  `${write(median)} [${write(min)}–${write(max)}]`;

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}

function markdownTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows.map((row) => `| ${row.join(" | ")} |`);
  return [head, `|${" --- |".repeat(rows[0]?.length ?? 0)}`, ...body].join("\n");
}
