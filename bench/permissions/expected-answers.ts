import type { AccessScenario } from "./access-scenario.ts";

/**
 * The right answer to each question, 1 or 0, straight from the arrays of the scenario: a deny of the person or of any
 * role held there, else an allow of any role held there or of one that it takes over from. Shares nothing with any engine.
 */
export function expectedAnswers({ roles, users, queries }: AccessScenario): Uint8Array {
  const reach = roles.map((_, role) => closure(roles, role));
  const answers = new Uint8Array(queries.length);
  for (const [n, { user, permission, school }] of queries.entries()) {
    const person = users[user];
    if (person === undefined) throw new Error(`there is no user ${user}`);
    if (person.denies.some((deny) => deny.permission === permission && deny.school === school)) continue;
    const held = person.assignments.filter((one) => one.school === school).flatMap(({ role }) => reach[role] ?? []);
    const isDenied = held.some((role) => roles[role]?.denies.includes(permission));
    const isAllowed = held.some((role) => roles[role]?.allows.includes(permission));
    answers[n] = isAllowed && !isDenied ? 1 : 0;
  }
  return answers;
}

/** The role and all that it takes over from. */
export function closure(roles: AccessScenario["roles"], role: number): number[] {
  const found = new Set([role]);
  for (const one of found) for (const parent of roles[one]?.parents ?? []) found.add(parent);
  return [...found];
}
