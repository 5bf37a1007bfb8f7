import { namePools } from "../demo/name-pools.ts";
import { administratorRole, staffRole } from "../demo/role-catalogue.ts";
import type { BenchShape } from "./bench-shape.ts";

/** One step of the load; its parameters stand in the text already: everything in it is ours. */
export interface BenchStatement {
  readonly name: string;
  readonly statement: string;
}

/**
 * Fills the tables inside PostgreSQL. `pg_temp.bench_tenants` and `pg_temp.bench_schools` say what is to be filled;
 * ids are made of the seed and a number, so that the same seed and total give the same rows.
 */
export function benchStatements(shape: BenchShape, seed: number, asOf: Date): readonly BenchStatement[] {
  const foundedMs = asOf.getTime() - 180 * 24 * 60 * 60 * 1000;
  const founded = `'${new Date(foundedMs).toISOString()}'::timestamptz`;
  const id = (kind: string, number: string, ms = `${foundedMs}`) => idExpression(`'${seed}/${kind}/' || ${number}`, ms);
  const tenantsTotal = shape.smallTenants + 1;
  const given = textArray(Object.values(namePools).flatMap(({ male, female }) => [...male, ...female]));
  const second = textArray(
    Object.values(namePools).flatMap(({ secondMale, secondFemale }) => [...secondMale, ...secondFemale]),
  );
  const roleRows = [administratorRole, staffRole];

  return [
    {
      name: "plan",
      statement: `
        create temporary table bench_tenants on commit drop as
        select n, n = ${shape.smallTenants} as big, ${id("tenant", "n")} as id, 'bench-' || lpad(n::text, 2, '0') as code,
          case when n = ${shape.smallTenants} then ${shape.schoolsInBig} else ${shape.schoolsPerSmall} end as schools,
          case when n = ${shape.smallTenants} then ${shape.peopleInBig} else ${shape.peoplePerSmall} end as people
        from generate_series(0, ${tenantsTotal - 1}) as n;
        create temporary table bench_schools on commit drop as
        select t.n, t.id as tenant_id, s, ${id("school", "(t.n * 100 + s)")} as id, ${id("seat", "(t.n * 100 + s)")} as position_id
        from bench_tenants t, generate_series(0, t.schools - 1) as s;
        create unique index on bench_schools (n, s);
        analyze bench_tenants, bench_schools`,
    },
    {
      name: "tenants",
      statement: `
        insert into gloria.tenants (id, code, name, clerk_org_id, created_at, updated_at)
        select id, code, 'Yayasan Ukur ' || n, 'org_' || replace(id::text, '-', ''), ${founded}, ${founded} from bench_tenants`,
    },
    {
      name: "schools",
      statement: `
        insert into gloria.schools (tenant_id, id, code, name, level, city, created_at, updated_at)
        select tenant_id, id, 'S' || s, 'Sekolah Ukur ' || s, (array['SD', 'SMP', 'SMA', 'SMK'])[s % 4 + 1], 'Semarang', ${founded}, ${founded}
        from bench_schools;
        insert into gloria.positions (tenant_id, id, school_id, code, name, level, headcount, created_at, updated_at)
        select tenant_id, position_id, id, 'GURU', 'Guru', 7, 10000, ${founded}, ${founded} from bench_schools`,
    },
    {
      name: "roles",
      statement: `
        insert into gloria.roles (tenant_id, id, code, name, level, is_system, created_at, updated_at)
        select t.id, ${id("role", "(r.code || t.n)")}, r.code, r.name, r.level, true, ${founded}, ${founded}
        from bench_tenants t, (values ${roleRows.map(({ code, name, level }) => `('${code}', '${name}', ${level})`).join(", ")}) as r(code, name, level);
        insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, scope, created_at)
        select t.id, ${id("grant", "(g.role || g.code || t.n)")}, 'role', ${id("role", "(g.role || t.n)")}, g.code, g.scope, ${founded}
        from bench_tenants t, (values ${roleRows
          .flatMap(({ code: role, grants }) => grants.map(([code, scope]) => `('${role}', '${code}', '${scope}')`))
          .join(", ")}) as g(role, code, scope)`,
    },
    {
      name: "users",
      // Two multiplicative hashes of the person's number; squaring the first makes some names common, others rare.
      statement: `
        insert into gloria.users (tenant_id, id, clerk_user_id, name, email, nip, phone, status, home_school_id, created_at, updated_at)
        select tenant_id, id, 'user_' || replace(id::text, '-', ''), name,
          case when p = 1 then 'admin' else lower(replace(name, ' ', '.')) || p end || '@' || code || '.example',
          (1998 + p % 28)::text || lpad(p::text, 6, '0'), '+62000' || lpad(p::text, 7, '0'),
          case when p % 50 = 7 then 'suspended' when p % 40 = 3 then 'invited' else 'active' end,
          school_id, at, at
        from (
          select t.id as tenant_id, t.code, p, at, s.id as school_id,
            ${idExpression(`'${seed}/user/' || t.n || '/' || p`, `(${foundedMs} + p * 100)`)} as id,
            given.names[1 + floor(array_length(given.names, 1) * power(one / 4294967296.0, 2))::int]
              || case when two % 100 < 12 then '' else ' ' || second.names[1 + (two / 128) % array_length(second.names, 1)] end as name
          from bench_tenants t
          cross join lateral generate_series(1, t.people) as p
          cross join lateral (values (
            ((p + t.n * 100003::bigint) * 2654435761 + ${seed}) % 4294967296,
            (((p + t.n * 100003::bigint) * 2246822519 + ${seed}) % 4294967296) >> 3,
            ${founded} + p * interval '100 milliseconds')) as h(one, two, at)
          join bench_schools s on s.n = t.n and s.s = p % t.schools
          cross join (select ${given} as names) as given
          cross join (select ${second} as names) as second
        ) as person order by tenant_id, id`,
    },
    {
      name: "assignments",
      statement: `
        insert into gloria.assignments (tenant_id, id, user_id, position_id, school_id, valid_from, is_primary, created_epoch, created_at)
        select u.tenant_id, ${idExpression("'assignment/' || u.id", `${foundedMs}`)}, u.id, s.position_id, s.id, '2020-07-01', true, 1, ${founded}
        from gloria.users u join bench_schools s on s.tenant_id = u.tenant_id and s.id = u.home_school_id`,
    },
    {
      name: "role assignments",
      statement: `
        insert into gloria.role_assignments (tenant_id, id, user_id, role_id, school_id, valid_from, created_epoch, created_at)
        select u.tenant_id, ${idExpression("'role/' || u.id", `${foundedMs}`)}, u.id, r.id, u.home_school_id, ${founded}, 1, ${founded}
        from gloria.users u
        join bench_tenants t on t.id = u.tenant_id
        join gloria.roles r on r.tenant_id = u.tenant_id
          and r.code = case when u.email = 'admin@' || t.code || '.example' then 'foundation_administrator' else 'staff' end`,
    },
  ];
}

/** A UUIDv7 whose random bits are the MD5 of `text`. */
function idExpression(text: string, ms: string): string {
  const digest = `md5(${text})`;
  return `(lpad(to_hex(${ms}::bigint), 12, '0') || '7' || substr(${digest}, 1, 3) || '8' || substr(${digest}, 4, 15))::uuid`;
}

function textArray(words: readonly string[]): string {
  return `array[${words.map((word) => `'${word.replaceAll("'", "''")}'`).join(", ")}]`;
}
