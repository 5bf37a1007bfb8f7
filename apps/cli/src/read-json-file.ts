import { readFile, stat } from "node:fs/promises";
import { CliError } from "./cli-error.ts";
import { exitCodes } from "./exit-codes.ts";

const maxBytes = 16 * 1024 * 1024;

/**
 * What a JSON file holds.
 *
 * @throws CliError when it is not there (not found), too large or no JSON (usage)
 */
export async function readJsonFile(path: string): Promise<unknown> {
  const unreadable = (cause: unknown) => {
    throw new CliError(`${path} cannot be read.`, "Name a JSON file.", exitCodes.notFound, { cause });
  };
  const { size } = await stat(path).catch(unreadable);
  if (size > maxBytes) throw new CliError(`${path} is too large.`, "Keep it below 16 MB.", exitCodes.usage);
  const text = await readFile(path, "utf8").catch(unreadable);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? ` (${cause.message})` : "";
    throw new CliError(`${path} is no JSON${why}.`, "Name a JSON file.", exitCodes.usage, { cause });
  }
}
