import type { Command } from "commander";
import type { Register } from "../register.ts";
import { validateWorkflow } from "./validate-workflow.ts";

export function addWorkflowCommands(program: Command, register: Register): void {
  const group = program.command("workflow").description("workflow definitions");
  const validate = group
    .command("validate")
    .description("every problem of a definition on its own; exit code 1 when there is one")
    .argument("<file>", "JSON");
  register<object>(validate, (run) => validateWorkflow(run, validate.args));
}
