-- Deletes what is about one deleted person from the named tables and takes their name out of the audit log. The
-- request role can delete nothing by itself, so this is the one door, and it opens for people in the trash only.
-- Each name is `table.column`, and must be a reference to gloria.users that the catalogue knows.
CREATE OR REPLACE FUNCTION gloria.purge_person(person uuid, pseudonym text, places text[]) RETURNS jsonb
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  place text;
  removed bigint;
  counts jsonb := '{}';
BEGIN
  IF tenant IS NULL OR NOT EXISTS (
    SELECT 1 FROM users u WHERE u.tenant_id = tenant AND u.id = person AND u.deleted_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'only a deleted person can be purged' USING ERRCODE = '42501';
  END IF;
  DELETE FROM delivery_attempts a USING deliveries d
    WHERE a.tenant_id = tenant AND d.tenant_id = tenant AND d.id = a.delivery_id AND d.recipient_id = person;
  FOREACH place IN ARRAY places LOOP
    IF split_part(place, '.', 1) = 'users' OR NOT EXISTS (
      SELECT 1 FROM pg_constraint c
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[array_length(c.conkey, 1)]
      JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
      WHERE c.contype = 'f' AND c.confrelid = 'gloria.users'::regclass AND n.nspname = 'gloria'
        AND t.relname = split_part(place, '.', 1) AND a.attname = split_part(place, '.', 2)
    ) THEN
      RAISE EXCEPTION 'not a reference to a person: %', place USING ERRCODE = '42501';
    END IF;
    EXECUTE format('DELETE FROM gloria.%I WHERE tenant_id = $1 AND %I = $2',
      split_part(place, '.', 1), split_part(place, '.', 2)) USING tenant, person;
    GET DIAGNOSTICS removed = ROW_COUNT;
    counts := counts || jsonb_build_object(place, removed);
  END LOOP;
  DELETE FROM inbox_counters WHERE tenant_id = tenant AND user_id = person;
  DELETE FROM auth_tickets WHERE tenant_id = tenant AND user_id = person;
  DELETE FROM captured_messages WHERE tenant_id = tenant AND recipient_id = person;
  DELETE FROM idempotency_keys WHERE tenant_id = tenant AND principal_id = person;
  -- What was told to this person alone; where others were told too, only the recipient goes.
  DELETE FROM notifications n WHERE n.tenant_id = tenant AND n.recipient_ids = ARRAY[person]
    AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.tenant_id = tenant AND d.notification_id = n.id)
    AND NOT EXISTS (SELECT 1 FROM inbox_items i WHERE i.tenant_id = tenant AND i.notification_id = n.id);
  UPDATE notifications SET recipient_ids = array_remove(recipient_ids, person)
    WHERE tenant_id = tenant AND person = ANY (recipient_ids);
  UPDATE user_merges SET rows = '[]', purged_at = coalesce(purged_at, now())
    WHERE tenant_id = tenant AND (survivor_id = person OR duplicate_id = person);
  -- The log keeps who did what and when, under the pseudonym; values of personal columns are gone.
  UPDATE audit_events e SET
    entity_label = CASE WHEN e.entity_label IS NULL THEN NULL ELSE pseudonym END,
    changes = (SELECT jsonb_agg(CASE WHEN c ->> 'class' IN ('personal', 'specific', 'secret')
        THEN (c - 'from' - 'to') || '{"erased": true}' ELSE c END ORDER BY n)
      FROM jsonb_array_elements(e.changes) WITH ORDINALITY AS x(c, n)),
    snapshot = CASE WHEN e.snapshot IS NULL THEN NULL
      ELSE e.snapshot - ARRAY['name', 'titlePrefix', 'titleSuffix', 'email', 'username', 'nip', 'phone'] END
    WHERE e.tenant_id = tenant AND e.entity_type = 'user' AND e.entity_id = person;
  UPDATE audit_events e SET entity_label = pseudonym
    WHERE e.tenant_id = tenant AND e.entity_type = 'session' AND e.actor_id = person AND e.entity_label IS NOT NULL;
  -- Events about something of theirs (an invitation, a seat) are named after them; others name them as a target.
  UPDATE audit_events e SET
    entity_label = CASE WHEN e.entity_type <> 'user' AND e.entity_label IS NOT NULL THEN pseudonym ELSE e.entity_label END,
    targets = (SELECT jsonb_agg(CASE WHEN t ->> 'id' = person::text AND t ? 'label'
        THEN jsonb_set(t, '{label}', to_jsonb(pseudonym)) ELSE t END ORDER BY n)
      FROM jsonb_array_elements(e.targets) WITH ORDINALITY AS x(t, n))
    WHERE e.tenant_id = tenant AND e.targets @> jsonb_build_array(jsonb_build_object('id', person));
  UPDATE audit_events e SET ip = NULL, user_agent = NULL WHERE e.tenant_id = tenant AND e.actor_id = person;
  RETURN counts;
