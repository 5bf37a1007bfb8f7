CREATE TABLE "gloria"."external_ids" (
	"tenant_id" uuid NOT NULL,
	"entity_type" text NOT NULL,
	"external_id" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "external_ids_pkey" PRIMARY KEY("tenant_id","entity_type","external_id"),
	CONSTRAINT "external_ids_entity_type_check" CHECK (entity_type in ('user', 'school', 'department', 'position'))
);
--> statement-breakpoint
CREATE INDEX "external_ids_entity_idx" ON "gloria"."external_ids" USING btree ("tenant_id","entity_type","entity_id");