import { createHash } from "node:crypto";
import type { Sql } from "postgres";
import type { ClerkInstance } from "./clerk-tokens.ts";

export interface BenchCaller {
  readonly tenantId: string;
  readonly userId: string;
  readonly schoolId: string;
  readonly token: string;
}

export interface BenchData {
  readonly users: number;
  readonly bigTenantId: string;
  /** May read and create everybody in their tenant: half of them in the big one, half in the others. */
  readonly administrators: readonly BenchCaller[];
  /** The staff's rights: see themselves. */
  readonly staff: readonly BenchCaller[];
  /** People in no order, of tenants that have administrators. */
  readonly people: readonly { readonly tenantId: string; readonly id: string }[];
  readonly bigSchoolIds: readonly string[];
  /** 30, from broad to narrow, with how many of the big tenant's people each finds. */
  readonly terms: readonly { readonly q: string; readonly hits: number }[];
}

const callersOfAKind = 200;

/** Reads what the requests are made of, and gives the callers their roles. Takes out what an earlier run left. */
export async function prepareBenchData(owner: Sql, clerk: ClerkInstance): Promise<BenchData> {
  await removeCreated(owner);
  // Sessions of an earlier run would be over some day.
  await owner`truncate gloria.sessions cascade`;
  const tenants = await owner<{ id: string; code: string; org: string; n: number }[]>`
    select id, code, clerk_org_id as org, row_number() over (order by code desc)::int - 1 as n
    from gloria.tenants where code like 'bench-%' order by n`;
  const [big] = tenants;
  if (big === undefined) throw new Error("the bench data has no tenants");
  // So many of a kind in each tenant: half of them in the big one, the rest spread over the others.
  const inOthers = callersOfAKind / 2;
  const people = await owner<{ tenantId: string; id: string; subject: string; schoolId: string; place: number }[]>`
    select t.id as "tenantId", u.id, u.clerk_user_id as subject, u.home_school_id as "schoolId", u.place::int
    from unnest(${tenants.map(({ id }) => id)}::uuid[], ${tenants.map(({ n }) => (n === 0 ? callersOfAKind : 4))}::int[]) as t(id, want)
    cross join lateral (
      select id, clerk_user_id, home_school_id, row_number() over (order by created_at, id) - 1 as place
      from gloria.users u where u.tenant_id = t.id and u.status = 'active' and u.deleted_at is null
      order by created_at, id limit t.want) u`;
  const callers = people.map(({ tenantId, id, subject, schoolId, place }) => {
    const tenant = tenants.find((each) => each.id === tenantId) ?? big;
    const caller: BenchCaller = {
      tenantId,
      userId: id,
      schoolId,
      token: clerk.sign({ subject, orgId: tenant.org, orgSlug: tenant.code }),
    };
    return { caller, isBig: tenantId === big.id, isAdministrator: place % 2 === 0 };
  });
  const choose = (isAdministrator: boolean) => {
    const some = callers.filter((each) => each.isAdministrator === isAdministrator);
    const others = some.filter(({ isBig }) => !isBig).slice(0, inOthers);
    const fromBig = some.filter(({ isBig }) => isBig).slice(0, callersOfAKind - inOthers);
    return [...fromBig, ...others].map(({ caller }) => caller);
  };
  const administrators = choose(true);
  await grantAdministration(owner, administrators);
  const reachable = [...new Set(administrators.map(({ tenantId }) => tenantId))];
  const [total] = await owner<{ n: number }[]>`select count(*)::int as n from gloria.users`;
  const users = total?.n ?? 0;
  return {
    users,
    bigTenantId: big.id,
    administrators,
    staff: choose(false),
    people: await samplePeople(owner, reachable, users),
    bigSchoolIds: (
      await owner<{ id: string }[]>`select id from gloria.schools where tenant_id = ${big.id} order by id`
    ).map(({ id }) => id),
    terms: await chooseTerms(owner, big.id),
  };
}

/** E-mail of people whom the bench creates: they go again with {@link removeCreated}. */
export const createdDomain = "created.bench.example";

