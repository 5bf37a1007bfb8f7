CREATE TABLE "gloria"."impersonations" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"impersonator_id" uuid NOT NULL,
	"target_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "impersonations_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "impersonations_window_check" CHECK (expires_at > started_at and expires_at <= started_at + interval '31 minutes' and impersonator_id <> target_id)
);
--> statement-breakpoint
CREATE TABLE "gloria"."clerk_links" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"suspended_by_clerk" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "clerk_links_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "gloria"."clerk_memberships" (
	"membership_id" text NOT NULL,
	"clerk_user_id" text NOT NULL,
	"clerk_org_id" text NOT NULL,
	"updated_at_ms" bigint NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL,
	CONSTRAINT "clerk_memberships_pkey" PRIMARY KEY("membership_id")
);
--> statement-breakpoint
CREATE TABLE "gloria"."clerk_reviews" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject" text NOT NULL,
	"reason" text NOT NULL,
	"facts" jsonb NOT NULL,
	"candidate_ids" uuid[] DEFAULT '{}' NOT NULL,
	"fingerprint" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"resolved_user_id" uuid,
	"resolved_by" uuid,
	"resolved_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "clerk_reviews_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "clerk_reviews_reason_check" CHECK (reason in ('unmatched', 'ambiguous', 'already_linked', 'in_use', 'last_administrator', 'organization_deleted')),
	CONSTRAINT "clerk_reviews_status_check" CHECK (status in ('open', 'resolved', 'dismissed'))
);
--> statement-breakpoint
CREATE TABLE "gloria"."clerk_users" (
	"clerk_user_id" text NOT NULL,
	"facts" jsonb NOT NULL,
	CONSTRAINT "clerk_users_pkey" PRIMARY KEY("clerk_user_id")
);
--> statement-breakpoint
CREATE TABLE "gloria"."scim_links" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"user_name" text NOT NULL,
	"external_id" text,
	"attributes" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scim_links_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "gloria"."scim_tokens" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" uuid,
	CONSTRAINT "scim_tokens_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "gloria"."roles" ADD COLUMN "is_provisioned" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "gloria"."impersonations" ADD CONSTRAINT "impersonations_impersonator_fkey" FOREIGN KEY ("tenant_id","impersonator_id") REFERENCES "gloria"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."impersonations" ADD CONSTRAINT "impersonations_target_fkey" FOREIGN KEY ("tenant_id","target_id") REFERENCES "gloria"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."clerk_links" ADD CONSTRAINT "clerk_links_user_fkey" FOREIGN KEY ("tenant_id","user_id") REFERENCES "gloria"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."scim_links" ADD CONSTRAINT "scim_links_user_fkey" FOREIGN KEY ("tenant_id","user_id") REFERENCES "gloria"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "impersonations_target_idx" ON "gloria"."impersonations" USING btree ("tenant_id","target_id");--> statement-breakpoint
CREATE INDEX "impersonations_impersonator_idx" ON "gloria"."impersonations" USING btree ("tenant_id","impersonator_id");--> statement-breakpoint
CREATE UNIQUE INDEX "clerk_links_user_key" ON "gloria"."clerk_links" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "clerk_memberships_user_idx" ON "gloria"."clerk_memberships" USING btree ("clerk_user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "clerk_reviews_open_key" ON "gloria"."clerk_reviews" USING btree ("tenant_id","subject") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "clerk_reviews_tenant_created_idx" ON "gloria"."clerk_reviews" USING btree ("tenant_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "scim_links_user_key" ON "gloria"."scim_links" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "scim_links_user_name_key" ON "gloria"."scim_links" USING btree ("tenant_id",lower("user_name"));--> statement-breakpoint
CREATE UNIQUE INDEX "scim_links_external_id_key" ON "gloria"."scim_links" USING btree ("tenant_id","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "scim_tokens_id_key" ON "gloria"."scim_tokens" USING btree ("id");--> statement-breakpoint
CREATE INDEX "scim_tokens_tenant_created_idx" ON "gloria"."scim_tokens" USING btree ("tenant_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);