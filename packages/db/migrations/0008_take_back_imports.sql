-- What only an import may do: take back for good what it made, as long as nothing else refers to it.

-- Removes a person, their master data and what they hold. Answers null, or what still refers to them; nothing is then
-- removed. Deleting is not the request role's otherwise; the tenant comes from the session setting.
CREATE FUNCTION gloria.take_back_person(person uuid, master uuid) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  referrer text;
BEGIN
  IF EXISTS (SELECT FROM grants g WHERE g.tenant_id = tenant AND g.subject_kind = 'user' AND g.subject_id = person) THEN
    RETURN 'grants';
  END IF;
  IF EXISTS (SELECT FROM inbox_items i WHERE i.tenant_id = tenant AND i.user_id = person) THEN
    RETURN 'inbox_items';
  END IF;
  DELETE FROM role_assignments r WHERE r.tenant_id = tenant AND r.user_id = person;
  DELETE FROM assignments a WHERE a.tenant_id = tenant AND a.user_id = person;
  DELETE FROM employees e WHERE e.tenant_id = tenant AND e.id = master;
  DELETE FROM users u WHERE u.tenant_id = tenant AND u.id = person;
  RETURN NULL;
EXCEPTION WHEN foreign_key_violation THEN
  GET STACKED DIAGNOSTICS referrer = TABLE_NAME;
  RETURN referrer;
END $$;
--> statement-breakpoint
-- The same for a school, a department or a position.
CREATE FUNCTION gloria.take_back_place(kind text, place uuid) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  referrer text;
BEGIN
  IF EXISTS (SELECT FROM grants g WHERE g.tenant_id = tenant
      AND (g.school_id = place OR g.department_id = place OR g.subject_id = place)) THEN
    RETURN 'grants';
  END IF;
  IF kind = 'school' THEN
    IF EXISTS (SELECT FROM role_assignments r WHERE r.tenant_id = tenant AND r.school_id = place) THEN
      RETURN 'role_assignments';
    END IF;
    DELETE FROM schools s WHERE s.tenant_id = tenant AND s.id = place;
  ELSIF kind = 'department' THEN
    DELETE FROM departments d WHERE d.tenant_id = tenant AND d.id = place;
  ELSIF kind = 'position' THEN
    DELETE FROM position_reports r WHERE r.tenant_id = tenant AND r.position_id = place;
    DELETE FROM positions p WHERE p.tenant_id = tenant AND p.id = place;
  ELSE
    RAISE EXCEPTION 'no kind of place: %', kind USING ERRCODE = '22023';
  END IF;
  RETURN NULL;
EXCEPTION WHEN foreign_key_violation THEN
  GET STACKED DIAGNOSTICS referrer = TABLE_NAME;
  RETURN referrer;
END $$;
--> statement-breakpoint
-- Imports of all tenants whose rows may be kept no longer. System role only, which hands over to the tenant at once.
CREATE FUNCTION gloria.find_expired_imports(most integer) RETURNS TABLE (tenant_id uuid, import_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
  SELECT i.tenant_id, i.id FROM imports i
  WHERE i.expires_at <= now() AND i.expired_at IS NULL AND i.status <> 'running' ORDER BY i.expires_at LIMIT most
$$;
