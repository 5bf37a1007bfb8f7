-- No more definitive holders of a position than it has seats, on any day from today on. What was before today is
-- history of other headcounts.

-- The most definitive holders that a position has on any day from `since` on. Who ends on a day no longer holds on it,
-- and so leaves before the newcomers of that day are counted.
CREATE FUNCTION gloria.most_holders(tenant uuid, seat uuid, since date) RETURNS integer
  LANGUAGE sql STABLE AS $$
  WITH held AS (
    SELECT greatest(a.valid_from, since) AS valid_from, a.valid_until
    FROM gloria.assignments a
    WHERE a.tenant_id = tenant AND a.position_id = seat AND a.kind = 'DEFINITIF' AND a.ended_at IS NULL
      AND (a.valid_until IS NULL OR a.valid_until > since)
  ), steps AS (
    SELECT valid_from AS day, 1 AS step FROM held
    UNION ALL
    SELECT valid_until, -1 FROM held WHERE valid_until IS NOT NULL
  ), counted AS (
    SELECT sum(step) OVER (ORDER BY day, step ROWS UNBOUNDED PRECEDING) AS holders FROM steps
  )
  SELECT coalesce(max(holders), 0)::int FROM counted
$$;
--> statement-breakpoint
-- Whoever adds holders or takes seats away holds the tenant's epoch until the commit: the next one counts what this
-- one leaves behind.
CREATE FUNCTION gloria.refuse_overfull_position() RETURNS trigger LANGUAGE plpgsql SET search_path = gloria, pg_temp AS $$
DECLARE
  held record;
BEGIN
  FOR held IN
    SELECT p.tenant_id, p.id, p.headcount, today_in(p.tenant_id, p.school_id) AS today FROM positions p
    WHERE (p.tenant_id, p.id) IN (
      SELECT n.tenant_id, n.position_id FROM new_rows n WHERE n.kind = 'DEFINITIF' AND n.ended_at IS NULL)
  LOOP
    IF most_holders(held.tenant_id, held.id, held.today) > held.headcount THEN
      RAISE EXCEPTION 'position % has only % seats', held.id, held.headcount
        USING ERRCODE = '23514', CONSTRAINT = 'assignments_headcount', TABLE = 'assignments';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER assignments_headcount_insert AFTER INSERT ON gloria.assignments
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION gloria.refuse_overfull_position();
--> statement-breakpoint
CREATE TRIGGER assignments_headcount_update AFTER UPDATE ON gloria.assignments
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION gloria.refuse_overfull_position();
--> statement-breakpoint
CREATE FUNCTION gloria.refuse_too_few_seats() RETURNS trigger LANGUAGE plpgsql SET search_path = gloria, pg_temp AS $$
DECLARE
  seats record;
BEGIN
  PERFORM raise_epoch(t.tenant_id) FROM (SELECT DISTINCT n.tenant_id FROM new_rows n ORDER BY 1) t;
  FOR seats IN
    SELECT n.tenant_id, n.id, n.headcount, today_in(n.tenant_id, n.school_id) AS today
    FROM new_rows n JOIN old_rows o USING (tenant_id, id) WHERE n.headcount < o.headcount
  LOOP
    IF most_holders(seats.tenant_id, seats.id, seats.today) > seats.headcount THEN
      RAISE EXCEPTION 'position % has more holders than %', seats.id, seats.headcount
        USING ERRCODE = '23514', CONSTRAINT = 'positions_headcount', TABLE = 'positions';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER positions_headcount_update AFTER UPDATE ON gloria.positions
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION gloria.refuse_too_few_seats();
