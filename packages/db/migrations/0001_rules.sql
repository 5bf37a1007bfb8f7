-- The rules that the generated tables cannot carry: partitions, dated exclusions, refused cycles, epochs, search.

-- ── Audit partitions ─────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE gloria.audit_events_default PARTITION OF gloria.audit_events DEFAULT;
--> statement-breakpoint
-- Makes the monthly partitions from `first` to `last`; returns how many are new. Safe to repeat and to race.
CREATE FUNCTION gloria.ensure_audit_partitions(first date, last date) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
DECLARE
  month date := date_trunc('month', first)::date;
  made integer := 0;
  part text;
BEGIN
  IF last < first OR last > first + 3660 THEN
    RAISE EXCEPTION 'the range of partitions must run forward and span at most ten years' USING ERRCODE = '22023';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('gloria.audit_partitions', 0));
  WHILE month <= last LOOP
    part := format('audit_events_%s', to_char(month, 'YYYY_MM'));
    IF to_regclass('gloria.' || part) IS NULL THEN
      EXECUTE format(
        'CREATE TABLE gloria.%I PARTITION OF gloria.audit_events FOR VALUES FROM (%L) TO (%L)',
        part, month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00');
      made := made + 1;
    END IF;
    month := (month + interval '1 month')::date;
  END LOOP;
  RETURN made;
END $$;
--> statement-breakpoint
SELECT gloria.ensure_audit_partitions((now() - interval '7 months')::date, (now() + interval '3 months')::date);
--> statement-breakpoint

-- ── Assignments: one person once in a position, one primary at a time ────────────────────────────────────────────
ALTER TABLE gloria.assignments ADD CONSTRAINT assignments_no_overlap EXCLUDE USING gist (
  tenant_id WITH =, user_id WITH =, position_id WITH =, daterange(valid_from, valid_until) WITH &&
) WHERE (ended_at IS NULL);
--> statement-breakpoint
ALTER TABLE gloria.assignments ADD CONSTRAINT assignments_one_primary EXCLUDE USING gist (
  tenant_id WITH =, user_id WITH =, daterange(valid_from, valid_until) WITH &&
) WHERE (is_primary AND ended_at IS NULL);
--> statement-breakpoint

-- ── Cycles are refused here, not only in the form. The advisory lock makes two concurrent edits take turns. ───────
CREATE FUNCTION gloria.refuse_department_cycle() RETURNS trigger LANGUAGE plpgsql SET search_path = gloria, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('departments' || NEW.tenant_id::text, 0));
  IF EXISTS (
    WITH RECURSIVE up(id, parent_id) AS (
      SELECT d.id, d.parent_id FROM departments d WHERE d.tenant_id = NEW.tenant_id AND d.id = NEW.parent_id
      UNION
      SELECT d.id, d.parent_id FROM departments d JOIN up ON d.id = up.parent_id WHERE d.tenant_id = NEW.tenant_id
    ) SELECT 1 FROM up WHERE up.id = NEW.id
  ) THEN
    RAISE EXCEPTION 'department % would stand above itself', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'departments_no_cycle', TABLE = 'departments';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER departments_no_cycle BEFORE INSERT OR UPDATE OF parent_id ON gloria.departments
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION gloria.refuse_department_cycle();
--> statement-breakpoint
CREATE FUNCTION gloria.refuse_position_cycle() RETURNS trigger LANGUAGE plpgsql SET search_path = gloria, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('position_reports' || NEW.tenant_id::text, 0));
  IF EXISTS (
    WITH RECURSIVE up(id) AS (
      SELECT NEW.reports_to_id
      UNION
      SELECT r.reports_to_id FROM position_reports r JOIN up ON r.position_id = up.id
      WHERE r.tenant_id = NEW.tenant_id AND r.kind = 'line'
    ) SELECT 1 FROM up WHERE up.id = NEW.position_id
  ) THEN
    RAISE EXCEPTION 'position % would report to itself', NEW.position_id
      USING ERRCODE = '23514', CONSTRAINT = 'position_reports_no_cycle', TABLE = 'position_reports';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER position_reports_no_cycle BEFORE INSERT OR UPDATE ON gloria.position_reports
  FOR EACH ROW WHEN (NEW.kind = 'line') EXECUTE FUNCTION gloria.refuse_position_cycle();
