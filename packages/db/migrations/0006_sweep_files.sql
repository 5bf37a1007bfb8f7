-- Files of all tenants that nobody may read any more: expired, or left incomplete by a process that died. System role
-- only, which hands over to the tenant at once; ids leave here, nothing else.
CREATE FUNCTION gloria.find_swept_files(most integer)
  RETURNS TABLE (tenant_id uuid, file_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
  (SELECT f.tenant_id, f.id FROM files f WHERE f.expires_at <= now() ORDER BY f.expires_at LIMIT most)
  UNION
  (SELECT f.tenant_id, f.id FROM files f WHERE NOT f.complete AND f.touched_at < now() - interval '1 hour' ORDER BY f.touched_at LIMIT most)
$$;
