import { join } from "node:path";
import { loadLauncherConfig } from "@gloria/config";
import { acquireProcessLock, type ProcessLock, resolveHome } from "@gloria/db";
import { House } from "./house.ts";
import { LaunchError } from "./launch-error.ts";
import { resetHome } from "./reset-home.ts";
import { say, showReady } from "./screen.ts";

export interface LaunchOptions {
  /** The clone. */
  readonly root: string;
  /** When the command was given, as milliseconds since 1970. */
  readonly startedAtMs: number;
  /** Remove the embedded database first. */
  readonly reset: boolean;
  /** Do not ask before that. */
  readonly assumeYes: boolean;
}

/**
 * Runs Gloria until it is told to stop by Ctrl-C, SIGTERM or the end of the terminal, and returns the exit code. A
 * second signal ends everything at once.
 *
 * @throws LaunchError, EmbeddedPostgresError, ConfigError: what happened, why, what to do
 */
export async function launch(options: LaunchOptions): Promise<number> {
  const config = loadLauncherConfig(process.env);
  const { home, movedBecause } = resolveHome(config.home);
  if (movedBecause !== null) {
    say(`Data goes to ${home}, because ${movedBecause}.`);
  }
  const lock = lockHome(home);
  const signals = listenForSignals();
  const house = new House({ root: options.root, home, config });
  signals.onSecond(() => house.killAll());
  try {
    if (options.reset) {
      await resetHome(home, { assumeYes: options.assumeYes, ownDatabase: config.database !== null });
    }
    const started = house.start();
    const first = await Promise.race([started, signals.first]);
    if (first === "stop") {
      say("Stopping before everything was started.");
      await house.stop(started);
      return 130;
    }
    lock.describe(first.url);
    showReady({ ...first, usesClerk: config.usesClerk, home, startedAtMs: options.startedAtMs });
    await Promise.race([signals.first, house.failed]);
    say("Stopping; once more Ctrl-C ends everything at once.");
    await house.stop(started);
    say("Stopped.");
    return 0;
  } catch (error) {
    await house.stop(null);
    throw error;
  } finally {
    signals.ignore();
    lock.release();
  }
}

/** Two launchers on one home would fight about ports and restarts. */
function lockHome(home: string): ProcessLock {
  const result = acquireProcessLock(join(home, "launcher.lock"), "");
  if (!result.taken) {
    return result.lock;
  }
  const { pid, note } = result.holder;
  throw new LaunchError({
    what: note === "" ? "Gloria is already being started here." : `Gloria already runs here: ${note}`,
    why: `Process ${pid} has this clone's data in ${home}.`,
    fix: `Use that one, or stop it with Ctrl-C in its terminal (or: kill ${pid}). A second one needs its own --home and port.`,
  });
}

/** The first signal to stop, and what to do at the second. */
function listenForSignals() {
  let seen = 0;
  let second: () => void = () => {};
  let resolveFirst: (value: "stop") => void = () => {};
  const first = new Promise<"stop">((resolve) => {
    resolveFirst = resolve;
  });
  const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const onSignal = () => {
    seen += 1;
    if (seen === 1) {
      resolveFirst("stop");
    } else {
      second();
    }
  };
  for (const name of names) {
    process.on(name, onSignal);
  }
  return {
    first,
    onSecond(action: () => void) {
      second = action;
    },
    ignore() {
      for (const name of names) {
        process.off(name, onSignal);
      }
    },
  };
}
