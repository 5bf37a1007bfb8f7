CREATE TABLE "gloria"."delegations" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text DEFAULT 'PERMISSION' NOT NULL,
	"delegator_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"codes" text[] NOT NULL,
	"workflow_scope" jsonb,
	"valid_from" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"parent_id" uuid,
	"reason" text,
	"created_epoch" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"ended_epoch" bigint,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	CONSTRAINT "delegations_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "delegations_kind_check" CHECK (kind in ('PERMISSION', 'APPROVAL')),
	CONSTRAINT "delegations_self_check" CHECK (delegator_id <> delegate_id),
	CONSTRAINT "delegations_window_check" CHECK (valid_until > valid_from),
	CONSTRAINT "delegations_parent_check" CHECK (parent_id is distinct from id),
	CONSTRAINT "delegations_codes_check" CHECK ((cardinality(codes) > 0 or kind = 'APPROVAL') and array_position(codes, null) is null),
	CONSTRAINT "delegations_workflow_scope_check" CHECK (kind = 'APPROVAL' or workflow_scope is null)
);
--> statement-breakpoint
CREATE TABLE "gloria"."guardrails" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"code" text NOT NULL,
	"resource_type" text,
	"resource_id" uuid,
	"condition" text,
	"valid_from" timestamp (3) with time zone,
	"valid_until" timestamp (3) with time zone,
	"reason" text,
	"created_epoch" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"ended_epoch" bigint,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	CONSTRAINT "guardrails_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "guardrails_kind_check" CHECK (kind in ('separation_of_duties', 'legal_hold', 'other')),
	CONSTRAINT "guardrails_window_check" CHECK (valid_until is null or valid_from is null or valid_until > valid_from),
	CONSTRAINT "guardrails_resource_check" CHECK ((resource_type is null) = (resource_id is null))
);
--> statement-breakpoint
CREATE TABLE "gloria"."modules" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text,
	"description" text,
	"is_enabled" boolean DEFAULT true NOT NULL,
	"sort_order" integer DEFAULT 0 NOT NULL,
	"is_system" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "modules_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "modules_code_check" CHECK (code ~ '^[a-z][a-z0-9_-]*$' and length(code) <= 60),
	CONSTRAINT "modules_name_check" CHECK (is_system or name is not null)
);
--> statement-breakpoint
CREATE TABLE "gloria"."permission_groups" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"sort_order" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "permission_groups_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "permission_groups_code_check" CHECK (code ~ '^[a-z][a-z0-9_-]*$' and length(code) <= 60)
);
--> statement-breakpoint
CREATE TABLE "gloria"."permissions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"module" text NOT NULL,
	"permission_group" text NOT NULL,
	"sort_order" integer DEFAULT 0 NOT NULL,
	"delegable" boolean DEFAULT true NOT NULL,
	"sensitive" boolean DEFAULT false NOT NULL,
	"definitive_only" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by" uuid,
	CONSTRAINT "permissions_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "permissions_code_check" CHECK (length(code) <= 200 and code ~ '^[a-z][a-z0-9_-]*([.][a-z][a-z0-9_-]*)*:[a-z][a-z0-9_-]*$')
);
--> statement-breakpoint
CREATE TABLE "gloria"."permission_epoch_log" (
	"tenant_id" uuid NOT NULL,
	"epoch" bigint NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "permission_epoch_log_pkey" PRIMARY KEY("tenant_id","epoch")
);
--> statement-breakpoint
CREATE TABLE "gloria"."superseded_facts" (
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"until_epoch" bigint NOT NULL,
	"state" jsonb,
	CONSTRAINT "superseded_facts_pkey" PRIMARY KEY("tenant_id","kind","entity_id","until_epoch"),
	CONSTRAINT "superseded_facts_kind_check" CHECK (kind in ('tenant', 'school', 'department', 'position', 'role', 'user', 'module', 'permission', 'reopened'))
);
--> statement-breakpoint
ALTER TABLE "gloria"."delegations" ADD CONSTRAINT "delegations_delegator_fkey" FOREIGN KEY ("tenant_id","delegator_id") REFERENCES "gloria"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."delegations" ADD CONSTRAINT "delegations_delegate_fkey" FOREIGN KEY ("tenant_id","delegate_id") REFERENCES "gloria"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."delegations" ADD CONSTRAINT "delegations_parent_fkey" FOREIGN KEY ("tenant_id","parent_id") REFERENCES "gloria"."delegations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "delegations_tenant_delegate_idx" ON "gloria"."delegations" USING btree ("tenant_id","delegate_id");--> statement-breakpoint
CREATE INDEX "delegations_tenant_delegator_idx" ON "gloria"."delegations" USING btree ("tenant_id","delegator_id");--> statement-breakpoint
CREATE INDEX "delegations_tenant_parent_idx" ON "gloria"."delegations" USING btree ("tenant_id","parent_id") WHERE parent_id is not null;--> statement-breakpoint
CREATE INDEX "delegations_tenant_until_idx" ON "gloria"."delegations" USING btree ("tenant_id","valid_until","id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "guardrails_tenant_open_idx" ON "gloria"."guardrails" USING btree ("tenant_id","code") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "modules_tenant_code_key" ON "gloria"."modules" USING btree ("tenant_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "permission_groups_tenant_code_key" ON "gloria"."permission_groups" USING btree ("tenant_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "permissions_tenant_code_key" ON "gloria"."permissions" USING btree ("tenant_id","code") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "permissions_tenant_group_idx" ON "gloria"."permissions" USING btree ("tenant_id","permission_group","sort_order","id");--> statement-breakpoint
CREATE INDEX "grants_tenant_code_idx" ON "gloria"."grants" USING btree ("tenant_id","code") WHERE ended_at is null;