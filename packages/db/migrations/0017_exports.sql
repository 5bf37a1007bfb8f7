CREATE TABLE "gloria"."exports" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"format" text NOT NULL,
	"filter" jsonb NOT NULL,
	"columns" text[],
	"locale" text NOT NULL,
	"time_zone" text NOT NULL,
	"school_id" uuid,
	"requested_by" uuid NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer,
	"file_id" uuid,
	"error" jsonb,
	"lease_id" uuid,
	"lease_until" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "exports_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "exports_kind_check" CHECK (kind in ('users', 'employees', 'assignments', 'organisation', 'oneroster')),
	CONSTRAINT "exports_format_check" CHECK (format in ('csv', 'xlsx', 'json', 'ndjson', 'pdf', 'zip')),
	CONSTRAINT "exports_status_check" CHECK (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
	CONSTRAINT "exports_done_check" CHECK (status <> 'done' or file_id is not null)
);
--> statement-breakpoint
ALTER TABLE "gloria"."exports" ADD CONSTRAINT "exports_requester_fkey" FOREIGN KEY ("tenant_id","requested_by") REFERENCES "gloria"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exports_tenant_created_idx" ON "gloria"."exports" USING btree ("tenant_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "exports_unfinished_idx" ON "gloria"."exports" USING btree ("lease_until") WHERE status in ('queued', 'running');