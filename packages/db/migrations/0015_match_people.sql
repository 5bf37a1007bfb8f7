-- The living people and master data of the current tenant that a file's row may mean. Security definer: lower() is not
-- leakproof, so under row security the indexes of e-mails and user names could not be used; the tenant comes from the
-- session setting, never from an argument. Ids leave here, nothing else. E-mails and user names come in lower case.
CREATE FUNCTION gloria.match_people(nips text[], emails text[], usernames text[], nuptks text[])
  RETURNS TABLE (user_id uuid, employee_id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
BEGIN
  RETURN QUERY
    SELECT u.id, NULL::uuid FROM users u WHERE u.tenant_id = tenant AND u.deleted_at IS NULL AND u.nip = ANY (nips)
    UNION
    SELECT u.id, NULL::uuid FROM users u WHERE u.tenant_id = tenant AND u.deleted_at IS NULL AND lower(u.email) = ANY (emails)
    UNION
    SELECT u.id, NULL::uuid FROM users u WHERE u.tenant_id = tenant AND u.deleted_at IS NULL AND lower(u.username) = ANY (usernames)
    UNION
    SELECT NULL::uuid, e.id FROM employees e WHERE e.tenant_id = tenant AND e.deleted_at IS NULL AND e.nip = ANY (nips)
    UNION
    SELECT NULL::uuid, e.id FROM employees e WHERE e.tenant_id = tenant AND e.deleted_at IS NULL AND e.nuptk = ANY (nuptks);
END $$;
