-- Exports of all tenants whose run has died, or has never been taken up. System role only; ids leave here, nothing else.
CREATE FUNCTION gloria.find_stalled_exports(most integer)
  RETURNS TABLE (tenant_id uuid, export_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
  SELECT e.tenant_id, e.id FROM exports e
  WHERE e.status IN ('queued', 'running') AND coalesce(e.lease_until, e.created_at + interval '5 minutes') < now()
  ORDER BY e.lease_until LIMIT most
$$;
