import type { Question } from "@gloria/contracts";
import { caseCount, makeTenant, propertyTimeout, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, expect, it, vi } from "vitest";
import { readInTenant, type Services } from "../../platform/index.ts";
import { checkPermission, explainPermission, listWhoCan, simulatePermissions, validatePermissions } from "./index.ts";
import { questionOf, randomPlaces } from "./random-places.fixture.ts";
import { makeRandomRights, type RandomRights } from "./random-rights.fixture.ts";

// Thousands of questions on a busy machine.
vi.setConfig({ testTimeout: propertyTimeout });

const database = testDatabase();
let services: Services;

beforeAll(() => {
  services = testServices(database);
});

/** A new world for each round, until enough cases were met. */
async function inWorlds(normal: number, judge: (world: TestTenant, rights: RandomRights) => Promise<number>) {
  const wanted = caseCount(normal);
  let met = 0;
  for (let seed = 1; met < wanted; seed += 1) {
    if (seed > wanted) throw new Error(`${met} of ${wanted} cases in ${seed} worlds`);
    const world = await makeTenant(database);
    met += await judge(world, await makeRandomRights(database, world, seed));
  }
}

/** Of everybody, about places of every kind. */
function questionsOf(rights: RandomRights, count: number): Question[] {
  const questions: Question[] = [];
  while (questions.length < count) {
    const code = rights.pick(rights.codes);
    for (const place of randomPlaces(rights)) questions.push(questionOf(code, place, rights.pick(rights.userIds)));
  }
  return questions.slice(0, count);
}

const plain = ({
  allowed,
  layer,
  reason,
  ruleId,
}: {
  allowed: boolean;
  layer: string | null;
  reason: string;
  ruleId: string | null;
}) => ({
  allowed,
  layer,
  reason,
  ruleId,
});

it("a question has one answer, whether it is asked alone, among many, with reasons, of now as a past, or of no change at all", async () => {
  const seen = new Map<string, number>();
  await inWorlds(1000, async (world, rights) => {
    const questions = questionsOf(rights, 200);
    const { answers, epoch, at } = await validatePermissions(services, world.admin, { questions });
    for (const { reason } of answers) seen.set(reason, (seen.get(reason) ?? 0) + 1);
    const asOf = await validatePermissions(services, world.admin, { questions, asOf: at });
    expect(asOf).toEqual({ answers, epoch, at });
    for (let from = 0; from < questions.length; from += 50) {
      const some = questions.slice(from, from + 50);
      const simulated = await simulatePermissions(services, world.admin, { changes: [], questions: some });
      const expected = answers.slice(from, from + 50);
      expect(simulated.answers.map(({ before }) => before)).toEqual(expected);
      expect(simulated.answers.map(({ after }) => after)).toEqual(expected);
    }
    // Each by itself, from the cache that requests have, and explained; by the verbs every tenth one.
    await readInTenant(services, world.admin, async (tx) => {
      for (const [n, question] of questions.entries()) {
        const access = await services.permissions.accessOfUser(tx, question.userId ?? "");
        const region = question.region;
        if (region === undefined || region.scope === "DEPARTMENT") continue;
        const query = { code: question.code, region };
        expect(access.checkText(query)).toMatchObject(plain(answers[n] ?? raise()));
        expect(access.explain(query)?.decision).toMatchObject(plain(answers[n] ?? raise()));
      }
    });
    for (const [n, question] of questions.entries()) {
      if (n % 10 > 0) continue;
      expect(await checkPermission(services, world.admin, question)).toMatchObject(answers[n] ?? {});
      const explained = await explainPermission(services, world.admin, question);
      expect(plain({ ...explained, ruleId: explained.deciding?.ruleId ?? null })).toEqual(plain(answers[n] ?? raise()));
    }
    return questions.length;
  });
  for (const reason of ["allowed", "no_rule", "denied_by_rule"])
    expect(seen.get(reason) ?? 0, reason).toBeGreaterThan(20);
});

it("who can is whom a check allows, and nobody else", async () => {
  const seen = { allowed: 0, denied: 0 };
  await inWorlds(1000, async (world, rights) => {
    const everybody = [...rights.userIds, world.adminId];
    let cases = 0;
    for (let round = 0; round < 3; round += 1) {
      for (const place of randomPlaces(rights)) {
        const code = rights.pick(rights.codes);
        const page = await listWhoCan(services, world.admin, { code, ...place, limit: 100 });
        expect(page.nextCursor).toBeNull();
        const found = new Map(page.items.map(({ user, layer, ruleId }) => [user.id, { layer, ruleId }]));
        const questions = everybody.map((id) => questionOf(code, place, id));
        const { answers } = await validatePermissions(services, world.admin, { questions });
        for (const [n, id] of everybody.entries()) {
          const { allowed, layer, ruleId } = answers[n] ?? raise();
          expect(found.get(id) ?? null, `${code} at ${JSON.stringify(place)}`).toEqual(
            allowed ? { layer, ruleId } : null,
          );
          seen[allowed ? "allowed" : "denied"] += 1;
        }
        // Where nobody but the administrator is allowed, little was asked.
        if (found.size > 1) cases += everybody.length;
      }
    }
    return cases;
  });
  expect(Math.min(seen.allowed, seen.denied)).toBeGreaterThan(100);
});

function raise(): never {
  throw new Error("every question is answered");
}
