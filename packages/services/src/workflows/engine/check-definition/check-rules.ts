import type { ApproverRule } from "@gloria/contracts";
import type { DefinitionModel } from "./definition-model.ts";
import type { DefinitionWorld } from "./definition-world.ts";
import type { Path, Report } from "./report.ts";

/** Who is asked or told: what the rules name, and whether they find anybody. */
export function checkRules(model: DefinitionModel, world: DefinitionWorld, report: Report): void {
  for (const { rules, persons } of model.steps.values()) {
    for (const { rule, path } of rules) {
      checkRule(rule, path, model, world, report);
      if (world.seats.get(path.join(".")) === 0) report(path, "resolves_to_nobody", {});
    }
    for (const { person, path } of persons) checkPerson(person, path, model, report);
  }
}

function checkRule(rule: ApproverRule, path: Path, model: DefinitionModel, world: DefinitionWorld, report: Report) {
  const at = [...path, "id"];
  switch (rule.by) {
    case "position":
      if (world.positions?.has(rule.id) === false) report(at, "unknown_position", { position: rule.id });
      return;
    case "department":
      if (world.departments?.has(rule.id) === false) report(at, "unknown_department", { department: rule.id });
      return;
    case "role":
      if (world.roles?.has(rule.id) === false) report(at, "unknown_role", { role: rule.id });
      return;
    case "field":
      return checkPersonField(rule.id, at, model, report);
    case "managerChain":
      if ((rule.levels === undefined) === (rule.untilGrade === undefined)) report(path, "chain_levels_or_grade", {});
      return checkPerson(rule.of, [...path, "of"], model, report);
  }
}

const fieldPerson = "@field:";

function checkPerson(person: string, path: Path, model: DefinitionModel, report: Report): void {
  if (person.startsWith(fieldPerson)) checkPersonField(person.slice(fieldPerson.length), path, model, report);
}

function checkPersonField(name: string, path: Path, { fields }: DefinitionModel, report: Report): void {
  const field = fields.get(name);
  if (field === undefined) report(path, "unknown_field", { field: name });
  else if (field !== null && field.type !== "person") report(path, "field_not_person", { field: name });
}
