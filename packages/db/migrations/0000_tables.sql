CREATE SCHEMA IF NOT EXISTS "gloria";
--> statement-breakpoint
-- Hand-written: what the generated columns below need.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
--> statement-breakpoint
-- Lower case without accents. unaccent() is only STABLE because its dictionary could be altered; ours never is.
CREATE FUNCTION gloria.fold(value text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN lower(public.unaccent('public.unaccent'::regdictionary, value)) COLLATE "C";
--> statement-breakpoint
-- One line to search in: every word is led by a space, so that "' ' || word" finds words by their beginning.
CREATE FUNCTION gloria.search_text(name text, nip text, username text, email text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN ' ' || regexp_replace(gloria.fold(
    coalesce(name, '') || ' ' || coalesce(nip, '') || ' ' || coalesce(username, '') || ' ' || coalesce(email, '')),
    '[\s!-/:-@\[-`{-~]+', ' ', 'g');
--> statement-breakpoint
-- Trigrams of a folded text, each led by six digits of its tenant: one index, and a search reads one tenant's postings.
CREATE FUNCTION gloria.tenant_grams(tenant uuid, value text) RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  -- OFFSET 0 keeps the digest from being computed again for every trigram.
  RETURN (SELECT array_agg(p.prefix || gram)
    FROM (SELECT left(md5(tenant::text), 6) AS prefix OFFSET 0) AS p, unnest(public.show_trgm(value)) AS gram);
--> statement-breakpoint
CREATE TABLE "gloria"."grants" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"code" text NOT NULL,
	"effect" text DEFAULT 'ALLOW' NOT NULL,
	"scope" text NOT NULL,
	"school_id" uuid,
	"department_id" uuid,
	"resource_type" text,
	"resource_id" uuid,
	"condition" text,
	"valid_from" timestamp (3) with time zone,
	"valid_until" timestamp (3) with time zone,
	"reason" text,
	"source" text DEFAULT 'manual' NOT NULL,
	"created_epoch" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"ended_epoch" bigint,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	CONSTRAINT "grants_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "grants_subject_kind_check" CHECK (subject_kind in ('user', 'role', 'position', 'department')),
	CONSTRAINT "grants_effect_check" CHECK (effect in ('ALLOW', 'DENY')),
	CONSTRAINT "grants_scope_check" CHECK (scope in ('OWN', 'DEPARTMENT', 'SCHOOL', 'ALL')),
	CONSTRAINT "grants_source_check" CHECK (source in ('manual', 'template', 'import')),
	CONSTRAINT "grants_window_check" CHECK (valid_until is null or valid_from is null or valid_until > valid_from),
	CONSTRAINT "grants_resource_check" CHECK ((resource_type is null) = (resource_id is null)),
	CONSTRAINT "grants_anchor_check" CHECK (subject_kind <> 'user' or scope not in ('DEPARTMENT', 'SCHOOL') or (scope = 'SCHOOL' and school_id is not null) or (scope = 'DEPARTMENT' and department_id is not null))
);
--> statement-breakpoint
CREATE TABLE "gloria"."permission_epochs" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"epoch" bigint DEFAULT 1 NOT NULL,
	"raised_by" "xid8"
);
--> statement-breakpoint
CREATE TABLE "gloria"."role_assignments" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	"school_id" uuid,
	"department_id" uuid,
	"valid_from" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"valid_until" timestamp (3) with time zone,
	"reason" text,
	"created_epoch" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"ended_epoch" bigint,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	CONSTRAINT "role_assignments_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "role_assignments_window_check" CHECK (valid_until is null or valid_until > valid_from)
);
--> statement-breakpoint
CREATE TABLE "gloria"."role_edges" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"child_role_id" uuid NOT NULL,
	"parent_role_id" uuid NOT NULL,
	"inherit" boolean DEFAULT true NOT NULL,
	"created_epoch" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"ended_epoch" bigint,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	CONSTRAINT "role_edges_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "role_edges_self_check" CHECK (child_role_id <> parent_role_id)
);
--> statement-breakpoint
CREATE TABLE "gloria"."roles" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"level" integer DEFAULT 10 NOT NULL,
	"is_system" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by" uuid,
	CONSTRAINT "roles_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "gloria"."captured_messages" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"channel" text NOT NULL,
	"recipient_id" uuid,
	"address" text NOT NULL,
	"subject" text NOT NULL,
	"html" text NOT NULL,
	"text" text NOT NULL,
	"headers" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "captured_messages_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "captured_messages_size_check" CHECK (octet_length(html) <= 262144 and octet_length(text) <= 262144)
);
--> statement-breakpoint
CREATE TABLE "gloria"."deliveries" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"notification_id" uuid NOT NULL,
	"recipient_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"reason" text,
	"locale" text,
	"address" text,
	"rendered" jsonb,
	"due_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"attempt" integer DEFAULT 0 NOT NULL,
	"provider_message_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"trace" jsonb,
	CONSTRAINT "deliveries_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "deliveries_once_key" UNIQUE("tenant_id","notification_id","recipient_id","channel"),
	CONSTRAINT "deliveries_channel_check" CHECK (channel in ('in_app', 'email')),
	CONSTRAINT "deliveries_state_check" CHECK (state in ('queued', 'suppressed', 'digested', 'deferred', 'cancelled', 'sending', 'sent', 'delivered', 'bounced', 'failed', 'dead'))
);
--> statement-breakpoint
CREATE TABLE "gloria"."delivery_attempts" (
	"tenant_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"provider" text NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"outcome" text,
	"error" text,
	CONSTRAINT "delivery_attempts_pkey" PRIMARY KEY("tenant_id","delivery_id","attempt")
);
--> statement-breakpoint
CREATE TABLE "gloria"."inbox_counters" (
	"tenant_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"unread" integer DEFAULT 0 NOT NULL,
	"unseen" integer DEFAULT 0 NOT NULL,
	"rev" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "inbox_counters_pkey" PRIMARY KEY("tenant_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "gloria"."inbox_items" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"notification_id" uuid NOT NULL,
	"type" text NOT NULL,
	"category" text NOT NULL,
	"data" jsonb NOT NULL,
	"entity_type" text,
	"entity_id" uuid,
	"rev" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "inbox_items_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "inbox_items_once_key" UNIQUE("tenant_id","notification_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "gloria"."notifications" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"type" text NOT NULL,
	"category" text NOT NULL,
	"critical" boolean DEFAULT false NOT NULL,
	"school_id" uuid,
	"actor_id" uuid,
	"entity_type" text,
	"entity_id" uuid,
	"data" jsonb NOT NULL,
	"recipient_ids" uuid[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"published_at" timestamp (3) with time zone,
	"expanded_at" timestamp (3) with time zone,
	CONSTRAINT "notifications_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "gloria"."assignments" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"position_id" uuid NOT NULL,
	"school_id" uuid,
	"department_id" uuid,
	"kind" text DEFAULT 'DEFINITIF' NOT NULL,
	"fte_percent" integer DEFAULT 100 NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"is_primary" boolean DEFAULT false NOT NULL,
	"decree_number" text,
	"appointed_by" uuid,
	"created_epoch" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"ended_epoch" bigint,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	CONSTRAINT "assignments_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "assignments_kind_check" CHECK (kind in ('DEFINITIF', 'PLT', 'PLH')),
	CONSTRAINT "assignments_dates_check" CHECK (valid_until is null or valid_until > valid_from),
	CONSTRAINT "assignments_fte_check" CHECK (fte_percent between 1 and 100),
	CONSTRAINT "assignments_acting_end_check" CHECK (kind = 'DEFINITIF' or valid_until is not null)
);
--> statement-breakpoint
CREATE TABLE "gloria"."departments" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"school_id" uuid,
	"parent_id" uuid,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by" uuid,
	CONSTRAINT "departments_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "departments_parent_check" CHECK (parent_id is distinct from id)
);
--> statement-breakpoint
CREATE TABLE "gloria"."employees" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"nip" text NOT NULL,
	"name" text NOT NULL,
	"gender" text,
	"birth_date" date,
	"started_on" date,
	"permanent_on" date,
	"employment_status" text,
	"working_time" text,
	"section" text,
	"location" text,
	"field" text,
	"employee_kind" text,
	"active_status" text,
	"mobile" text,
	"email" text,
	"rfid" text,
	"nuptk" text,
	"school_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by" uuid,
	CONSTRAINT "employees_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "employees_gender_check" CHECK (gender in ('L', 'P')),
	CONSTRAINT "employees_nuptk_check" CHECK (nuptk is null or nuptk ~ '^[0-9]{16}$')
);
--> statement-breakpoint
CREATE TABLE "gloria"."position_reports" (
	"tenant_id" uuid NOT NULL,
	"position_id" uuid NOT NULL,
	"reports_to_id" uuid NOT NULL,
	"kind" text DEFAULT 'line' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "position_reports_pkey" PRIMARY KEY("tenant_id","position_id","reports_to_id"),
	CONSTRAINT "position_reports_kind_check" CHECK (kind in ('line', 'coordinator')),
	CONSTRAINT "position_reports_self_check" CHECK (position_id <> reports_to_id)
);
--> statement-breakpoint
CREATE TABLE "gloria"."positions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"school_id" uuid,
	"department_id" uuid,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"level" integer NOT NULL,
	"headcount" integer DEFAULT 1 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by" uuid,
	CONSTRAINT "positions_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "positions_headcount_check" CHECK (headcount between 0 and 10000),
	CONSTRAINT "positions_level_check" CHECK (level between 1 and 20)
);
--> statement-breakpoint
CREATE TABLE "gloria"."schools" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"npsn" text,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"time_zone" text DEFAULT 'Asia/Jakarta' NOT NULL,
	"address" text,
	"city" text,
	"province" text,
	"phone" text,
	"email" text,
	"sort_name" text COLLATE "C" GENERATED ALWAYS AS (gloria.fold(name)) STORED NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by" uuid,
	CONSTRAINT "schools_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "schools_level_check" CHECK (level in ('TK', 'SD', 'SMP', 'SMA', 'SMK', 'SLB', 'HQ')),
	CONSTRAINT "schools_status_check" CHECK (status in ('active', 'inactive')),
	CONSTRAINT "schools_npsn_check" CHECK (npsn is null or npsn ~ '^[0-9]{8}$')
);
--> statement-breakpoint
CREATE TABLE "gloria"."tenants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"kind" text DEFAULT 'foundation' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"clerk_org_id" text NOT NULL,
	"locale" text DEFAULT 'id' NOT NULL,
	"time_zone" text DEFAULT 'Asia/Jakarta' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenants_code_key" UNIQUE("code"),
	CONSTRAINT "tenants_clerk_org_id_key" UNIQUE("clerk_org_id"),
	CONSTRAINT "tenants_kind_check" CHECK (kind in ('foundation', 'platform')),
	CONSTRAINT "tenants_status_check" CHECK (status in ('active', 'suspended'))
);
--> statement-breakpoint
CREATE TABLE "gloria"."users" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"clerk_user_id" text,
	"name" text NOT NULL,
	"title_prefix" text,
	"title_suffix" text,
	"email" text,
	"username" text,
	"nip" text,
	"phone" text,
	"status" text DEFAULT 'active' NOT NULL,
	"home_school_id" uuid,
	"locale" text,
	"time_zone" text,
	"last_active_at" timestamp (3) with time zone,
	"sort_name" text COLLATE "C" GENERATED ALWAYS AS (gloria.fold(name)) STORED NOT NULL,
	"search_text" text GENERATED ALWAYS AS (gloria.search_text(name, nip, username, email)) STORED NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by" uuid,
	CONSTRAINT "users_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "users_status_check" CHECK (status in ('invited', 'active', 'suspended', 'resigned')),
	CONSTRAINT "users_email_check" CHECK (email is null or email ~ '^[^@[:space:]]+@[^@[:space:]]+$')
);
--> statement-breakpoint
CREATE TABLE "gloria"."audit_events" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"occurred_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"school_id" uuid,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text,
	"on_behalf_of" uuid,
	"session_id" uuid,
	"action" text NOT NULL,
	"action_version" integer DEFAULT 1 NOT NULL,
	"category" text NOT NULL,
	"outcome" text DEFAULT 'success' NOT NULL,
	"reason" text,
	"severity" text DEFAULT 'info' NOT NULL,
	"source" text DEFAULT 'app' NOT NULL,
	"entity_type" text,
	"entity_id" uuid,
	"entity_version" integer,
	"entity_label" text,
	"targets" jsonb,
	"changes" jsonb,
	"snapshot" jsonb,
	"ip" text,
	"user_agent" text,
	"request_id" text,
	"trace_id" text,
	"batch_id" uuid,
	CONSTRAINT "audit_events_pkey" PRIMARY KEY("tenant_id","occurred_at","id"),
	CONSTRAINT "audit_events_actor_kind_check" CHECK (actor_kind in ('user', 'api_key', 'system', 'delegate')),
	CONSTRAINT "audit_events_outcome_check" CHECK (outcome in ('success', 'denied', 'failure')),
	CONSTRAINT "audit_events_severity_check" CHECK (severity in ('info', 'notice', 'warning', 'critical')),
	CONSTRAINT "audit_events_source_check" CHECK (source in ('app', 'db'))
) PARTITION BY RANGE ("occurred_at");
--> statement-breakpoint
CREATE TABLE "gloria"."idempotency_keys" (
	"tenant_id" uuid NOT NULL,
	"principal_id" uuid NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"result" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY("tenant_id","principal_id","key")
);
--> statement-breakpoint
CREATE TABLE "gloria"."outbox" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"job" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"publish_after" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp (3) with time zone,
	CONSTRAINT "outbox_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "gloria"."auth_tickets" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"secret_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "auth_tickets_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "auth_tickets_purpose_check" CHECK (purpose in ('jobs', 'files'))
);
--> statement-breakpoint
CREATE TABLE "gloria"."sessions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"external_sid" text NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"revoke_reason" text,
	"ip" text,
	"user_agent" text,
	CONSTRAINT "sessions_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "sessions_external_sid_key" UNIQUE("tenant_id","external_sid"),
	CONSTRAINT "sessions_source_check" CHECK (source in ('local', 'clerk'))
);
--> statement-breakpoint
CREATE TABLE "gloria"."webhook_receipts" (
	"provider" text NOT NULL,
	"external_id" text NOT NULL,
	"type" text NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_receipts_pkey" PRIMARY KEY("provider","external_id")
);
--> statement-breakpoint
ALTER TABLE "gloria"."role_assignments" ADD CONSTRAINT "role_assignments_user_fkey" FOREIGN KEY ("tenant_id","user_id") REFERENCES "gloria"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."role_assignments" ADD CONSTRAINT "role_assignments_role_fkey" FOREIGN KEY ("tenant_id","role_id") REFERENCES "gloria"."roles"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."role_edges" ADD CONSTRAINT "role_edges_child_fkey" FOREIGN KEY ("tenant_id","child_role_id") REFERENCES "gloria"."roles"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."role_edges" ADD CONSTRAINT "role_edges_parent_fkey" FOREIGN KEY ("tenant_id","parent_role_id") REFERENCES "gloria"."roles"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."deliveries" ADD CONSTRAINT "deliveries_notification_fkey" FOREIGN KEY ("tenant_id","notification_id") REFERENCES "gloria"."notifications"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."deliveries" ADD CONSTRAINT "deliveries_recipient_fkey" FOREIGN KEY ("tenant_id","recipient_id") REFERENCES "gloria"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."delivery_attempts" ADD CONSTRAINT "delivery_attempts_delivery_fkey" FOREIGN KEY ("tenant_id","delivery_id") REFERENCES "gloria"."deliveries"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."inbox_items" ADD CONSTRAINT "inbox_items_user_fkey" FOREIGN KEY ("tenant_id","user_id") REFERENCES "gloria"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."assignments" ADD CONSTRAINT "assignments_user_fkey" FOREIGN KEY ("tenant_id","user_id") REFERENCES "gloria"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."assignments" ADD CONSTRAINT "assignments_position_fkey" FOREIGN KEY ("tenant_id","position_id") REFERENCES "gloria"."positions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."departments" ADD CONSTRAINT "departments_school_fkey" FOREIGN KEY ("tenant_id","school_id") REFERENCES "gloria"."schools"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."departments" ADD CONSTRAINT "departments_parent_fkey" FOREIGN KEY ("tenant_id","parent_id") REFERENCES "gloria"."departments"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD CONSTRAINT "employees_school_fkey" FOREIGN KEY ("tenant_id","school_id") REFERENCES "gloria"."schools"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."position_reports" ADD CONSTRAINT "position_reports_position_fkey" FOREIGN KEY ("tenant_id","position_id") REFERENCES "gloria"."positions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."position_reports" ADD CONSTRAINT "position_reports_reports_to_fkey" FOREIGN KEY ("tenant_id","reports_to_id") REFERENCES "gloria"."positions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."positions" ADD CONSTRAINT "positions_school_fkey" FOREIGN KEY ("tenant_id","school_id") REFERENCES "gloria"."schools"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."positions" ADD CONSTRAINT "positions_department_fkey" FOREIGN KEY ("tenant_id","department_id") REFERENCES "gloria"."departments"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."schools" ADD CONSTRAINT "schools_tenant_fkey" FOREIGN KEY ("tenant_id") REFERENCES "gloria"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."users" ADD CONSTRAINT "users_tenant_fkey" FOREIGN KEY ("tenant_id") REFERENCES "gloria"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."users" ADD CONSTRAINT "users_home_school_fkey" FOREIGN KEY ("tenant_id","home_school_id") REFERENCES "gloria"."schools"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."outbox" ADD CONSTRAINT "outbox_tenant_fkey" FOREIGN KEY ("tenant_id") REFERENCES "gloria"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."sessions" ADD CONSTRAINT "sessions_user_fkey" FOREIGN KEY ("tenant_id","user_id") REFERENCES "gloria"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "grants_tenant_subject_idx" ON "gloria"."grants" USING btree ("tenant_id","subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "role_assignments_tenant_user_idx" ON "gloria"."role_assignments" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "role_assignments_tenant_role_idx" ON "gloria"."role_assignments" USING btree ("tenant_id","role_id");--> statement-breakpoint
CREATE UNIQUE INDEX "role_edges_pair_key" ON "gloria"."role_edges" USING btree ("tenant_id","child_role_id","parent_role_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "roles_tenant_code_key" ON "gloria"."roles" USING btree ("tenant_id",lower("code")) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "captured_messages_tenant_created_idx" ON "gloria"."captured_messages" USING btree ("tenant_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "deliveries_due_idx" ON "gloria"."deliveries" USING btree ("due_at","id") WHERE state in ('queued', 'deferred', 'sending');--> statement-breakpoint
CREATE INDEX "inbox_items_user_idx" ON "gloria"."inbox_items" USING btree ("tenant_id","user_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "inbox_items_rev_idx" ON "gloria"."inbox_items" USING btree ("tenant_id","user_id","rev");--> statement-breakpoint
CREATE INDEX "notifications_unpublished_idx" ON "gloria"."notifications" USING btree ("created_at","id") WHERE published_at is null;--> statement-breakpoint
CREATE INDEX "notifications_unexpanded_idx" ON "gloria"."notifications" USING btree ("created_at","id") WHERE expanded_at is null;--> statement-breakpoint
CREATE INDEX "assignments_tenant_user_idx" ON "gloria"."assignments" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "assignments_tenant_position_idx" ON "gloria"."assignments" USING btree ("tenant_id","position_id");--> statement-breakpoint
CREATE INDEX "assignments_tenant_school_idx" ON "gloria"."assignments" USING btree ("tenant_id","school_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "departments_tenant_code_key" ON "gloria"."departments" USING btree ("tenant_id",coalesce(school_id, '00000000-0000-0000-0000-000000000000'::uuid),lower("code")) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "departments_tenant_school_idx" ON "gloria"."departments" USING btree ("tenant_id","school_id");--> statement-breakpoint
CREATE INDEX "departments_tenant_parent_idx" ON "gloria"."departments" USING btree ("tenant_id","parent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "employees_tenant_nip_key" ON "gloria"."employees" USING btree ("tenant_id","nip") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "employees_tenant_name_idx" ON "gloria"."employees" USING btree ("tenant_id","name","id");--> statement-breakpoint
CREATE UNIQUE INDEX "position_reports_line_key" ON "gloria"."position_reports" USING btree ("tenant_id","position_id") WHERE kind = 'line';--> statement-breakpoint
CREATE INDEX "position_reports_reverse_idx" ON "gloria"."position_reports" USING btree ("tenant_id","reports_to_id");--> statement-breakpoint
CREATE UNIQUE INDEX "positions_tenant_code_key" ON "gloria"."positions" USING btree ("tenant_id",coalesce(school_id, '00000000-0000-0000-0000-000000000000'::uuid),lower("code")) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "positions_tenant_school_idx" ON "gloria"."positions" USING btree ("tenant_id","school_id");--> statement-breakpoint
CREATE INDEX "positions_tenant_department_idx" ON "gloria"."positions" USING btree ("tenant_id","department_id");--> statement-breakpoint
CREATE UNIQUE INDEX "schools_tenant_code_key" ON "gloria"."schools" USING btree ("tenant_id",lower("code")) WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "schools_tenant_npsn_key" ON "gloria"."schools" USING btree ("tenant_id","npsn") WHERE deleted_at is null and npsn is not null;--> statement-breakpoint
CREATE INDEX "schools_tenant_name_idx" ON "gloria"."schools" USING btree ("tenant_id","sort_name","id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_tenant_email_key" ON "gloria"."users" USING btree ("tenant_id",lower("email")) WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "users_tenant_username_key" ON "gloria"."users" USING btree ("tenant_id",lower("username")) WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "users_tenant_nip_key" ON "gloria"."users" USING btree ("tenant_id","nip") WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "users_tenant_clerk_key" ON "gloria"."users" USING btree ("tenant_id","clerk_user_id") WHERE clerk_user_id is not null;--> statement-breakpoint
CREATE INDEX "users_tenant_name_idx" ON "gloria"."users" USING btree ("tenant_id","sort_name","id");--> statement-breakpoint
CREATE INDEX "users_tenant_created_idx" ON "gloria"."users" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "users_tenant_home_school_idx" ON "gloria"."users" USING btree ("tenant_id","home_school_id","sort_name","id");--> statement-breakpoint
CREATE INDEX "audit_events_entity_idx" ON "gloria"."audit_events" USING btree ("tenant_id","entity_type","entity_id","entity_version" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_events_actor_idx" ON "gloria"."audit_events" USING btree ("tenant_id","actor_id","occurred_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_events_xid_idx" ON "gloria"."audit_events" USING btree ("xid","id");--> statement-breakpoint
CREATE INDEX "outbox_pending_idx" ON "gloria"."outbox" USING btree ("publish_after","id") WHERE published_at is null;--> statement-breakpoint
CREATE INDEX "sessions_tenant_user_idx" ON "gloria"."sessions" USING btree ("tenant_id","user_id","created_at" DESC NULLS LAST);