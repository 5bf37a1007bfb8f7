CREATE TABLE "gloria"."employee_numberings" (
	"tenant_id" uuid NOT NULL,
	"last_provisional" integer NOT NULL,
	CONSTRAINT "employee_numberings_pkey" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
CREATE TABLE "gloria"."employee_numbers" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"employee_id" uuid NOT NULL,
	"nip" text NOT NULL,
	"reason" text,
	"replaced_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"replaced_by" uuid,
	CONSTRAINT "employee_numbers_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "gloria"."saved_views" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"screen" text NOT NULL,
	"name" text NOT NULL,
	"state" jsonb NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by" uuid,
	CONSTRAINT "saved_views_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "saved_views_state_check" CHECK (jsonb_typeof(state) = 'object' and length(state::text) <= 16384)
);
--> statement-breakpoint
CREATE TABLE "gloria"."user_preferences" (
	"tenant_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"week_start" text,
	"notifications" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_preferences_pkey" PRIMARY KEY("tenant_id","user_id"),
	CONSTRAINT "user_preferences_week_start_check" CHECK (week_start in ('monday', 'sunday', 'saturday')),
	CONSTRAINT "user_preferences_notifications_check" CHECK (jsonb_typeof(notifications) = 'object')
);
--> statement-breakpoint
DROP INDEX "gloria"."employees_tenant_name_idx";--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "additional_duty" text;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "candidate_decree" text;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "candidate_on" date;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "appointment_decree" text;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "appointed_on" date;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "appointed_by" text;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "rank_grade" text;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "salary_source" text;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "civil_servant_on" date;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "principal_licence" boolean;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "supervision_training" boolean;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "braille" boolean;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "sign_language" boolean;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "nuks" text;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "specific" text;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "nik_index" text;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "npwp_index" text;--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD COLUMN "sort_name" text COLLATE "C" GENERATED ALWAYS AS (gloria.fold(name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "gloria"."tenants" ADD COLUMN "nip_pattern" text;--> statement-breakpoint
ALTER TABLE "gloria"."employee_numberings" ADD CONSTRAINT "employee_numberings_tenant_fkey" FOREIGN KEY ("tenant_id") REFERENCES "gloria"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."employee_numbers" ADD CONSTRAINT "employee_numbers_employee_fkey" FOREIGN KEY ("tenant_id","employee_id") REFERENCES "gloria"."employees"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."saved_views" ADD CONSTRAINT "saved_views_owner_fkey" FOREIGN KEY ("tenant_id","owner_id") REFERENCES "gloria"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."user_preferences" ADD CONSTRAINT "user_preferences_user_fkey" FOREIGN KEY ("tenant_id","user_id") REFERENCES "gloria"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "employee_numbers_employee_idx" ON "gloria"."employee_numbers" USING btree ("tenant_id","employee_id","replaced_at");--> statement-breakpoint
CREATE INDEX "employee_numbers_nip_idx" ON "gloria"."employee_numbers" USING btree ("tenant_id","nip");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_owner_name_key" ON "gloria"."saved_views" USING btree ("tenant_id","owner_id","screen",lower("name")) WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_owner_default_key" ON "gloria"."saved_views" USING btree ("tenant_id","owner_id","screen") WHERE is_default and deleted_at is null;--> statement-breakpoint
CREATE INDEX "saved_views_shared_idx" ON "gloria"."saved_views" USING btree ("tenant_id","screen") WHERE is_shared and deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "employees_tenant_nik_key" ON "gloria"."employees" USING btree ("tenant_id","nik_index") WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "employees_tenant_nuptk_key" ON "gloria"."employees" USING btree ("tenant_id","nuptk") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "employees_tenant_npwp_idx" ON "gloria"."employees" USING btree ("tenant_id","npwp_index") WHERE npwp_index is not null;--> statement-breakpoint
CREATE INDEX "employees_tenant_email_idx" ON "gloria"."employees" USING btree ("tenant_id",lower("email")) WHERE email is not null;--> statement-breakpoint
CREATE INDEX "employees_tenant_sort_name_idx" ON "gloria"."employees" USING btree ("tenant_id","sort_name","id");--> statement-breakpoint
CREATE INDEX "employees_tenant_created_idx" ON "gloria"."employees" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
ALTER TABLE "gloria"."employees" ADD CONSTRAINT "employees_specific_check" CHECK (specific is null or specific like 'gf1.%');--> statement-breakpoint
ALTER TABLE "gloria"."tenants" ADD CONSTRAINT "tenants_nip_pattern_check" CHECK (nip_pattern is null or (length(nip_pattern) <= 200 and ('' ~ nip_pattern) is not null));