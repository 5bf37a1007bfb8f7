import { newId } from "@gloria/core";
import { makeTenant, testDatabase } from "@gloria/testkit";
import { expect, it } from "vitest";
import { waitFor } from "./wait-for.ts";
import { workerProcesses } from "./worker-processes.ts";

const database = testDatabase();
const { start, killed } = workerProcesses(database);
/** One batch of the sweep, and a second one that the kill finds under way. */
const soon = 200;
const later = 10;
const due = soon + later;
/** An advisory lock that the last but one of all notices waits for: as long as the test has it, a sweep stands there. */
const gate = 471_102;

// Two whole processes, on machines that have other things to do.
it("a sweep killed halfway is finished by the next worker's start, and every notice is told once", {
  timeout: 90_000,
}, async () => {
  const tenant = await makeTenant(database);
  const positionId = newId();
  await database.owner`insert into gloria.positions (tenant_id, id, code, name, level, headcount)
    values (${tenant.id}, ${positionId}, 'PLT', 'Pelaksana', 5, ${due})`;
  await database.owner`with people as (
      insert into gloria.users (tenant_id, id, name, nip, status)
      select ${tenant.id}, gen_random_uuid(), 'Pelaksana ' || n, 'N' || n, 'active'
      from generate_series(1, ${due}::int) n returning id, nip)
    insert into gloria.assignments (tenant_id, id, user_id, position_id, kind, valid_from, valid_until, is_primary, created_at)
    select ${tenant.id}, gen_random_uuid(), id, ${positionId}, 'PLT', current_date - 20,
      current_date + case when substr(nip, 2)::int <= ${soon}::int then 5 else 6 end, true,
      now() - interval '20 days' from people`;
  await database.owner.unsafe(`
    create function gloria.wait_at_gate() returns trigger language plpgsql as $$
    begin
      if (select count(*) from gloria.assignment_notices) = ${due - 2} then
        perform pg_advisory_xact_lock_shared(${gate});
      end if;
      return new;
    end $$;
    create trigger wait_at_gate before insert on gloria.assignment_notices
      for each row execute function gloria.wait_at_gate()`);
  const keeper = await database.owner.reserve();
  await keeper`select pg_advisory_lock(${gate})`;
  const countTold = async () => {
    const [row] = await database.owner<{ n: number }[]>`
      select count(*)::int as n from gloria.assignment_notices where tenant_id = ${tenant.id}`;
    return row?.n ?? 0;
  };

  const first = start();
  const waiting = await waitFor(async () => {
    const [found] = await database.owner<{ pid: number }[]>`
      select pid from pg_locks where locktype = 'advisory' and objid = ${gate} and not granted`;
    return found ?? null;
  }, 40_000);
  await killed(first);
  expect(await countTold()).toBe(soon);
  await keeper`select pg_advisory_unlock(${gate})`;
  keeper.release();
  await waitFor(async () => {
    const [alive] = await database.owner`select pid from pg_stat_activity where pid = ${waiting.pid}`;
    return alive === undefined ? true : null;
  });
  expect(await countTold()).toBe(soon);

  start();
  await waitFor(async () => ((await countTold()) === due ? true : null), 40_000);
  const told = await database.owner<{ times: number; holders: number }[]>`
    select times, count(*)::int as holders from (
      select count(*)::int as times from gloria.notifications
      where tenant_id = ${tenant.id} and type = 'assignment.ends_soon' group by entity_id) of_each
    group by times`;
  expect(told).toEqual([{ times: 1, holders: due }]);
});
