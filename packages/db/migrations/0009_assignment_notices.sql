CREATE TABLE "gloria"."assignment_notices" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"position_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"day" date NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "assignment_notices_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "assignment_notices_kind_check" CHECK (kind in ('ends_30', 'ends_7', 'ends_1', 'ended', 'started'))
);
--> statement-breakpoint
ALTER TABLE "gloria"."assignments" ADD COLUMN "extensions" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "assignment_notices_once_key" ON "gloria"."assignment_notices" USING btree ("tenant_id","user_id","position_id","kind","day");--> statement-breakpoint
CREATE INDEX "assignments_tenant_department_idx" ON "gloria"."assignments" USING btree ("tenant_id","department_id") WHERE ended_at is null and department_id is not null;--> statement-breakpoint
CREATE INDEX "assignments_tenant_until_idx" ON "gloria"."assignments" USING btree ("tenant_id","valid_until") WHERE ended_at is null and valid_until is not null;--> statement-breakpoint
ALTER TABLE "gloria"."assignments" ADD CONSTRAINT "assignments_extensions_check" CHECK (extensions between 0 and 100);