ALTER TABLE "gloria"."departments" ADD COLUMN "sort_name" text COLLATE "C" GENERATED ALWAYS AS (gloria.fold(name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "gloria"."positions" ADD COLUMN "sort_name" text COLLATE "C" GENERATED ALWAYS AS (gloria.fold(name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "gloria"."tenants" ADD COLUMN "acting_months" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "gloria"."tenants" ADD COLUMN "acting_extensions" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "gloria"."tenants" ADD COLUMN "acting_extension_months" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
CREATE INDEX "departments_tenant_sort_name_idx" ON "gloria"."departments" USING btree ("tenant_id","sort_name","id");--> statement-breakpoint
CREATE INDEX "positions_tenant_sort_name_idx" ON "gloria"."positions" USING btree ("tenant_id","sort_name","id");--> statement-breakpoint
CREATE INDEX "positions_tenant_level_idx" ON "gloria"."positions" USING btree ("tenant_id","level","sort_name","id");--> statement-breakpoint
ALTER TABLE "gloria"."tenants" ADD CONSTRAINT "tenants_acting_check" CHECK (acting_months between 1 and 60 and acting_extensions between 0 and 20 and acting_extension_months between 1 and 60);