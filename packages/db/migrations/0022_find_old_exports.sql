-- Exports of all tenants that ended thirty days ago. System role only; ids leave here, nothing else.
CREATE FUNCTION gloria.find_old_exports(most integer)
  RETURNS TABLE (tenant_id uuid, export_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = gloria, pg_temp AS $$
  SELECT e.tenant_id, e.id FROM exports e
  WHERE e.finished_at < now() - interval '30 days' ORDER BY e.finished_at LIMIT most
$$;
