/**
 * What there is to tell of a tenant's assignments and has not been told; parameters: tenant, limit.
 *
 * A holding that goes on in another row (the same person and position, without a gap) neither ends nor begins. What was
 * over, or under way, when it was written down is no news. An end is told by the nearest step alone: who enters an
 * assignment of five days is told once that it ends, and once more on the last day. What is older than a week is left.
 *
 * The steps are worked out once, so that a planner without statistics cannot work them out again for every person.
 */
export const dueNotices = `
  with near as (
    select a.*, gloria.today_in(a.tenant_id, a.school_id) as today,
      (a.created_at at time zone coalesce(s.time_zone, t.time_zone))::date as entered, s.name as school_name
    from gloria.assignments a
    join gloria.tenants t on t.id = a.tenant_id
    left join gloria.schools s on s.tenant_id = a.tenant_id and s.id = a.school_id
    where a.tenant_id = $1::uuid and a.ended_at is null
      and (a.valid_until between current_date - 9 and current_date + 32
        or a.valid_from between current_date - 9 and current_date + 1)
  ), steps as materialized (
    select n.*, n.valid_until as day, n.valid_until - n.today as days_left,
      case when n.valid_until <= n.today then 'ended' when n.valid_until - n.today <= 1 then 'ends_1'
        when n.valid_until - n.today <= 7 then 'ends_7' else 'ends_30' end as notice
    from near n
    where n.valid_until between n.today - 7 and n.today + 30 and n.valid_until > n.entered
      and not exists (select 1 from gloria.assignments b where b.tenant_id = n.tenant_id and b.user_id = n.user_id
        and b.position_id = n.position_id and b.ended_at is null and b.valid_from = n.valid_until)
    union all
    select n.*, n.valid_from, 0, 'started'
    from near n
    where n.valid_from between n.today - 7 and n.today and n.valid_from > n.entered
      and not exists (select 1 from gloria.assignments b where b.tenant_id = n.tenant_id and b.user_id = n.user_id
        and b.position_id = n.position_id and b.ended_at is null and b.valid_until = n.valid_from)
  )
  select d.id as "assignmentId", d.user_id as "userId", d.position_id as "positionId", d.school_id as "schoolId",
    d.notice as kind, d.day::text as day, d.days_left as "daysLeft", d.kind as "assignmentKind", u.name,
    p.name as "positionName", d.school_name as "schoolName",
    array(
      select d.user_id union select d.appointed_by where d.appointed_by is not null
      union
      select h.user_id from gloria.position_reports r
      join gloria.assignments h on h.tenant_id = r.tenant_id and h.position_id = r.reports_to_id and h.kind = 'DEFINITIF'
        and h.ended_at is null and daterange(h.valid_from, h.valid_until) @> d.today
      where r.tenant_id = d.tenant_id and r.position_id = d.position_id and r.kind = 'line'
    ) as "recipientIds"
  from steps d
  join gloria.users u on u.tenant_id = d.tenant_id and u.id = d.user_id and u.deleted_at is null
  join gloria.positions p on p.tenant_id = d.tenant_id and p.id = d.position_id
  where not exists (select 1 from gloria.assignment_notices told where told.tenant_id = d.tenant_id
    and told.user_id = d.user_id and told.position_id = d.position_id and told.kind = d.notice and told.day = d.day)
  order by d.day, d.id limit $2::int`;
