CREATE TABLE "gloria"."import_mappings" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"created_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_mappings_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "import_mappings_kind_check" CHECK (kind in ('people', 'organisation'))
);
--> statement-breakpoint
CREATE TABLE "gloria"."import_rows" (
	"tenant_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"row_number" integer NOT NULL,
	"mapped" jsonb,
	"action" text NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"plan_digest" text NOT NULL,
	"entity_id" uuid,
	"label" text,
	"differences" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"undo" jsonb,
	CONSTRAINT "import_rows_pkey" PRIMARY KEY("tenant_id","import_id","row_number"),
	CONSTRAINT "import_rows_action_check" CHECK (action in ('create', 'update', 'skip', 'error')),
	CONSTRAINT "import_rows_state_check" CHECK (state in ('planned', 'applied', 'changed', 'undone', 'kept'))
);
--> statement-breakpoint
CREATE TABLE "gloria"."imports" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"phase" text DEFAULT 'dry_run' NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"school_id" uuid,
	"file_id" uuid,
	"file_name" text NOT NULL,
	"format" text NOT NULL,
	"preset" text,
	"mapping" jsonb,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"headings" jsonb,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"total" integer,
	"done" integer DEFAULT 0 NOT NULL,
	"cursor" integer DEFAULT 0 NOT NULL,
	"actor_id" uuid,
	"actor_name" text,
	"started_by" uuid,
	"locale" text DEFAULT 'id' NOT NULL,
	"cancel_requested_at" timestamp (3) with time zone,
	"lease_id" uuid,
	"lease_until" timestamp (3) with time zone,
	"failure_code" text,
	"planned_at" timestamp (3) with time zone,
	"committed_at" timestamp (3) with time zone,
	"undone_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"expired_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "imports_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "imports_kind_check" CHECK (kind in ('people', 'organisation')),
	CONSTRAINT "imports_phase_check" CHECK (phase in ('dry_run', 'commit', 'undo')),
	CONSTRAINT "imports_status_check" CHECK (status in ('running', 'planned', 'committed', 'undone', 'cancelled', 'failed')),
	CONSTRAINT "imports_format_check" CHECK (format in ('csv', 'xlsx'))
);
--> statement-breakpoint
ALTER TABLE "gloria"."import_mappings" ADD CONSTRAINT "import_mappings_tenant_fkey" FOREIGN KEY ("tenant_id") REFERENCES "gloria"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."import_rows" ADD CONSTRAINT "import_rows_import_fkey" FOREIGN KEY ("tenant_id","import_id") REFERENCES "gloria"."imports"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."imports" ADD CONSTRAINT "imports_tenant_fkey" FOREIGN KEY ("tenant_id") REFERENCES "gloria"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."imports" ADD CONSTRAINT "imports_school_fkey" FOREIGN KEY ("tenant_id","school_id") REFERENCES "gloria"."schools"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "import_mappings_name_key" ON "gloria"."import_mappings" USING btree ("tenant_id","kind",lower("name"));--> statement-breakpoint
CREATE INDEX "import_rows_action_idx" ON "gloria"."import_rows" USING btree ("tenant_id","import_id","action","row_number");--> statement-breakpoint
CREATE INDEX "imports_tenant_created_idx" ON "gloria"."imports" USING btree ("tenant_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "imports_tenant_school_idx" ON "gloria"."imports" USING btree ("tenant_id","school_id");--> statement-breakpoint
CREATE INDEX "imports_running_idx" ON "gloria"."imports" USING btree ("lease_until") WHERE status = 'running';--> statement-breakpoint
CREATE INDEX "imports_expiry_idx" ON "gloria"."imports" USING btree ("expires_at") WHERE expired_at is null;