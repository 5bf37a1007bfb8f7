import type { LoadClient } from "../load/load-client.ts";
import type { LoadMode, LoadResult, PlannedRequest } from "../load/load-protocol.ts";
import type { BenchData } from "../parts/bench-data.ts";
import { permissionCheck } from "../scenarios/permission-check.ts";
import { cycled, type Side, send } from "../scenarios/scenario.ts";

export interface RequestResult {
  readonly name: "check" | "validate" | "whoCan";
  readonly title: string;
  readonly rounds: readonly LoadResult[];
}

const warmUpSeconds = 8;
const checksPerSecond = 500;
const questionsAtOnce = 100;
const codes = ["user:read", "user:update", "school:read", "employee:read", "department:update", "audit:read"];

/** Permission questions to the built api over HTTP, on PostgreSQL. */
export async function measureRequests(
  options: { readonly seconds: number; readonly rounds: number },
  load: LoadClient,
  gloria: Side,
  data: BenchData,
): Promise<RequestResult[]> {
  const alone: LoadMode = { kind: "closed", connections: 1 };
  const crowd: LoadMode = { kind: "closed", connections: 16 };
  const parts = [
    {
      name: "check",
      title: `check at ${checksPerSecond}/s`,
      mode: { kind: "open", perSecond: checksPerSecond },
      requests: await permissionCheck.requestsFor(gloria, { data, ours: gloria, theirs: gloria }),
    },
    { name: "validate", title: `${questionsAtOnce} checks in one request`, mode: alone, requests: manyAtOnce(data) },
    { name: "whoCan", title: "who can, a page of 100 people", mode: alone, requests: await whoCan(gloria, data) },
  ] as const;
  const results: RequestResult[] = [];
  for (const { name, title, mode, requests } of parts) {
    await load.plan(name, { port: Number(new URL(gloria.url).port), requests, expectedStatus: 200 });
    // A program that has just begun is slower than what it is sent at a fixed rate, which would only pile up.
    await load.run(name, mode.kind === "open" ? crowd : mode, Math.max(options.seconds, warmUpSeconds));
    const rounds: LoadResult[] = [];
    for (let round = 0; round < options.rounds; round += 1) rounds.push(await load.run(name, mode, options.seconds));
    results.push({ name, title, rounds });
    console.log(`measured: ${title}`);
  }
  return results;
}

/** About the caller, in a hundred places and ways. */
function manyAtOnce({ administrators, staff, bigSchoolIds }: BenchData): PlannedRequest[] {
  return [...administrators, ...staff].map(({ token, userId, schoolId }, i) => ({
    method: "POST",
    path: "/api/v1/permissions/validate",
    token,
    body: JSON.stringify({
      questions: Array.from({ length: questionsAtOnce }, (_, n) => ({
        code: cycled(codes, i + n),
        target: {
          ownerId: n % 5 === 0 ? userId : null,
          departmentIds: [],
          schoolIds: [n % 2 === 0 ? schoolId : cycled(bigSchoolIds, n)],
        },
      })),
    }),
  }));
}

/** Of everybody in tenants of the smaller kind: 10,000 people each, where a million are in all. */
async function whoCan(gloria: Side, { administrators, bigTenantId }: BenchData): Promise<PlannedRequest[]> {
  const requests = administrators
    .filter(({ tenantId }) => tenantId !== bigTenantId)
    .map(
      ({ token, schoolId }): PlannedRequest => ({
        method: "GET",
        path: `/api/v1/permissions/who-can?code=user:read&schoolId=${schoolId}&limit=100`,
        token,
      }),
    );
  const [first] = requests;
  if (first === undefined) throw new Error("there is nobody to ask");
  const answer = await send(gloria, first, 200);
  const isFound =
    typeof answer === "object" &&
    answer !== null &&
    "items" in answer &&
    Array.isArray(answer.items) &&
    answer.items.length > 0;
  if (!isFound) throw new Error(`who can: nobody was found: ${JSON.stringify(answer).slice(0, 300)}`);
  return requests;
}
