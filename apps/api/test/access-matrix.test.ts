import { testDatabase } from "@gloria/testkit";
import { beforeAll, expect, it } from "vitest";
import {
  type AccessWorld,
  makeAccessWorld,
  outsiders,
  type Persona,
  type Place,
  personas,
  places,
  takenBack,
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
const isLeftOut = ({ name, kind, meta }: Described) =>
  kind === "subscription" || meta.permission === "public" || name === "auth.logout";
const all = describeProcedures().sort((a, b) => (a.name < b.name ? -1 : 1));
const procedures = all.filter((procedure) => !isLeftOut(procedure));

/** What even an administrator does not reach here: Clerk is not set up. */
const outOfReach = ["clerk.sync"];
const columns = Object.keys(personas) as Persona[];

it("lets every persona do, in each place, what the table in docs/access-matrix.md says", async () => {
  for (const [persona, email] of Object.entries(personas)) tokens.set(persona as Persona, await signIn(email));
  const rows: string[][] = [["procedure", "needs", ...columns]];
  const reached = new Map<string, readonly Reach[]>();
  for (const procedure of procedures) {
    const cells: string[] = [];
    for (const persona of columns) {
      const allowed = await reachOf(procedure, persona);
      reached.set(`${procedure.name} as ${persona}`, allowed);
      cells.push(cellOf(allowed));
    }
    rows.push([procedure.name, needs(procedure), ...cells]);
  }
  expect([...misfits]).toEqual([]);
  expect([...reached].filter(([, allowed]) => allowed.includes("foreign")).map(([what]) => what)).toEqual([]);
  expect(tooWide(reached), "a list shows rows that may not be read one by one").toEqual([]);
  const unreached = procedures.filter(
    ({ name, meta }) =>
      meta.permission !== "self" && !outOfReach.includes(name) && reached.get(`${name} as administrator`)?.length === 0,
  );
  expect(
    unreached.map(({ name }) => name),
    "the test names no row that an administrator could reach",
  ).toEqual([]);
  await expect(page(rows)).toMatchFileSnapshot("../../../docs/access-matrix.md");
}, 600_000);

/** Signing in is audited: the trigger that takes changes back must not be there yet, or look away. */
async function signIn(email: string): Promise<string> {
  await database.owner.unsafe("alter table gloria.audit_events disable trigger take_back");
  const token = await house.tokenOf(email);
  await database.owner.unsafe("alter table gloria.audit_events enable trigger take_back");
  return token;
}

/** Where somebody is let in; `anywhere` where nothing tells the places apart. */
type Reach = Place | "anywhere";

async function reachOf(procedure: Described, persona: Persona): Promise<Reach[]> {
  if (placedInput(procedure, world.own) === null) {
    const input = validInput(procedure);
    const answer = await call(procedure, input, persona);
    if (!isAllowed(answer, procedure, persona)) return [];
    if (procedure.kind !== "query") return ["anywhere"];
    const seen = placesIn(await restOf(procedure, input, answer, persona), persona);
    return seen.length === 0 ? ["anywhere"] : seen;
  }
  const allowed: Place[] = [];
  for (const place of places) {
    const input = placedInput(procedure, world[place]);
    if (input !== null && isAllowed(await call(procedure, input, persona), procedure, persona)) {
      allowed.push(isForeign(place, persona) ? "foreign" : place);
    }
  }
  return allowed;
}

/** All that a query answers, page after page. */
async function restOf(
  procedure: Described,
  input: Record<string, unknown> | undefined,
  first: Answer,
  persona: Persona,
): Promise<Answer[]> {
  const answers = [first];
  let cursor = first.body?.result?.data?.nextCursor;
  while (typeof cursor === "string") {
    const next = await call(procedure, { ...input, cursor }, persona);
    expect(next.status, `the next page of ${procedure.name} as ${persona}`).toBe(200);
    answers.push(next);
    cursor = next.body.result.data.nextCursor;
  }
  return answers;
}

/** The places whose rows are listed. Of what is foreign not even the id may be named anywhere. */
function placesIn(answers: readonly Answer[], persona: Persona): Place[] {
  const listed = answers.flatMap(({ body }) => (body?.result?.data?.items ?? []) as { readonly id?: string }[]);
  const ids = new Set(listed.map(({ id }) => id));
  const found = places.filter((place) => {
    const elsewhere = new Set(
      places.filter((other) => other !== place).flatMap((other) => Object.values(world[other])),
    );
    const rows = Object.values(world[place]).filter((id) => id.length === 36 && !elsewhere.has(id));
    return isForeign(place, persona)
      ? rows.some((id) => answers.some(({ text }) => text.includes(id)))
      : rows.some((id) => ids.has(id));
  });
  return [...new Set(found.map((place) => (isForeign(place, persona) ? "foreign" : place)))];
}

function isForeign(place: Place, persona: Persona): boolean {
  return place === "foreign" || outsiders.includes(persona);
}

/** Lists that show the other school's rows to somebody who may not read one of them. */
function tooWide(reached: ReadonlyMap<string, readonly Reach[]>): string[] {
  return [...reached].flatMap(([what, seen]) => {
    const one = reached.get(what.replace(".list as ", ".get as "));
    return what.includes(".list as ") && seen.includes("other") && one?.includes("other") === false ? [what] : [];
  });
}

function call(procedure: Described, input: Record<string, unknown> | undefined, persona: Persona): Promise<Answer> {
  return house.trpc(procedure.kind === "query" ? "query" : "mutation", procedure.name, input, tokens.get(persona));
}

/**
 * Whether it was let in: it succeeded, met a rule or a conflict behind the permission, or got as far as being taken back.
 * Any other failure says nothing about permissions, and fails the test.
 */
const misfits = new Set<string>();
function isAllowed({ status, body, text }: Answer, { name }: Described, persona: Persona): boolean {
  const code = String(body?.error?.data?.code ?? "");
  if (code.startsWith("request.")) misfits.add(`${name}: ${JSON.stringify(body.error.data.errors)}`);
  if (status === 403 || status === 404) return false;
  // A history of what is not there is empty, not unknown.
  if (name === "audit.entityHistory" && body?.result?.data?.items?.length === 0) return false;
  const isTakenBack =
    status === 500 && String((house.errors.at(-1)?.["err"] as Error | undefined)?.message).includes(takenBack);
  if (!([200, 400, 409, 422].includes(status) || isTakenBack)) misfits.add(`${name} as ${persona}: ${text}`);
  return true;
}

function cellOf(allowed: readonly Reach[]): string {
  if (allowed.length === 0) return "–";
  if (allowed.includes("anywhere")) return "yes";
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
    "and of another foundation; lists are read to their end. _foundation_: in every school; _own school_: there only;",
    "_yes_: no row of one place; –: refused, or not found. The operator is of the platform and the neighbour administers",
    "another foundation of the demo: to both every place is foreign, and nobody reaches a foreign one. Streams, what is",
    "public and signing out are not called. `access-matrix.test.ts` calls the rest and compares; after a wanted change,",
    "`pnpm exec vitest run --project api access-matrix -u` writes it anew.",
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