END $$;
--> statement-breakpoint
-- Pairs of living people who may be one: the same name but for spaces and accents, the same NIP but for punctuation,
-- the same mailbox under another domain. Equality of folded keys, so that it is a join and not a comparison of everybody
-- with everybody; near spellings are looked for among those who share a key's beginning. Under the owner's rights,
-- because the operators on text are not leakproof; the tenant comes from the session alone.
CREATE OR REPLACE FUNCTION gloria.duplicate_candidates(after_score integer, after_left uuid, after_right uuid, want integer)
  RETURNS TABLE (left_id uuid, right_id uuid, score integer, reasons text[])
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 50 SET search_path = gloria, public, pg_temp AS $$
  WITH mine AS (
    SELECT u.id, u.sort_name,
      regexp_replace(u.sort_name, '[^a-z0-9]', '', 'g') AS joined,
      nullif(regexp_replace(coalesce(u.nip, ''), '[^0-9A-Za-z]', '', 'g'), '') AS nip,
      nullif(split_part(lower(coalesce(u.email, '')), '@', 1), '') AS mailbox,
      nullif(right(regexp_replace(coalesce(u.phone, ''), '[^0-9]', '', 'g'), 9), '') AS phone
    FROM users u
    WHERE u.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND u.deleted_at IS NULL
  ), every_key AS (
    SELECT id, 'name' AS reason, 60 AS weight, 'n' || joined AS key FROM mine WHERE length(joined) >= 4
    UNION ALL SELECT id, 'nip', 80, 'i' || nip FROM mine WHERE length(nip) >= 4
    UNION ALL SELECT id, 'email', 40, 'e' || mailbox FROM mine WHERE length(mailbox) >= 5
    UNION ALL SELECT id, 'phone', 30, 'p' || phone FROM mine WHERE length(phone) = 9
  ), keyed AS (
    -- What more than twenty people share tells nobody apart, and would make every one of their pairs.
    SELECT * FROM (SELECT k.*, count(*) OVER (PARTITION BY k.key) AS sharing FROM every_key k) c WHERE sharing <= 20
  ), spelled AS (
    SELECT * FROM (
      SELECT m.id, m.sort_name, m.joined, count(*) OVER (PARTITION BY left(m.joined, 6)) AS sharing
      FROM mine m WHERE length(m.joined) >= 8
    ) c WHERE sharing <= 100
  ), paired AS (
    SELECT a.id AS left_id, b.id AS right_id, a.reason, a.weight
    FROM keyed a JOIN keyed b ON b.key = a.key AND b.id > a.id
    UNION ALL
    SELECT a.id, b.id, 'spelling', 35
    FROM spelled a JOIN spelled b ON left(b.joined, 6) = left(a.joined, 6) AND b.id > a.id AND b.joined <> a.joined
    WHERE similarity(a.joined, b.joined) >= 0.55
  ), scored AS (
    SELECT p.left_id, p.right_id, least(100, sum(p.weight))::int AS score, array_agg(p.reason ORDER BY p.reason) AS reasons
    FROM paired p GROUP BY p.left_id, p.right_id
  )
  SELECT s.left_id, s.right_id, s.score, s.reasons FROM scored s
  WHERE after_score IS NULL OR s.score < after_score
    OR (s.score = after_score AND (s.left_id, s.right_id) > (after_left, after_right))
  ORDER BY s.score DESC, s.left_id, s.right_id
  LIMIT greatest(1, least(want, 1000))
$$;
