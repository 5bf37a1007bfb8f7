import { constants, createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { basename } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Import, type ImportKind, type ImportPreset, importPresets } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import {
  commitImport,
  createImport,
  getImport,
  listImportRows,
  maxUploadBytes,
  runImport,
  type Services,
  storeFile,
} from "@gloria/services";
import { type Command, Option } from "commander";
import { CliError } from "../cli-error.ts";
import type { CommandRun } from "../command-run.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { progressBar } from "../progress-bar.ts";
import type { Register } from "../register.ts";
import { inTenant } from "../with-services.ts";

interface Flags {
  readonly preset?: ImportPreset;
  readonly sheet?: string;
}

/** How often a phase that a worker has taken over is looked at. */
const lookEveryMs = 500;
const keptMs = 30 * 86_400_000;

/** `gloria user import FILE` and `gloria org import FILE`: dry run, question, commit. */
export function addImportCommand(group: Command, register: Register, kind: ImportKind): void {
  const command = group
    .command("import")
    .argument("<file>", "CSV or XLSX")
    .description(kind === "people" ? "people out of a file" : "schools, departments and positions out of a file")
    .addOption(new Option("--preset <preset>", "form of the file; recognised when left out").choices(importPresets))
    .option("--sheet <name>", "XLSX: which sheet");
  register<Flags>(command, (run, flags) => importFile(run, kind, command.args[0] ?? "", flags));
}

async function importFile(run: CommandRun, kind: ImportKind, path: string, flags: Flags): Promise<ExitCode> {
  return inTenant(run, async (services, ctx) => {
    await assertReadable(path);
    const name = basename(path);
    const facts = {
      name,
      mediaType: /\.xlsx$/i.test(name)
        ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        : "text/csv",
      purpose: "import",
      expiresAt: new Date(run.now().getTime() + keptMs),
    } as const;
    const file = await storeFile(services, ctx, facts, createReadStream(path), { maxBytes: maxUploadBytes });
    const { id } = await createImport(services, ctx, {
      fileId: file.id,
      kind,
      ...(flags.preset === undefined ? {} : { preset: flags.preset }),
      ...(flags.sheet === undefined ? {} : { sheet: flags.sheet }),
    });
    const planned = await settle(run, services, ctx, id);
    const wanted = (planned.counts?.create ?? 0) + (planned.counts?.update ?? 0);
    if (planned.status !== "planned" || run.options.dryRun || wanted === 0) {
      return answer(run, services, ctx, planned);
    }
    await run.confirm(`${countsText(planned)} Apply them?`);
    await commitImport(services, ctx, { id });
    return answer(run, services, ctx, await settle(run, services, ctx, id));
  });
}

/** @throws CliError (usage) when there is no such file, or it may not be read */
async function assertReadable(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
  } catch (error) {
    const why = error instanceof Error && "code" in error ? ` (${error.code})` : "";
    throw new CliError(`${path} cannot be read${why}.`, "Name a CSV or XLSX file that you may read.", exitCodes.usage);
  }
}

/** Works the phase off here, unless a worker already does; either way it is over when this returns. */
async function settle(run: CommandRun, services: Services, ctx: TenantContext, id: string): Promise<Import> {
  const looking = new AbortController();
  const working = runImport(services, { tenantId: ctx.tenantId, importId: id }, looking.signal);
  let shown = await getImport(services, ctx, { id });
  while (shown.status === "running") {
    showProgress(run, shown);
    await Promise.race([working, delay(lookEveryMs)]);
    shown = await getImport(services, ctx, { id });
    if (shown.status === "running") await delay(lookEveryMs);
  }
  await working;
  showProgress(run, shown);
  return shown;
}

/** How many rows a file has is known only once it has been read: the dry run counts, the commit fills a bar. */
function showProgress(run: CommandRun, { phase, progress: { done, total } }: Import): void {
  const word = phase === "dry_run" ? "rows looked at" : `of ${total ?? "?"} rows written`;
  run.progress([progressBar(done, total), done, word].filter((part) => part !== "").join(" "));
}

async function answer(run: CommandRun, services: Services, ctx: TenantContext, shown: Import): Promise<ExitCode> {
  const refused = (await listImportRows(services, ctx, { id: shown.id, action: "error", limit: 20 })).items;
  const lines = [
    countsText(shown),
    ...shown.problems.map(({ message }) => message),
    ...refused.map(
      ({ rowNumber, problems }) => `row ${rowNumber}: ${problems.map(({ message }) => message).join(" ")}`,
    ),
  ];
  run.answer({ ...shown, errors: refused }, lines.join("\n"));
  if (shown.status === "failed" || shown.status === "cancelled") return exitCodes.failed;
  return (shown.counts?.error ?? 0) + (shown.results?.changed ?? 0) > 0 ? exitCodes.partial : exitCodes.ok;
}

function countsText({ status, counts, results }: Import): string {
  const { create = 0, update = 0, skip = 0, error = 0 } = counts ?? {};
  const done = results === null ? "" : ` ${results.applied} applied, ${results.changed} changed since the dry run.`;
  return `${status}: ${create} to create, ${update} to update, ${skip} to skip, ${error} with errors.${done}`;
}
