import { testDatabase } from "@gloria/testkit";
import { beforeAll, expect, it } from "vitest";
import {
  type AccessWorld,
  makeAccessWorld,
  type Persona,
  type Place,
  personas,
  places,
} from "./support/access-world.ts";
import { type Answer, apiHouse } from "./support/api-house.ts";
import { placedInput } from "./support/placed-input.ts";
import { type Described, describeProcedures, validInput } from "./support/procedure-inputs.ts";

const database = testDatabase();
const house = apiHouse(database);
let world: AccessWorld;
const tokens = new Map<Persona, string>();

beforeAll(async () => {
  world = await makeAccessWorld(database);
}, 120_000);

/** Ending the session would end the test; the stream never ends; nobody need be anybody for what is public. */
const left = ["auth.logout"];
const procedures = describeProcedures()
  .filter(({ name, kind, meta }) => kind !== "subscription" && meta.permission !== "public" && !left.includes(name))
  .sort((a, b) => (a.name < b.name ? -1 : 1));

/** What even an administrator does not reach here: Clerk is not set up. */
const outOfReach = ["clerk.sync"];
const columns = Object.keys(personas) as Persona[];

it("lets every persona do, in each place, what the table in docs/access-matrix.md says", async () => {
  for (const [persona, email] of Object.entries(personas)) tokens.set(persona as Persona, await signIn(email));
  const rows: string[][] = [["procedure", "needs", ...columns]];
  const reachedForeign: string[] = [];
  const reachedByNobody: string[] = [];
  for (const procedure of procedures) {
    const cells: string[] = [];
    for (const persona of columns) {
      const allowed = await placesAllowed(procedure, persona);
      if (allowed.includes("foreign")) reachedForeign.push(`${procedure.name} as ${persona}`);
      cells.push(allowed.includes("anywhere") ? "yes" : cellOf(allowed));
    }
    const isOfAll = procedure.meta.permission !== "self" && !outOfReach.includes(procedure.name);
    if (isOfAll && cells[0] === "–") reachedByNobody.push(procedure.name);
    rows.push([procedure.name, needs(procedure), ...cells]);
  }
  expect([...misfits]).toEqual([]);
  expect(reachedForeign).toEqual([]);
  expect(reachedByNobody, "the test names no row that an administrator could reach").toEqual([]);
  await expect(page(rows)).toMatchFileSnapshot("../../../docs/access-matrix.md");
}, 600_000);

/** Signing in is audited: the trigger that takes changes back must not be there yet, or look away. */
async function signIn(email: string): Promise<string> {
  await database.owner.unsafe("alter table gloria.audit_events disable trigger take_back");
  const token = await house.tokenOf(email);
  await database.owner.unsafe("alter table gloria.audit_events enable trigger take_back");
  return token;
}

async function placesAllowed(procedure: Described, persona: Persona): Promise<(Place | "anywhere")[]> {
  if (placedInput(procedure, world.own) === null) {
    return isAllowed(await call(procedure, validInput(procedure), persona), procedure.name) ? ["anywhere"] : [];
  }
  const allowed: Place[] = [];
  for (const place of places) {
    const input = placedInput(procedure, world[place]);
    if (input !== null && isAllowed(await call(procedure, input, persona), procedure.name)) allowed.push(place);
  }
  return allowed;
}

function call(procedure: Described, input: Record<string, unknown> | undefined, persona: Persona): Promise<Answer> {
  return house.trpc(procedure.kind === "query" ? "query" : "mutation", procedure.name, input, tokens.get(persona));
}

/** Whatever else an allowed call meets (a conflict, a rule, the trigger at its end), it was let in. */
const misfits = new Set<string>();
function isAllowed({ status, body }: Answer, name: string): boolean {
  if (status === 401) throw new Error("the persona is not signed in any more");
  const code = String(body?.error?.data?.code ?? "");
  if (code.startsWith("request.")) misfits.add(`${name}: ${JSON.stringify(body.error.data.errors)}`);
  // A history of what is not there is empty, not unknown.
  if (name === "audit.entityHistory" && body?.result?.data?.items?.length === 0) return false;
  return status !== 403 && status !== 404;
}

function cellOf(allowed: readonly string[]): string {
  if (allowed.length === 0) return "–";
  return allowed.includes("other") ? "foundation" : "own school";
}

function needs({ meta }: Described): string {
  return meta.permission === "self" ? "being oneself" : `\`${meta.permission}\``;
}

function page(rows: readonly (readonly string[])[]): string {
  return [
    "# Who may do what",
    "",
    "Every procedure, called as each persona of the demo foundation, with rows of their own school, of another school",
    "and of another foundation. _foundation_: in every school; _own school_: there only; _yes_: it names nothing that",
    "lies anywhere; –: refused, or not found. Nobody reaches another foundation. `access-matrix.test.ts` calls them",
    "all and compares; after a wanted change, `pnpm exec vitest run --project api -u access-matrix` writes it anew.",
    "",
    ...table(rows),
    "",
  ].join("\n");
}

/** Columns as wide as their widest cell, as the formatter wants them. */
function table([head = [], ...rows]: readonly (readonly string[])[]): string[] {
  const widths = head.map((_, n) => Math.max(...[head, ...rows].map((cells) => cells[n]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)];
}
