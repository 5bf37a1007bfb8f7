import { restoreUser, suspendUser } from "@gloria/services";
import type { Command } from "commander";
import type { CommandRun } from "../command-run.ts";
import { findPerson } from "../find-person.ts";
import type { Register } from "../register.ts";
import { inTenant } from "../with-services.ts";

interface SuspendFlags {
  readonly person: string;
  readonly reason?: string;
}

/** `gloria user suspend|restore`. */
export function addUserStatusCommands(group: Command, register: Register): void {
  register(
    group
      .command("suspend")
      .description("end a person's sessions and let them in no more; nothing is lost")
      .requiredOption("--person <who>", "id, NIP, e-mail or user name")
      .option("--reason <text>", "for the audit log"),
    suspend,
  );
  register(
    group
      .command("restore")
      .description("take a soft deletion back")
      .requiredOption("--person <who>", "id, NIP, e-mail or user name"),
    restore,
  );
}

async function suspend(run: CommandRun, { person: who, reason }: SuspendFlags): Promise<void> {
  await inTenant(run, async (services, ctx) => {
    const person = await findPerson(services, ctx, who, { deleted: false });
    if (run.options.dryRun) {
      run.answer({ ...person, dryRun: true }, `Would suspend ${person.name}.`);
      return;
    }
    await run.confirm(`Suspend ${person.name}?`);
    const after = await suspendUser(services, ctx, { id: person.id, ...(reason === undefined ? {} : { reason }) });
    run.answer(after, `Suspended ${after.name}.`);
  });
}

async function restore(run: CommandRun, { person: who }: { readonly person: string }): Promise<void> {
  await inTenant(run, async (services, ctx) => {
    const person = await findPerson(services, ctx, who, { deleted: true });
    if (run.options.dryRun) {
      run.answer({ ...person, dryRun: true }, `Would restore ${person.name}.`);
      return;
    }
    const after = await restoreUser(services, ctx, { id: person.id });
    run.answer(after, `Restored ${after.name}.`);
  });
}
