CREATE TABLE "gloria"."access_review_items" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"review_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"right_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role_id" uuid,
	"label" text NOT NULL,
	"effect" text DEFAULT 'ALLOW' NOT NULL,
	"scope" text,
	"school_id" uuid,
	"department_id" uuid,
	"valid_until" timestamp (3) with time zone,
	"source" jsonb NOT NULL,
	"decision" text,
	"reason" text,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"result" text,
	"problem" text,
	CONSTRAINT "access_review_items_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "access_review_items_kind_check" CHECK (kind in ('role_assignment', 'grant')),
	CONSTRAINT "access_review_items_effect_check" CHECK (effect in ('ALLOW', 'DENY')),
	CONSTRAINT "access_review_items_decision_check" CHECK (decision is null or decision in ('keep', 'revoke')),
	CONSTRAINT "access_review_items_result_check" CHECK (result is null or result in ('revoked', 'already_ended', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "gloria"."access_reviews" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"scope" text NOT NULL,
	"school_id" uuid,
	"role_id" uuid,
	"reviewer_ids" uuid[] NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"snapshot_epoch" bigint NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"created_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "access_reviews_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "access_reviews_scope_check" CHECK (scope in ('all', 'school', 'role')),
	CONSTRAINT "access_reviews_status_check" CHECK (status in ('open', 'closed')),
	CONSTRAINT "access_reviews_place_check" CHECK ((scope = 'school') = (school_id is not null) and (scope = 'role') = (role_id is not null))
);
--> statement-breakpoint
CREATE TABLE "gloria"."permission_batch_items" (
	"tenant_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"item_number" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"right_index" integer NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"problem" jsonb,
	"made_id" uuid,
	CONSTRAINT "permission_batch_items_pkey" PRIMARY KEY("tenant_id","batch_id","item_number"),
	CONSTRAINT "permission_batch_items_state_check" CHECK (state in ('waiting', 'made', 'present', 'refused', 'taken_back', 'kept'))
);
--> statement-breakpoint
CREATE TABLE "gloria"."permission_batches" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"phase" text DEFAULT 'assign' NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"rights" jsonb NOT NULL,
	"reason" text,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"cursor" integer DEFAULT 0 NOT NULL,
	"actor_id" uuid NOT NULL,
	"started_by" uuid NOT NULL,
	"locale" text NOT NULL,
	"lease_id" uuid,
	"lease_until" timestamp (3) with time zone,
	"failure_code" text,
	"finished_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "permission_batches_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "permission_batches_phase_check" CHECK (phase in ('assign', 'take_back')),
	CONSTRAINT "permission_batches_status_check" CHECK (status in ('running', 'done', 'taken_back', 'cancelled', 'failed')),
	CONSTRAINT "permission_batches_locale_check" CHECK (locale in ('id', 'en'))
);
--> statement-breakpoint
CREATE TABLE "gloria"."permission_template_applications" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"template_id" uuid NOT NULL,
	"template_version" integer NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"made_subject" boolean DEFAULT false NOT NULL,
	"school_id" uuid,
	"department_id" uuid,
	"valid_from" timestamp (3) with time zone,
	"valid_until" timestamp (3) with time zone,
	"reason" text,
	"made" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"taken_back_at" timestamp (3) with time zone,
	"taken_back_by" uuid,
	CONSTRAINT "permission_template_applications_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "permission_template_applications_subject_check" CHECK (subject_kind in ('role', 'user'))
);
--> statement-breakpoint
CREATE TABLE "gloria"."permission_template_versions" (
	"tenant_id" uuid NOT NULL,
	"template_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"grants" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "permission_template_versions_pkey" PRIMARY KEY("tenant_id","template_id","number")
);
--> statement-breakpoint
CREATE TABLE "gloria"."permission_templates" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"current_version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by" uuid,
	CONSTRAINT "permission_templates_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "permission_templates_kind_check" CHECK (kind in ('role', 'user', 'module'))
);
--> statement-breakpoint
ALTER TABLE "gloria"."access_review_items" ADD CONSTRAINT "access_review_items_review_fkey" FOREIGN KEY ("tenant_id","review_id") REFERENCES "gloria"."access_reviews"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."permission_batch_items" ADD CONSTRAINT "permission_batch_items_batch_fkey" FOREIGN KEY ("tenant_id","batch_id") REFERENCES "gloria"."permission_batches"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."permission_template_applications" ADD CONSTRAINT "permission_template_applications_version_fkey" FOREIGN KEY ("tenant_id","template_id","template_version") REFERENCES "gloria"."permission_template_versions"("tenant_id","template_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."permission_template_versions" ADD CONSTRAINT "permission_template_versions_template_fkey" FOREIGN KEY ("tenant_id","template_id") REFERENCES "gloria"."permission_templates"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_review_items_review_idx" ON "gloria"."access_review_items" USING btree ("tenant_id","review_id","id");--> statement-breakpoint
CREATE INDEX "access_reviews_tenant_created_idx" ON "gloria"."access_reviews" USING btree ("tenant_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "permission_batch_items_state_idx" ON "gloria"."permission_batch_items" USING btree ("tenant_id","batch_id","state","item_number");--> statement-breakpoint
CREATE INDEX "permission_batches_tenant_created_idx" ON "gloria"."permission_batches" USING btree ("tenant_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "permission_batches_running_idx" ON "gloria"."permission_batches" USING btree ("lease_until") WHERE status = 'running';--> statement-breakpoint
CREATE INDEX "permission_template_applications_template_idx" ON "gloria"."permission_template_applications" USING btree ("tenant_id","template_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "permission_template_applications_subject_idx" ON "gloria"."permission_template_applications" USING btree ("tenant_id","subject_kind","subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "permission_templates_tenant_code_key" ON "gloria"."permission_templates" USING btree ("tenant_id","kind",lower("code")) WHERE deleted_at is null;