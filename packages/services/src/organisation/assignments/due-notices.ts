import { placeDays } from "./place-days.ts";

/**
 * What there is to tell of a tenant's assignments and has not been told; parameters: tenant, limit.
 *
 * A holding that goes on in another row (the same person and position, without a gap) neither ends nor begins. What was
 * over, or under way, when it was written down is no news. An end is told by the nearest step alone: who enters an
 * assignment of five days is told once that it ends, and once more on the last day. What is older than a week is left.
 *
 * Written for a planner without statistics, which takes a tenant for a handful of rows: `not in` a query of its own is
 * looked up in a hash, where `not exists` would be a loop over all rows for each; names and recipients are asked for
 * after the limit, each table once, as no index can be counted on to be chosen for a look at one row.
 */
export const dueNotices = `
  with ${placeDays}, near as materialized (
    select a.id, a.user_id, a.position_id, a.school_id, a.kind, a.valid_from, a.valid_until, a.appointed_by,
      d.today, d.name as school_name, (a.created_at at time zone d.time_zone)::date as entered
    from gloria.assignments a
    join places d on d.id = coalesce(a.school_id, a.tenant_id)
    where a.tenant_id = $1::uuid and a.ended_at is null
      and (a.valid_until between current_date - 9 and current_date + 32
        or a.valid_from between current_date - 9 and current_date + 1)
  ), steps as (
    select n.*, n.valid_until as day, n.valid_until - n.today as days_left,
      case when n.valid_until <= n.today then 'ended' when n.valid_until - n.today <= 1 then 'ends_1'
        when n.valid_until - n.today <= 7 then 'ends_7' else 'ends_30' end as notice
    from near n
    where n.valid_until between n.today - 7 and n.today + 30 and n.valid_until > n.entered
      and (n.user_id, n.position_id, n.valid_until) not in (
        select b.user_id, b.position_id, b.valid_from from gloria.assignments b where b.tenant_id = $1::uuid
          and b.ended_at is null and b.valid_from between current_date - 9 and current_date + 32)
    union all
    select n.*, n.valid_from, 0, 'started'
    from near n
    where n.valid_from between n.today - 7 and n.today and n.valid_from > n.entered
      and (n.user_id, n.position_id, n.valid_from) not in (
        select b.user_id, b.position_id, b.valid_until from gloria.assignments b where b.tenant_id = $1::uuid
          and b.ended_at is null and b.valid_until between current_date - 9 and current_date + 1)
  ), picked as materialized (
    select * from steps d
    where (d.user_id, d.position_id, d.notice, d.day) not in (
      select told.user_id, told.position_id, told.kind, told.day from gloria.assignment_notices told
      where told.tenant_id = $1::uuid and told.day between current_date - 9 and current_date + 32)
    and d.user_id not in (
      select u.id from gloria.users u where u.tenant_id = $1::uuid and u.deleted_at is not null)
    order by d.day, d.id limit $2::int
  ), people as materialized (
    select u.id, u.name from gloria.users u
    where u.tenant_id = $1::uuid and u.id = any (array(select user_id from picked))
  ), seats as materialized (
    select p.id, p.name from gloria.positions p
    where p.tenant_id = $1::uuid and p.id = any (array(select position_id from picked))
  ), lines as materialized (
    select r.position_id, r.reports_to_id from gloria.position_reports r
    where r.tenant_id = $1::uuid and r.kind = 'line' and r.position_id = any (array(select position_id from picked))
  ), holders as materialized (
    select h.position_id, h.user_id, daterange(h.valid_from, h.valid_until) as term from gloria.assignments h
    where h.tenant_id = $1::uuid and h.kind = 'DEFINITIF' and h.ended_at is null
      and h.position_id = any (array(select reports_to_id from lines))
  ), chiefs as materialized (
    select l.position_id, h.user_id, h.term from lines l join holders h on h.position_id = l.reports_to_id
  )
  select d.id as "assignmentId", d.user_id as "userId", d.position_id as "positionId", d.school_id as "schoolId",
    d.notice as kind, d.day::text as day, d.days_left as "daysLeft", d.kind as "assignmentKind", u.name,
    p.name as "positionName", d.school_name as "schoolName",
    array(
      select d.user_id union select d.appointed_by where d.appointed_by is not null
      union select c.user_id from chiefs c where c.position_id = d.position_id and c.term @> d.today
    ) as "recipientIds"
  from picked d
  join people u on u.id = d.user_id
  join seats p on p.id = d.position_id
  order by d.day, d.id`;
