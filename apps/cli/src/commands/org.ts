import type { Command } from "commander";
import type { Register } from "../register.ts";
import { addImportCommand } from "./import-file.ts";

/** `gloria org import`. */
export function addOrgCommands(program: Command, register: Register): void {
  const group = program.command("org").description("schools, departments and positions of a tenant (--tenant CODE)");
  addImportCommand(group, register, "organisation");
}
