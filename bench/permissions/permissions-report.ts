import { cpus, loadavg } from "node:os";
import { markdownTable } from "../parts/report.ts";
import { type Spread, spreadOf } from "../parts/statistics.ts";
import { peerVersions } from "./install-peers.ts";
import type { EngineResult } from "./measure-engines.ts";
import type { EpochResult } from "./measure-epoch.ts";
import type { ListResult } from "./measure-list.ts";
import type { RequestResult } from "./measure-requests.ts";

export interface MeasuredPermissions {
  readonly engines: readonly EngineResult[];
  /** Null when nothing of it was asked for. */
  readonly house: {
    readonly users: number;
    readonly postgresVersion: string;
    readonly requests: readonly RequestResult[];
    readonly list: ListResult | null;
    readonly epoch: EpochResult | null;
  } | null;
  readonly loadBefore: number;
}

interface Goal {
  readonly text: string;
  readonly isMet: boolean;
  readonly short: string;
}

export interface PermissionsReport {
  readonly text: string;
  readonly markdown: string;
  readonly verdict: string;
  readonly isMet: boolean;
  readonly figures: object;
}

const warmGoal = 500_000;
const bytesGoal = 5_000;
const firstCheckGoalMs = 0.2;
const checkGoalMs = 10;
const validateGoalMs = 5;
const whoCanGoalMs = 100;
const listGoal = 1.2;
const epochGoal = 0.05;

