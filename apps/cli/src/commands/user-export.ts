import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { type ExportFormat, exportFormats } from "@gloria/contracts";
import { streamExport } from "@gloria/services";
import { type Command, InvalidArgumentError, Option } from "commander";
import { CliError } from "../cli-error.ts";
import type { CommandRun } from "../command-run.ts";
import { exitCodes } from "../exit-codes.ts";
import { progressBar } from "../progress-bar.ts";
import type { Register } from "../register.ts";
import { contextIn, findTenant, withServices } from "../with-services.ts";

interface ExportFlags {
  readonly format: Exclude<ExportFormat, "zip">;
  readonly filter: Readonly<Record<string, string | boolean>>;
  readonly columns?: readonly string[];
  readonly out: string;
}

const tableFormats = exportFormats.filter((format) => format !== "zip");

/** `gloria user export`, below the group `user`. */
export function addUserExportCommand(group: Command, register: Register): void {
  register(
    group
      .command("export")
      .description("people into a file")
      .requiredOption("--out <file>", "where to write; what is there already is replaced once all is written")
      .addOption(new Option("--format <format>", "of the file").choices(tableFormats).default("csv"))
      .option("--filter <name=value>", "of the list, such as status=active; repeat it for more", addFilter, {})
      .option("--columns <names>", "separated by commas", (text: string) => text.split(",").map((name) => name.trim())),
    exportUsers,
  );
}

async function exportUsers(run: CommandRun, { format, filter, columns, out }: ExportFlags): Promise<void> {
  const code = run.options.tenant;
  if (code === undefined) {
    throw new CliError("No tenant is named.", "Add --tenant CODE; gloria tenant list shows them.", exitCodes.usage);
  }
  const input = { kind: "users", format, filter, ...(columns === undefined ? {} : { columns: [...columns] }) } as const;
  await withServices(run, async (services) => {
    const tenant = await findTenant(services, code);
    let rows = 0;
    let total: number | null = null;
    const onTotal = async (count: number): Promise<void> => {
      total = count;
    };
    let toldAt = 0;
    const onRows = async (more: number): Promise<void> => {
      rows += more;
      if (performance.now() - toldAt < 1000) return;
      toldAt = performance.now();
      run.progress(`${progressBar(rows, total)} ${rows} people`);
    };
    if (run.options.dryRun) {
      run.answer({ ...input, out, dryRun: true }, `Would write ${format} to ${out}.`);
      return;
    }
    const options = { locale: run.locale, timeZone: tenant.timeZone, onRows, onTotal };
    const bytes = await streamExport(services, contextIn(run, tenant), input, options);
    await writeWhole(bytes, resolve(out));
    run.answer({ out, format, rows }, `Wrote ${rows} people to ${out}.`);
  });
}

/** Under another name first: a file that is there is whole. */
async function writeWhole(bytes: AsyncIterable<Uint8Array>, path: string): Promise<void> {
  const partial = `${path}.part`;
  try {
    await pipeline(bytes, createWriteStream(partial, { mode: 0o600 }));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

function addFilter(text: string, before: ExportFlags["filter"]): ExportFlags["filter"] {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("name=value");
  const value = text.slice(at + 1);
  return { ...before, [text.slice(0, at)]: value === "true" || value === "false" ? value === "true" : value };
}
