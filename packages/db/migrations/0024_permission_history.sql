-- What the tables of delegations, guardrails, additions and modules need beyond their columns, and how what decided
-- before is kept: "as of epoch n" is a filter over rows that are closed, and over images of what is changed in place.

-- ── When each epoch was raised ───────────────────────────────────────────────────────────────────────────────────
-- As before, and it writes down the instant. Taken after the row lock, so that a later epoch never has an earlier one.
CREATE OR REPLACE FUNCTION gloria.raise_epoch(tenant uuid) RETURNS bigint
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
  INSERT INTO permission_epoch_log (tenant_id, epoch, raised_at)
    VALUES (tenant, raised, date_trunc('milliseconds', clock_timestamp()))
    ON CONFLICT DO NOTHING;
  RETURN raised;
END $$;
--> statement-breakpoint
-- For what has to act on rights that nobody takes away meanwhile, and changes none itself: those who raise the epoch
-- wait for it. Never taken by who will raise the epoch: two that share and then raise wait for each other.
CREATE FUNCTION gloria.share_epoch() RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
  SELECT epoch FROM permission_epochs
    WHERE tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid FOR SHARE
$$;
--> statement-breakpoint
-- What rows tell of epochs before there was a log.
INSERT INTO gloria.permission_epoch_log (tenant_id, epoch, raised_at)
SELECT tenant_id, epoch, min(at) FROM (
  SELECT tenant_id, created_epoch AS epoch, created_at AS at FROM gloria.grants
  UNION ALL SELECT tenant_id, ended_epoch, ended_at FROM gloria.grants WHERE ended_epoch IS NOT NULL
  UNION ALL SELECT tenant_id, created_epoch, created_at FROM gloria.role_assignments
  UNION ALL SELECT tenant_id, ended_epoch, ended_at FROM gloria.role_assignments WHERE ended_epoch IS NOT NULL
  UNION ALL SELECT tenant_id, created_epoch, created_at FROM gloria.role_edges
  UNION ALL SELECT tenant_id, ended_epoch, ended_at FROM gloria.role_edges WHERE ended_epoch IS NOT NULL
  UNION ALL SELECT tenant_id, created_epoch, created_at FROM gloria.assignments
  UNION ALL SELECT tenant_id, ended_epoch, ended_at FROM gloria.assignments WHERE ended_epoch IS NOT NULL
  UNION ALL SELECT tenant_id, epoch, now() FROM gloria.permission_epochs
) known GROUP BY tenant_id, epoch;
--> statement-breakpoint

-- ── Rows that are closed, never rewritten ────────────────────────────────────────────────────────────────────────
-- Whoever could rewrite a row would rewrite what somebody was allowed last year. Its end and its reason may be told
-- later.
CREATE FUNCTION gloria.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql SET search_path = gloria, pg_temp AS $$
DECLARE
  told CONSTANT text[] := ARRAY['ended_epoch', 'ended_at', 'ended_by', 'reason'];
BEGIN
  IF to_jsonb(NEW) - told IS DISTINCT FROM to_jsonb(OLD) - told THEN
    RAISE EXCEPTION 'rows of % are closed, never rewritten', TG_TABLE_NAME USING ERRCODE = '42501', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- A row that is opened again (a merge taken back) was closed for a while: that while is kept.
CREATE FUNCTION gloria.keep_closed_while() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
BEGIN
  INSERT INTO superseded_facts (tenant_id, kind, entity_id, until_epoch, state)
    VALUES (NEW.tenant_id, 'reopened', NEW.id, raise_epoch(NEW.tenant_id), jsonb_build_object('ended_epoch', OLD.ended_epoch))
    ON CONFLICT DO NOTHING;
  NEW.ended_epoch := NULL;
  RETURN NEW;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  deciding text;
