import type { Guardrail } from "@gloria/contracts";
import { choicesOf } from "../../lib/choices-of.ts";

export const guardrailKindChoices = choicesOf<Guardrail["kind"]>({
  separation_of_duties: true,
  legal_hold: true,
  other: true,
});

export const guardrailStateChoices = choicesOf<Guardrail["state"]>({
  active: true,
  upcoming: true,
  expired: true,
  ended: true,
});
