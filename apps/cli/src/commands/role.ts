import type { RoleAssignmentChange } from "@gloria/contracts";
import { assignRole, getDepartmentByCode, getRoleByCode, getSchoolByCode } from "@gloria/services";
import type { Command } from "commander";
import type { CommandRun } from "../command-run.ts";
import { findPerson } from "../find-person.ts";
import { instant } from "../instant.ts";
import type { Register } from "../register.ts";
import { inTenant } from "../with-services.ts";

interface AssignFlags {
  readonly school?: string;
  readonly department?: string;
  readonly from?: string;
  readonly until?: string;
  readonly reason?: string;
}

/** `gloria role assign`. */
export function addRoleCommands(program: Command, register: Register): void {
  const group = program.command("role").description("roles of a tenant (--tenant CODE)");
  const assigned = group
    .command("assign")
    .description("give somebody a role")
    .argument("<user>", "id, NIP, e-mail or user name")
    .argument("<role>", "its code")
    .option("--school <code>", "the school that the role's rights are measured from")
    .option("--department <code>", "the department, of that school or else of the foundation")
    .option("--from <time>", "when it begins (default now)", instant)
    .option("--until <time>", "when it ends (default never)", instant)
    .option("--reason <text>", "for the audit log");
  register<AssignFlags>(assigned, (run, flags) => assign(run, assigned.args, flags));
}

function assign(run: CommandRun, [who = "", code = ""]: readonly string[], flags: AssignFlags): Promise<void> {
  return inTenant(run, async (services, ctx) => {
    const person = await findPerson(services, ctx, who, { deleted: false });
    const role = await getRoleByCode(services, ctx, { code });
    const school = flags.school === undefined ? null : await getSchoolByCode(services, ctx, { code: flags.school });
    const department =
      flags.department === undefined
        ? null
        : await getDepartmentByCode(services, ctx, { code: flags.department, schoolId: school?.id ?? null });
    const change = await assignRole(services, ctx, {
      userId: person.id,
      roleId: role.id,
      dryRun: run.options.dryRun,
      ...(school === null ? {} : { schoolId: school.id }),
      ...(department === null ? {} : { departmentId: department.id }),
      ...(flags.from === undefined ? {} : { validFrom: flags.from }),
      ...(flags.until === undefined ? {} : { validUntil: flags.until }),
      ...(flags.reason === undefined ? {} : { reason: flags.reason }),
    });
    run.answer(change, textOf(change));
  });
}

function textOf({ assignment, permissions, dryRun, epoch }: RoleAssignmentChange): string {
  const { user, role, schoolName, departmentName, validUntil } = assignment;
  const places = [departmentName, schoolName].filter((name) => name !== null);
  const where = places.length === 0 ? "" : ` at ${places.join(", ")}`;
  const until = validUntil === null ? "" : ` until ${validUntil}`;
  const what = `${user.name}: ${role.name}${where}${until}, ${permissions.length} permissions`;
  return dryRun ? `Would assign: ${what}.` : `Assigned: ${what} (epoch ${epoch}).`;
}
