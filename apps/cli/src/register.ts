import type { Command } from "commander";
import type { CommandRun } from "./command-run.ts";
import type { ExitCode } from "./exit-codes.ts";

/** What a command does; it answers its exit code where that is not simply 0. */
export type Action<Flags> = (run: CommandRun, flags: Flags) => Promise<ExitCode | undefined> | Promise<void>;

/** Gives a command its action. */
export type Register = <Flags>(command: Command, action: Action<Flags>) => void;