--> statement-breakpoint
CREATE FUNCTION gloria.refuse_role_cycle() RETURNS trigger LANGUAGE plpgsql SET search_path = gloria, pg_temp AS $$
DECLARE
  above integer;
  below integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('role_edges' || NEW.tenant_id::text, 0));
  IF EXISTS (
    WITH RECURSIVE up(id) AS (
      SELECT NEW.parent_role_id
      UNION
      SELECT e.parent_role_id FROM role_edges e JOIN up ON e.child_role_id = up.id
      WHERE e.tenant_id = NEW.tenant_id AND e.ended_at IS NULL
    ) SELECT 1 FROM up WHERE up.id = NEW.child_role_id
  ) THEN
    RAISE EXCEPTION 'role % would inherit from itself', NEW.child_role_id
      USING ERRCODE = '23514', CONSTRAINT = 'role_edges_no_cycle', TABLE = 'role_edges';
  END IF;
  WITH RECURSIVE up(id, depth) AS (
    SELECT NEW.parent_role_id, 1
    UNION
    SELECT e.parent_role_id, up.depth + 1 FROM role_edges e JOIN up ON e.child_role_id = up.id
    WHERE e.tenant_id = NEW.tenant_id AND e.ended_at IS NULL AND up.depth < 16
  ) SELECT max(depth) INTO above FROM up;
  WITH RECURSIVE down(id, depth) AS (
    SELECT NEW.child_role_id, 0
    UNION
    SELECT e.child_role_id, down.depth + 1 FROM role_edges e JOIN down ON e.parent_role_id = down.id
    WHERE e.tenant_id = NEW.tenant_id AND e.ended_at IS NULL AND down.depth < 16
  ) SELECT max(depth) INTO below FROM down;
  IF above + below > 8 THEN
    RAISE EXCEPTION 'a chain of roles may have at most 8 steps, this one would have %', above + below
      USING ERRCODE = '23514', CONSTRAINT = 'role_edges_depth', TABLE = 'role_edges';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER role_edges_no_cycle BEFORE INSERT OR UPDATE OF child_role_id, parent_role_id ON gloria.role_edges
  FOR EACH ROW EXECUTE FUNCTION gloria.refuse_role_cycle();
--> statement-breakpoint

-- ── Permission epochs ────────────────────────────────────────────────────────────────────────────────────────────
-- Raises the tenant's epoch once per transaction and returns it. The row lock makes deciding writes take turns, so
-- a reader that sees epoch n sees everything that n stands for.
CREATE FUNCTION gloria.raise_epoch(tenant uuid) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
DECLARE
  raised bigint;
BEGIN
  -- A definer's rights must not reach another tenant: who is bound by row security raises their own tenant's alone.
  IF session_user <> current_user AND tenant IS DISTINCT FROM nullif(current_setting('app.tenant_id', true), '')::uuid THEN
    RAISE EXCEPTION 'the epoch of another tenant' USING ERRCODE = '42501';
  END IF;
  -- Raised by this very transaction: it holds the row already. Writing the row once more for each of many rows would
  -- leave as many dead versions of it, and each write would walk them all.
  SELECT e.epoch INTO raised FROM permission_epochs e
    WHERE e.tenant_id = tenant AND e.raised_by = pg_current_xact_id();
  IF FOUND THEN
    RETURN raised;
  END IF;
  INSERT INTO permission_epochs AS e (tenant_id, epoch, raised_by) VALUES (tenant, 1, pg_current_xact_id())
  ON CONFLICT (tenant_id) DO UPDATE
    SET epoch = e.epoch + (e.raised_by IS DISTINCT FROM pg_current_xact_id())::int, raised_by = pg_current_xact_id()
  RETURNING e.epoch INTO raised;
  RETURN raised;
END $$;
--> statement-breakpoint
-- Taken first by every verb that will raise the epoch: taking it later, after a shared lock, deadlocks two of them.
CREATE FUNCTION gloria.lock_epoch() RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
  SELECT epoch FROM permission_epochs
    WHERE tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid FOR NO KEY UPDATE
