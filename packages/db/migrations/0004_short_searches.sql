-- The order of the list, with what a search looks at, so that a stretch of the list is searched without its people.
DROP INDEX gloria.users_tenant_name_idx;
--> statement-breakpoint
CREATE INDEX users_tenant_name_idx ON gloria.users (tenant_id, sort_name, id) INCLUDE (search_text, deleted_at);
--> statement-breakpoint
-- As before, but a query of short words is tried along the list first. A word of few letters begins a name of one
-- person in ten or twenty: the trigram index would find thousands, only to sort them for one page. The planner cannot
-- tell, since it uses no statistics of a partial index.
CREATE OR REPLACE FUNCTION gloria.search_users(
  query text, statuses text[], school uuid, after_name text, after_id uuid, want integer
) RETURNS TABLE (id uuid, sort_name text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 SET search_path = gloria, public, pg_temp AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  words text[] := search_words(query);
  page integer := greatest(1, least(want, 1000));
  grams text[];
  living text;
  wanted text;
  ids uuid[];
  names text[];
  is_whole boolean;
BEGIN
  IF tenant IS NULL OR cardinality(words) IS NOT DISTINCT FROM 0 OR words IS NULL THEN
    RETURN;
  END IF;
  living := format('u.tenant_id = %L AND u.deleted_at IS NULL', tenant);
  IF after_name IS NOT NULL THEN
    living := living || format(' AND (u.sort_name, u.id) > (%L, %L)', after_name, after_id);
  END IF;
  SELECT string_agg(format('u.search_text LIKE %L', '% ' || replace(replace(word, '\', '\\'), '_', '\_') || '%'), ' AND ')
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
  IF statuses IS NULL AND school IS NULL AND (SELECT max(length(word)) FROM unnest(words) AS word) <= 4 THEN
    EXECUTE format(
      'SELECT array_agg(h.id), array_agg(h.sort_name) FROM (SELECT u.id, u.sort_name FROM (SELECT u.id, u.sort_name,'
      ' u.search_text FROM users u WHERE %s ORDER BY u.sort_name, u.id LIMIT 5000) u WHERE %s LIMIT %s) h',
      living, wanted, page) INTO ids, names;
    is_whole := cardinality(ids) = page;
    IF NOT coalesce(is_whole, false) THEN
      -- A list that ends within that stretch has been searched to its end.
      EXECUTE format(
        'SELECT NOT EXISTS (SELECT 1 FROM users u WHERE %s ORDER BY u.sort_name, u.id OFFSET 5000 LIMIT 1)', living)
        INTO is_whole;
    END IF;
    IF is_whole THEN
      RETURN QUERY SELECT h.id, h.sort_name FROM unnest(ids, names) AS h(id, sort_name);
      RETURN;
    END IF;
  END IF;
  SELECT array_agg(DISTINCT left(md5(tenant::text), 6) || gram) INTO grams
    FROM unnest(words) AS word, unnest(prefix_grams(word)) AS gram
    -- pg_trgm keeps a trigram of other letters as a hash: those are left to LIKE.
    WHERE gram ~ '^[ a-z0-9]+$'
    -- Whatever has a word's first two letters has its first one: the longest list of all tells nothing more.
      AND (length(word) = 1 OR left(gram, 2) <> '  ');
  IF grams IS NOT NULL THEN
    wanted := wanted || format(' AND tenant_grams(u.tenant_id, u.search_text) @> %L::text[]', grams);
    -- The trigrams name the tenant already: kept from reading all of its people in another index beside them.
    living := replace(living, format('u.tenant_id = %L', tenant), format('(u.tenant_id = %L) IS TRUE', tenant));
  END IF;
  -- Literals, not parameters, so that the partial index is seen to apply.
  RETURN QUERY EXECUTE format(
    'SELECT u.id, u.sort_name FROM users u WHERE %s AND %s ORDER BY u.sort_name, u.id LIMIT %s', living, wanted, page);
END $$;