/** Takes out everybody whom the bench has created, with their traces, and leaves the tables as they were. */
export async function removeCreated(owner: Sql): Promise<void> {
  const created = await owner<{ id: string }[]>`
    delete from gloria.users where email like ${`%@${createdDomain}`} returning id`;
  await owner`truncate gloria.audit_events, gloria.outbox, gloria.idempotency_keys cascade`;
  await owner`truncate gloria.notifications cascade`;
  if (created.length > 0) await owner`vacuum (analyze) gloria.users`;
}

async function grantAdministration(owner: Sql, callers: readonly BenchCaller[]): Promise<void> {
  await owner`
    insert into gloria.role_assignments (tenant_id, id, user_id, role_id, valid_from)
    select c.tenant_id, gen_random_uuid(), c.user_id, r.id, now() - interval '1 day'
    from unnest(${callers.map(({ tenantId }) => tenantId)}::uuid[], ${callers.map(({ userId }) => userId)}::uuid[]) as c(tenant_id, user_id)
    join gloria.roles r on r.tenant_id = c.tenant_id and r.code = 'foundation_administrator'
    where not exists (
      select from gloria.role_assignments a
      where a.tenant_id = c.tenant_id and a.user_id = c.user_id and a.role_id = r.id and a.ended_at is null)`;
}

async function samplePeople(owner: Sql, tenantIds: readonly string[], users: number) {
  const percent = Math.min(100, (30_000 * 100) / Math.max(1, users));
  const found = await owner<{ tenantId: string; id: string }[]>`
    select tenant_id as "tenantId", id from gloria.users tablesample bernoulli (${percent}) repeatable (20260713)
    where tenant_id = any (${[...tenantIds]}::uuid[])`;
  return shuffled(found, ({ id }) => id).slice(0, 20_000);
}

/** In an order that has nothing to do with how the rows lie, the same each time. */
function shuffled<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return items
    .map((item) => ({ item, place: createHash("md5").update(keyOf(item)).digest("hex") }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ item }) => item);
}

/** One letter to a whole NIP: beginnings of names, names, two names, beginnings of the second, numbers, e-mail. */
async function chooseTerms(owner: Sql, tenantId: string): Promise<BenchData["terms"]> {
  const words = await owner<{ word: string }[]>`
    select word from gloria.users u, unnest(string_to_array(u.sort_name, ' ')) as word
    where u.tenant_id = ${tenantId} and length(word) >= 4 group by word order by count(*) desc, word`;
  const names = await owner<{ name: string }[]>`
    select sort_name as name from gloria.users
    where tenant_id = ${tenantId} and sort_name like '% %' group by sort_name order by count(*) desc, sort_name`;
  const people = await owner<{ nip: string; email: string }[]>`
    select nip, email from gloria.users where tenant_id = ${tenantId} and nip is not null order by id limit 3`;
  const spread = <Item>(items: readonly Item[], n: number) =>
    Array.from({ length: n }, (_, k) => items[Math.floor((k * (items.length - 1)) / Math.max(1, n - 1))]).flatMap(
      (item) => item ?? [],
    );
  const word = spread(words, 12).map((row) => row.word);
  const name = spread(names, 12).map((row) => row.name);
  const candidates = [
    ...word.slice(0, 2).map((text) => text.slice(0, 1)),
    ...word.slice(0, 5).map((text) => text.slice(0, 2)),
    ...word.slice(4, 8).map((text) => text.slice(0, 3)),
    ...word.slice(0, 10),
    ...name.slice(0, 8),
    ...name.slice(4).map((text) => text.slice(0, text.indexOf(" ") + 3)),
    ...people.flatMap(({ nip, email }) => [nip, nip.slice(0, 6), email]),
    ...word.slice(10),
    ...name.slice(8),
    ...words.map((row) => row.word),
  ];
  const chosen = [...new Set(candidates)].slice(0, 30);
  const counts = await owner<{ q: string; hits: number }[]>`
    select q, (
      select count(*)::int from gloria.users u where u.tenant_id = ${tenantId} and u.deleted_at is null
        and not exists (select from unnest(gloria.search_words(q)) as w where u.search_text not like '% ' || w || '%')) as hits
    from unnest(${chosen}::text[]) as q order by hits desc, q`;
  return counts;
}
