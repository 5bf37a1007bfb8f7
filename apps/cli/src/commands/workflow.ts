import type { Command } from "commander";
import type { Register } from "../register.ts";
import { type SimulateFlags, simulateWorkflowFile } from "./simulate-workflow.ts";
import { validateWorkflow } from "./validate-workflow.ts";

export function addWorkflowCommands(program: Command, register: Register): void {
  const group = program.command("workflow").description("workflow definitions");
  const validate = group
    .command("validate")
    .description("every problem of a definition on its own; exit code 1 when there is one")
    .argument("<file>", "JSON");
  register<object>(validate, (run) => validateWorkflow(run, validate.args));
  const simulate = group
    .command("simulate")
    .description("run a definition on paper, and print what happens")
    .argument("<file>", "JSON")
    .option("--data <json>", "what the form is filled in with")
    .option("--decisions <json>", "a list of what happens; left out, everybody approves");
  register<SimulateFlags>(simulate, (run, flags) => simulateWorkflowFile(run, simulate.args, flags));
}
