-- Callers ask for a page: planned for the default of 1,000 rows, the people were joined to it by reading all of them.
ALTER FUNCTION gloria.search_users(text, text[], uuid, text, uuid, integer) ROWS 50;
--> statement-breakpoint
ALTER FUNCTION gloria.search_users_nearly(text, text[], integer) ROWS 50;
--> statement-breakpoint
-- What a person holds now, asked for in every row of every list of people, without a look at the table.
CREATE INDEX assignments_current_idx ON gloria.assignments (tenant_id, user_id)
  INCLUDE (id, position_id, school_id, valid_from, valid_until, is_primary) WHERE ended_at IS NULL;
