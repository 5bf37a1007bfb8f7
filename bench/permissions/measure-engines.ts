import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { bundleProgram } from "../parts/bundle-program.ts";
import type { Cleanup } from "../parts/cleanup.ts";
import { type EngineChoice, EngineClient } from "./engine-client.ts";
import type { EngineRound } from "./engine-protocol.ts";
import { installPeers } from "./install-peers.ts";

export interface EngineResult {
  readonly choice: EngineChoice;
  readonly rounds: readonly EngineRound[];
  readonly bytesPerUser: number | null;
}

export const engineChoices: readonly EngineChoice[] = [
  { name: "gloriaWarm", title: "Gloria, warm" },
  { name: "gloriaCached", title: "Gloria, warm, looked up each time" },
  { name: "gloriaFirstCheck", title: "Gloria, compile + first check" },
  { name: "gloriaCold", title: "Gloria, cold from raw facts" },
  { name: "caslWarm", title: "CASL, warm" },
  { name: "caslPerRequest", title: "CASL, built per request" },
  { name: "casbinCached", title: "casbin, cached" },
  { name: "casbinUncached", title: "casbin, uncached" },
  { name: "cedarPreparsed", title: "Cedar (WASM), preparsed" },
  { name: "cerbosGrpc", title: "Cerbos (gRPC)" },
];

const warmUpChecks = 200_000;

/** Warm-up of each, then rounds in which one after the other is measured, in the opposite order of the last round. */
export async function measureEngines(
  options: {
    readonly root: string;
    readonly seconds: number;
    readonly rounds: number;
    readonly only: readonly string[] | null;
  },
  cleanup: Cleanup,
): Promise<EngineResult[]> {
  const peersFolder = join(options.root, ".gloria", "bench-peers");
  const folder = join(options.root, ".gloria", "bench-permissions");
  mkdirSync(folder, { recursive: true });
  await installPeers(peersFolder);
  const file = await bundleProgram(
    join(options.root, "bench", "permissions", "engine-process.ts"),
    folder,
    "engine-process",
  );
  const clients: EngineClient[] = [];
  for (const choice of engineChoices.filter(({ name }) => options.only?.includes(name) ?? true)) {
    const client = await EngineClient.start(choice, { file, folder, peersFolder }, cleanup);
    await warmUp(client, options.seconds);
    clients.push(client);
    console.log(`ready: ${choice.title}`);
  }
  for (let round = 0; round < options.rounds; round += 1) {
    for (const client of round % 2 === 0 ? clients : clients.toReversed()) {
      client.rounds.push(await client.round(options.seconds));
    }
  }
  for (const client of clients) await client.close();
  return clients.map(({ choice, rounds, bytesPerUser }) => ({ choice, rounds, bytesPerUser }));
}

/** Until V8 has seen enough of it to compile it for good; a slow engine gets as long as that takes others. */
async function warmUp(client: EngineClient, seconds: number): Promise<void> {
  let checks = 0;
  for (let round = 0; round < 5 && checks < warmUpChecks; round += 1) checks += (await client.round(seconds)).checks;
}
