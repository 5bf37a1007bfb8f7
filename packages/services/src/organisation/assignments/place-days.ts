/**
 * Common table expression `places`: each school of the tenant in parameter 1, and under the tenant's own id the
 * foundation's seat, with what day it is there. Joined by `places.id = coalesce(a.school_id, a.tenant_id)`: the day is
 * worked out once for a place, not once for a person.
 */
export const placeDays = `places as materialized (
    select t.id, null::text as name, t.time_zone, (now() at time zone t.time_zone)::date as today
    from gloria.tenants t where t.id = $1::uuid
    union all
    select s.id, s.name, coalesce(s.time_zone, t.time_zone), (now() at time zone coalesce(s.time_zone, t.time_zone))::date
    from gloria.schools s join gloria.tenants t on t.id = s.tenant_id where s.tenant_id = $1::uuid
  )`;