BEGIN
  FOREACH deciding IN ARRAY ARRAY['delegations', 'guardrails'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_stamp_epoch BEFORE INSERT OR UPDATE ON gloria.%1$s
      FOR EACH ROW EXECUTE FUNCTION gloria.stamp_epoch()', deciding);
  END LOOP;
  FOREACH deciding IN ARRAY ARRAY['delegations', 'guardrails', 'permissions', 'modules'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_epoch_insert AFTER INSERT ON gloria.%1$s
      REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION gloria.raise_epoch_of_new()', deciding);
    EXECUTE format('CREATE TRIGGER %1$s_epoch_update AFTER UPDATE ON gloria.%1$s
      REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION gloria.raise_epoch_of_new()', deciding);
    EXECUTE format('CREATE TRIGGER %1$s_epoch_delete AFTER DELETE ON gloria.%1$s
      REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION gloria.raise_epoch_of_old()', deciding);
  END LOOP;
  FOREACH deciding IN ARRAY ARRAY['delegations', 'guardrails', 'grants', 'role_assignments', 'role_edges'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_refuse_rewriting BEFORE UPDATE ON gloria.%1$s
      FOR EACH ROW EXECUTE FUNCTION gloria.refuse_rewriting()', deciding);
  END LOOP;
  FOREACH deciding IN ARRAY ARRAY['delegations', 'guardrails', 'grants', 'role_assignments', 'role_edges', 'assignments'] LOOP
    EXECUTE format('CREATE TRIGGER %1$s_keep_closed_while BEFORE UPDATE ON gloria.%1$s FOR EACH ROW
      WHEN (OLD.ended_at IS NOT NULL AND NEW.ended_at IS NULL) EXECUTE FUNCTION gloria.keep_closed_while()', deciding);
  END LOOP;
END $$;
--> statement-breakpoint

-- ── What is changed in place ─────────────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION gloria.facts_of(image jsonb, names text[]) RETURNS jsonb
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (SELECT jsonb_object_agg(name, image -> name) FROM unnest(names) AS name);
--> statement-breakpoint
-- Keeps how things were before a statement: the kind, and the columns that decide. The first image of an epoch stays:
-- that is how it was before the epoch. Definer's rights, because nobody else may write there.
CREATE FUNCTION gloria.keep_superseded() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
DECLARE
  kept CONSTANT text := TG_ARGV[0];
  deciding CONSTANT text[] := TG_ARGV[1]::text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO superseded_facts (tenant_id, kind, entity_id, until_epoch, state)
    SELECT n.tenant_id, kept, n.id, e.epoch, NULL FROM new_rows n
    JOIN (SELECT t.tenant_id, raise_epoch(t.tenant_id) AS epoch
      FROM (SELECT DISTINCT r.tenant_id FROM new_rows r ORDER BY 1) t) e USING (tenant_id)
    ON CONFLICT DO NOTHING;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO superseded_facts (tenant_id, kind, entity_id, until_epoch, state)
    SELECT o.tenant_id, kept, o.id, e.epoch, facts_of(to_jsonb(o), deciding) FROM old_rows o
    JOIN (SELECT t.tenant_id, raise_epoch(t.tenant_id) AS epoch
      FROM (SELECT DISTINCT r.tenant_id FROM old_rows r ORDER BY 1) t) e USING (tenant_id)
    ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO superseded_facts (tenant_id, kind, entity_id, until_epoch, state)
    SELECT o.tenant_id, kept, o.id, raise_epoch(o.tenant_id), s.before
    FROM old_rows o JOIN new_rows n USING (tenant_id, id)
    CROSS JOIN LATERAL (SELECT facts_of(to_jsonb(o), deciding) AS before, facts_of(to_jsonb(n), deciding) AS after) s
    WHERE s.before IS DISTINCT FROM s.after
    ORDER BY o.tenant_id
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  kept record;
BEGIN
  -- New ones are kept where somebody could find them by their place (a tree, a list): others are found by a row that
  -- came after them.
  FOR kept IN SELECT * FROM (VALUES
    ('departments', 'department', '{parent_id,school_id}', true),
    ('positions', 'position', '{school_id,department_id,deleted_at,code}', false),
    ('roles', 'role', '{deleted_at,code}', false),
    ('modules', 'module', '{code,is_enabled}', true),
    ('permissions', 'permission', '{code,module,permission_group,delegable,sensitive,definitive_only,deleted_at}', true)
  ) AS k(relation, kind, deciding, from_insert) LOOP
    IF kept.from_insert THEN
      EXECUTE format('CREATE TRIGGER %1$s_superseded_insert AFTER INSERT ON gloria.%1$s REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION gloria.keep_superseded(%2$L, %3$L)', kept.relation, kept.kind, kept.deciding);
    END IF;
    EXECUTE format('CREATE TRIGGER %1$s_superseded_update AFTER UPDATE ON gloria.%1$s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION gloria.keep_superseded(%2$L, %3$L)', kept.relation, kept.kind, kept.deciding);
    EXECUTE format('CREATE TRIGGER %1$s_superseded_delete AFTER DELETE ON gloria.%1$s REFERENCING OLD TABLE AS old_rows
      FOR EACH STATEMENT EXECUTE FUNCTION gloria.keep_superseded(%2$L, %3$L)', kept.relation, kept.kind, kept.deciding);
  END LOOP;
END $$;
--> statement-breakpoint
-- Of a user what decides is whether they are active, and the home school, which conditions may ask for. Without images
-- as jsonb of whole rows: people are changed by the ten thousand. Nothing is kept of new ones.
CREATE OR REPLACE FUNCTION gloria.raise_epoch_of_users() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
BEGIN
  PERFORM raise_epoch(t.tenant_id) FROM (
    SELECT DISTINCT n.tenant_id FROM new_rows n JOIN old_rows o USING (tenant_id, id)
    WHERE n.status IS DISTINCT FROM o.status OR (n.deleted_at IS NULL) <> (o.deleted_at IS NULL)
      OR n.home_school_id IS DISTINCT FROM o.home_school_id
    ORDER BY 1) t;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  INSERT INTO superseded_facts (tenant_id, kind, entity_id, until_epoch, state)
  SELECT o.tenant_id, 'user', o.id, raise_epoch(o.tenant_id),
    jsonb_build_object('active', o.status = 'active' AND o.deleted_at IS NULL, 'home_school_id', o.home_school_id)
  FROM new_rows n JOIN old_rows o USING (tenant_id, id)
  WHERE n.home_school_id IS DISTINCT FROM o.home_school_id
    OR (n.status = 'active' AND n.deleted_at IS NULL) <> (o.status = 'active' AND o.deleted_at IS NULL)
  ORDER BY o.tenant_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION gloria.raise_epoch_of_schools() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
BEGIN
  PERFORM raise_epoch(t.tenant_id) FROM (
    SELECT DISTINCT n.tenant_id FROM new_rows n JOIN old_rows o USING (tenant_id, id)
    WHERE n.time_zone IS DISTINCT FROM o.time_zone OR (n.deleted_at IS NULL) <> (o.deleted_at IS NULL)
    ORDER BY 1) t;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  INSERT INTO superseded_facts (tenant_id, kind, entity_id, until_epoch, state)
  SELECT o.tenant_id, 'school', o.id, raise_epoch(o.tenant_id), jsonb_build_object('time_zone', o.time_zone)
  FROM new_rows n JOIN old_rows o USING (tenant_id, id) WHERE n.time_zone IS DISTINCT FROM o.time_zone
  ORDER BY o.tenant_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION gloria.keep_superseded_tenants() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
BEGIN
  INSERT INTO superseded_facts (tenant_id, kind, entity_id, until_epoch, state)
  SELECT o.id, 'tenant', o.id, raise_epoch(o.id),
    jsonb_build_object('status', o.status, 'kind', o.kind, 'time_zone', o.time_zone)
  FROM old_rows o JOIN new_rows n USING (id)
  WHERE (o.status, o.kind, o.time_zone) IS DISTINCT FROM (n.status, n.kind, n.time_zone)
  ORDER BY o.id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER tenants_superseded_update AFTER UPDATE ON gloria.tenants
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION gloria.keep_superseded_tenants();