export function makePermissionsReport(measured: MeasuredPermissions): PermissionsReport {
  const goals: Goal[] = [];
  const goal = (name: string, value: string, wanted: string, isMet: boolean): Goal => {
    const made = { text: `${wanted}: ${isMet ? "met" : "short"}`, isMet, short: `${name} ${value} of ${wanted}` };
    goals.push(made);
    return made;
  };
  const engineRows = measured.engines.map((engine) => engineRow(engine, goal));
  const houseRows = measured.house === null ? [] : rowsOfHouse(measured.house, goal);
  const engineTable = [
    ["engine", "checks per CPU-second", "checks/s", "CPU µs a check", "bytes a user", "answers, all right", "goal"],
    ...engineRows,
  ];
  const houseTable = [["over HTTP and SQL", "ms, median", "ms, p95", "goal"], ...houseRows];
  const short = goals.filter(({ isMet }) => !isMet).map((one) => one.short);
  const setting = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "?"}, Node ${process.version}; load average ${measured.loadBefore.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`;
  const house =
    measured.house === null
      ? ""
      : `${measured.house.users.toLocaleString("en")} people, PostgreSQL ${measured.house.postgresVersion}. `;
  const tables = [measured.engines.length > 0 ? engineTable : [], houseRows.length > 0 ? houseTable : []].filter(
    (table) => table.length > 0,
  );
  const markdown = tables.map((table) => markdownTable(table)).join("\n\n");
  const intro = `${house}${setting}. ${peerVersions}.`;
  const verdict = short.length === 0 ? "bench permissions: met" : `bench permissions: short: ${short.join("; ")}`;
  return {
    text: `${intro}\nmedians of the rounds [minimum–maximum]\n\n${markdown}`,
    markdown: `${new Date().toISOString().slice(0, 10)}. ${intro}\n\n${markdown}`,
    verdict,
    isMet: short.length === 0,
    figures: { at: new Date().toISOString(), setting: intro, ...measured, verdict },
  };
}

type MakeGoal = (name: string, value: string, wanted: string, isMet: boolean) => Goal;

function engineRow({ choice, rounds, bytesPerUser }: EngineResult, goal: MakeGoal): string[] {
  const perCpu = spreadOf(rounds.map(({ checks, cpuMs }) => (checks * 1000) / cpuMs));
  const perSecond = spreadOf(rounds.map(({ checks, wallMs }) => (checks * 1000) / wallMs));
  const micros = spreadOf(rounds.map(({ checks, cpuMs }) => (cpuMs * 1000) / checks));
  const answers = rounds.reduce((sum, { checks }) => sum + checks, 0);
  const goals: Goal[] = [];
  if (choice.name === "gloriaWarm") {
    const wanted = `≥ ${warmGoal.toLocaleString("en")} per CPU-second`;
    goals.push(goal("warm checks", whole(perCpu.median), wanted, perCpu.median >= warmGoal));
    const bytes = bytesPerUser ?? Number.NaN;
    goals.push(goal("bytes a user", whole(bytes), `≤ ${bytesGoal.toLocaleString("en")} bytes`, bytes <= bytesGoal));
  }
  if (choice.name === "gloriaFirstCheck") {
    const ms = micros.median / 1000;
    const wanted = `≤ ${firstCheckGoalMs} ms CPU`;
    goals.push(goal("compile + first check", `${ms.toFixed(3)} ms`, wanted, ms <= firstCheckGoalMs));
  }
  return [
    choice.title,
    spread(perCpu, whole),
    spread(perSecond, whole),
    spread(micros, (n) => (n < 10 ? n.toFixed(2) : n.toFixed(0))),
    bytesPerUser === null ? "" : whole(bytesPerUser),
    whole(answers),
    goals.map(({ text }) => text).join("; "),
  ];
}

function rowsOfHouse(house: NonNullable<MeasuredPermissions["house"]>, goal: MakeGoal): string[][] {
  const rows = house.requests.map(({ name, title, rounds }) => {
    const middle = spreadOf(rounds.map(({ p50 }) => p50));
    const p95 = spreadOf(rounds.map((round) => round.p95));
    const made = {
      check: () => goal(title, `${ms(p95.median)} ms`, `p95 ≤ ${checkGoalMs} ms`, p95.median <= checkGoalMs),
      validate: () =>
        goal(title, `${ms(middle.median)} ms`, `median ≤ ${validateGoalMs} ms`, middle.median <= validateGoalMs),
      whoCan: () =>
        goal(title, `${ms(middle.median)} ms`, `median ≤ ${whoCanGoalMs} ms`, middle.median <= whoCanGoalMs),
    }[name]();
    return [title, spread(middle, ms), spread(p95, ms), made.text];
  });
  if (house.list !== null) {
    const [ours, hand] = [percentiles(house.list.filtered), percentiles(house.list.byHand)];
    const ratio = ours.p50 / hand.p50;
    const made = goal(
      "list by permissions",
      `${(ratio * 100).toFixed(0)} % of by hand`,
      `≤ ${listGoal * 100} % of by hand`,
      ratio <= listGoal,
    );
    rows.push(["page of a school's people, by the permissions' filter", ms(ours.p50), ms(ours.p95), made.text]);
    rows.push(["the same, condition by hand", ms(hand.p50), ms(hand.p95), `${(ratio * 100).toFixed(0)} %`]);
  }
  if (house.epoch !== null) {
    const [opened, without] = [percentiles(house.epoch.withEpoch), percentiles(house.epoch.without)];
    rows.push(["opening a request's transaction", ms(opened.p50), ms(opened.p95), ""]);
    const one = house.requests.find(({ name }) => name === "check");
    const request = one === undefined ? Number.NaN : spreadOf(one.rounds.map(({ p50 }) => p50)).median;
    const share = Math.max(0, opened.p50 - without.p50) / request;
    const made = Number.isNaN(share)
      ? ""
      : goal(
          "cost of the epoch",
          `${(share * 100).toFixed(1)} %`,
          `≤ ${epochGoal * 100} % of a check`,
          share <= epochGoal,
        ).text;
    rows.push(["the same without the epoch", ms(without.p50), ms(without.p95), made]);
  }
  return rows;
}

function percentiles(times: readonly number[]): { p50: number; p95: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}

const whole = (n: number) => Math.round(n).toLocaleString("en");
const ms = (n: number) => n.toFixed(n < 1 ? 3 : 1);
const spread = ({ median, min, max }: Spread, write: (n: number) => string) =>
  `${write(median)} [${write(min)}–${write(max)}]`;