$$;
--> statement-breakpoint
-- Rows that decide are closed, never rewritten: their beginning and end carry the epoch that made them so.
CREATE FUNCTION gloria.stamp_epoch() RETURNS trigger LANGUAGE plpgsql SET search_path = gloria, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.created_epoch := raise_epoch(NEW.tenant_id);
  ELSIF NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL THEN
    NEW.ended_epoch := raise_epoch(NEW.tenant_id);
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION gloria.raise_epoch_of_new() RETURNS trigger LANGUAGE plpgsql SET search_path = gloria, pg_temp AS $$
BEGIN
  PERFORM raise_epoch(t.tenant_id) FROM (SELECT DISTINCT n.tenant_id FROM new_rows n ORDER BY 1) t;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION gloria.raise_epoch_of_old() RETURNS trigger LANGUAGE plpgsql SET search_path = gloria, pg_temp AS $$
BEGIN
  PERFORM raise_epoch(t.tenant_id) FROM (SELECT DISTINCT o.tenant_id FROM old_rows o ORDER BY 1) t;
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  deciding text;
BEGIN
  FOREACH deciding IN ARRAY ARRAY['grants', 'role_assignments', 'role_edges', 'assignments'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_stamp_epoch BEFORE INSERT OR UPDATE ON gloria.%1$s
      FOR EACH ROW EXECUTE FUNCTION gloria.stamp_epoch()', deciding);
  END LOOP;
  FOREACH deciding IN ARRAY ARRAY['grants', 'role_assignments', 'role_edges', 'assignments', 'departments', 'positions', 'roles'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_epoch_insert AFTER INSERT ON gloria.%1$s
      REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION gloria.raise_epoch_of_new()', deciding);
    EXECUTE format('CREATE TRIGGER %1$s_epoch_update AFTER UPDATE ON gloria.%1$s
      REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION gloria.raise_epoch_of_new()', deciding);
    EXECUTE format('CREATE TRIGGER %1$s_epoch_delete AFTER DELETE ON gloria.%1$s
      REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION gloria.raise_epoch_of_old()', deciding);
  END LOOP;
END $$;
--> statement-breakpoint
-- Of a user, a school and a tenant only what decides counts; a new user or school has no rights yet.
CREATE FUNCTION gloria.raise_epoch_of_users() RETURNS trigger LANGUAGE plpgsql SET search_path = gloria, pg_temp AS $$
BEGIN
  PERFORM raise_epoch(t.tenant_id) FROM (
    SELECT DISTINCT n.tenant_id FROM new_rows n JOIN old_rows o USING (tenant_id, id)
    WHERE n.status IS DISTINCT FROM o.status OR (n.deleted_at IS NULL) <> (o.deleted_at IS NULL)
    ORDER BY 1) t;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER users_epoch_update AFTER UPDATE ON gloria.users
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION gloria.raise_epoch_of_users();
--> statement-breakpoint
CREATE FUNCTION gloria.raise_epoch_of_schools() RETURNS trigger LANGUAGE plpgsql SET search_path = gloria, pg_temp AS $$
BEGIN
  PERFORM raise_epoch(t.tenant_id) FROM (
    SELECT DISTINCT n.tenant_id FROM new_rows n JOIN old_rows o USING (tenant_id, id)
    WHERE n.time_zone IS DISTINCT FROM o.time_zone OR (n.deleted_at IS NULL) <> (o.deleted_at IS NULL)
    ORDER BY 1) t;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER schools_epoch_update AFTER UPDATE ON gloria.schools
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION gloria.raise_epoch_of_schools();
--> statement-breakpoint
CREATE FUNCTION gloria.raise_epoch_of_tenants() RETURNS trigger LANGUAGE plpgsql SET search_path = gloria, pg_temp AS $$
BEGIN
  PERFORM raise_epoch(n.id) FROM new_rows n;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER tenants_epoch_insert AFTER INSERT ON gloria.tenants
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION gloria.raise_epoch_of_tenants();
--> statement-breakpoint
CREATE TRIGGER tenants_epoch_update AFTER UPDATE ON gloria.tenants
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION gloria.raise_epoch_of_tenants();
--> statement-breakpoint

-- ── Opening a tenant's transaction ───────────────────────────────────────────────────────────────────────────────
-- Sets tenant and actor for this transaction and answers, from the same snapshot, what every request must know:
-- the permission epoch, the database's clock, and whether tenant and session still hold. plpgsql, so that the
-- settings are in place before the first policy looks at them.
CREATE FUNCTION gloria.enter_tenant(
  tenant uuid, actor uuid, session uuid,
  OUT epoch bigint, OUT at timestamptz, OUT tenant_status text, OUT tenant_name text, OUT session_state text
) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.tenant_id', tenant::text, true), set_config('app.actor_id', coalesce(actor::text, ''), true);
  at := now();
  SELECT t.status, t.name, e.epoch,
      CASE WHEN session IS NULL THEN NULL WHEN s.id IS NULL THEN 'unknown' WHEN s.revoked_at IS NOT NULL THEN 'revoked'
        WHEN s.expires_at <= at THEN 'expired' ELSE 'live' END
    INTO tenant_status, tenant_name, epoch, session_state
    FROM gloria.tenants t JOIN gloria.permission_epochs e ON e.tenant_id = t.id
    LEFT JOIN gloria.sessions s ON s.tenant_id = t.id AND s.id = session
    WHERE t.id = tenant;
END $$;
--> statement-breakpoint

-- The date it is now where a school stands; at the foundation's seat when no school is named.
CREATE FUNCTION gloria.today_in(tenant uuid, school uuid) RETURNS date
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (now() AT TIME ZONE coalesce(
    (SELECT s.time_zone FROM gloria.schools s WHERE s.tenant_id = tenant AND s.id = school),
    (SELECT t.time_zone FROM gloria.tenants t WHERE t.id = tenant)))::date;
--> statement-breakpoint

-- ── Search ───────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE INDEX users_search_idx ON gloria.users USING gin (gloria.tenant_grams(tenant_id, search_text))
  WITH (fastupdate = off) WHERE deleted_at IS NULL;
--> statement-breakpoint
ALTER INDEX gloria.users_search_idx ALTER COLUMN 1 SET STATISTICS 1000;

--> statement-breakpoint
-- The words of a query as a person typed it: folded, split at everything that is not a letter or digit.
CREATE FUNCTION gloria.search_words(query text) RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN array_remove(string_to_array(regexp_replace(gloria.fold(query), '[\s!-/:-@\[-`{-~]+', ' ', 'g'), ' '), '');
--> statement-breakpoint
-- Trigrams that every text with a word beginning with `word` has.
CREATE FUNCTION gloria.prefix_grams(word text) RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (SELECT array_agg(substr('  ' || word, n, 3)) FROM generate_series(1, length(word)) AS n);
--> statement-breakpoint
-- Ids of the current tenant's users of whom every word of `query` begins a word of name, NIP, sign-in name or
-- e-mail, in (sort_name, id) order after the given place. Security definer: LIKE and @> are not leakproof, so under
-- row security they could not use the index; the tenant comes from the session setting, never from an argument.
-- Row-level permission is the caller's to apply to what comes back.
CREATE FUNCTION gloria.search_users(
  query text, statuses text[], school uuid, after_name text, after_id uuid, want integer
) RETURNS TABLE (id uuid, sort_name text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = gloria, public, pg_temp AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  words text[] := search_words(query);
  grams text[];
  wanted text;
BEGIN
  IF tenant IS NULL OR cardinality(words) IS NOT DISTINCT FROM 0 OR words IS NULL THEN
    RETURN;
  END IF;
  SELECT array_agg(DISTINCT left(md5(tenant::text), 6) || gram) INTO grams
    FROM unnest(words) AS word, unnest(prefix_grams(word)) AS gram
    -- pg_trgm keeps a trigram of other letters as a hash: those are left to LIKE.
    WHERE gram ~ '^[ a-z0-9]+$';
  -- Literals, not parameters: the planner chooses between the trigram index and the ordered walk by the statistics
  -- of these very trigrams.
  wanted := format('SELECT u.id, u.sort_name FROM users u WHERE u.tenant_id = %L AND u.deleted_at IS NULL', tenant);
  IF grams IS NOT NULL THEN
    wanted := wanted || format(' AND tenant_grams(u.tenant_id, u.search_text) @> %L::text[]', grams);
  END IF;
  SELECT wanted || string_agg(format(' AND u.search_text LIKE %L', '% ' || replace(replace(word, '\', '\\'), '_', '\_') || '%'), '')
    INTO wanted FROM unnest(words) AS word;
  IF statuses IS NOT NULL THEN
    wanted := wanted || format(' AND u.status = ANY (%L::text[])', statuses);
  END IF;
  IF school IS NOT NULL THEN
    wanted := wanted || format(
      ' AND (u.home_school_id = %1$L OR EXISTS (SELECT 1 FROM assignments a WHERE a.tenant_id = u.tenant_id AND a.user_id = u.id'
      ' AND a.school_id = %1$L AND a.ended_at IS NULL AND daterange(a.valid_from, a.valid_until) @> gloria.today_in(a.tenant_id, a.school_id)))',
      school);
  END IF;
  IF after_name IS NOT NULL THEN
    wanted := wanted || format(' AND (u.sort_name, u.id) > (%L, %L)', after_name, after_id);
  END IF;
  RETURN QUERY EXECUTE wanted || format(' ORDER BY u.sort_name, u.id LIMIT %s', greatest(1, least(want, 1000)));
END $$;
--> statement-breakpoint
-- When nothing begins like the query: people whose name is spelled nearly so, best first. One slip breaks at most
-- three neighbouring trigrams, so of three runs of a word's trigrams at least one is whole.
CREATE FUNCTION gloria.search_users_nearly(query text, statuses text[], want integer)
  RETURNS TABLE (id uuid, sort_name text, similarity real)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = gloria, public, pg_temp AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  words text[] := search_words(query);
  near text;
BEGIN
  IF tenant IS NULL THEN
    RETURN;
  END IF;
  SELECT string_agg(format(
    '(tenant_grams(u.tenant_id, u.search_text) @> %L::text[] OR tenant_grams(u.tenant_id, u.search_text) @> %L::text[]'
    ' OR tenant_grams(u.tenant_id, u.search_text) @> %L::text[])',
    grams[1:third], grams[third + 1:2 * third], grams[2 * third + 1:]), ' AND ')
  INTO near
  FROM (
    SELECT array_agg(left(md5(tenant::text), 6) || gram ORDER BY place) AS grams, count(*)::int / 3 AS third
    FROM unnest(words) AS word, unnest(prefix_grams(word)) WITH ORDINALITY AS g(gram, place)
    WHERE length(word) >= 5 AND word ~ '^[a-z0-9]+$'
    GROUP BY word
  ) w;
  IF near IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY EXECUTE format(
    'SELECT u.id, u.sort_name, word_similarity(%L, u.search_text) AS similarity FROM users u
     WHERE u.tenant_id = %L AND u.deleted_at IS NULL AND (%L::text[] IS NULL OR u.status = ANY (%L::text[])) AND %s
       AND word_similarity(%L, u.search_text) >= 0.45
     ORDER BY similarity DESC, u.sort_name, u.id LIMIT %s',
    array_to_string(words, ' '), tenant, statuses, statuses, near, array_to_string(words, ' '), greatest(1, least(want, 200)));
END $$;
--> statement-breakpoint
-- Whom an identifier (e-mail, NIP or sign-in name) may mean, over all tenants: the local issuer asks it before a
-- tenant is known. Only the system role may call it.
CREATE FUNCTION gloria.find_sign_in(identifier text)
  RETURNS TABLE (tenant_id uuid, tenant_code text, tenant_name text, user_id uuid, user_name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
  SELECT u.tenant_id, t.code, t.name, u.id, u.name
  FROM tenants t JOIN users u ON u.tenant_id = t.id
  WHERE u.deleted_at IS NULL
    AND (lower(u.email) = lower(identifier) OR lower(u.username) = lower(identifier) OR u.nip = identifier)
  ORDER BY t.code
  LIMIT 20
$$;
--> statement-breakpoint
-- The people of all tenants that a Clerk user stands for: its webhooks name no organisation. System role only.
CREATE FUNCTION gloria.find_clerk_user(subject text)
  RETURNS TABLE (tenant_id uuid, user_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
  SELECT u.tenant_id, u.id FROM tenants t JOIN users u ON u.tenant_id = t.id WHERE u.clerk_user_id = subject ORDER BY 1 LIMIT 100
$$;
