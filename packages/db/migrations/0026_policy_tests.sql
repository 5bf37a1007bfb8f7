CREATE TABLE "gloria"."policy_tests" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"source" text NOT NULL,
	"cases" integer NOT NULL,
	"updated_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "policy_tests_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "policy_tests_subject_kind_check" CHECK (subject_kind in ('role', 'template'))
);
--> statement-breakpoint
ALTER TABLE "gloria"."audit_events" ADD COLUMN "decisions" jsonb;--> statement-breakpoint
CREATE UNIQUE INDEX "policy_tests_tenant_subject_key" ON "gloria"."policy_tests" USING btree ("tenant_id","subject_kind","subject_id");