import postgres, { type Sql } from "postgres";
import type { BenchData } from "../parts/bench-data.ts";

export interface EpochResult {
  /** Milliseconds of the statement that every request opens with, and of the same one that reads no epoch. */
  readonly withEpoch: readonly number[];
  readonly without: readonly number[];
}

const warmUps = 500;
const perRound = 2_000;

/** What it costs a request to read the epoch of its tenant, in the statement that it opens with anyway. */
export async function measureEpoch(
  options: { readonly rounds: number },
  urls: { readonly app: string },
  owner: Sql,
  data: BenchData,
): Promise<EpochResult> {
  const [caller] = data.administrators;
  if (caller === undefined) throw new Error("there are no administrators");
  const [source] = await owner<{ text: string }[]>`
    select pg_get_functiondef('gloria.enter_tenant'::regproc) as text`;
  const text = source?.text ?? "";
  const without = text
    .replace("gloria.enter_tenant(", "gloria.bench_enter_tenant(")
    .replace("e.epoch,", "0::bigint,")
    .replace(/ JOIN gloria\.permission_epochs e ON e\.tenant_id = t\.id/, "");
  if (without.includes("permission_epochs")) throw new Error("the opening statement is another than it was");
  await owner.unsafe(without);
  const app = postgres(urls.app, { max: 1, onnotice: () => {} });
  const result: { withEpoch: number[]; without: number[] } = { withEpoch: [], without: [] };
  try {
    await owner`grant execute on function gloria.bench_enter_tenant(uuid, uuid, uuid) to public`;
    const timed = async (name: string) => {
      const startedAt = performance.now();
      await app.unsafe(`select * from gloria.${name}($1, $2, null)`, [caller.tenantId, caller.userId], {
        prepare: true,
      });
      return performance.now() - startedAt;
    };
    for (let n = -warmUps; n < options.rounds * perRound; n += 1) {
      const names = ["enter_tenant", "bench_enter_tenant"] as const;
      for (const name of n % 2 === 0 ? names : names.toReversed()) {
        const ms = await timed(name);
        if (n >= 0) result[name === "enter_tenant" ? "withEpoch" : "without"].push(ms);
      }
    }
  } finally {
    await app.end({ timeout: 5 });
    await owner`drop function gloria.bench_enter_tenant(uuid, uuid, uuid)`;
  }
  return result;
}
