CREATE TABLE "gloria"."attempt_counters" (
	"tenant_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"window_started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "attempt_counters_pkey" PRIMARY KEY("tenant_id","subject")
);
--> statement-breakpoint
CREATE TABLE "gloria"."invitations" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"email" text,
	"token_hash" text,
	"code_hash" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"sent_count" integer DEFAULT 1 NOT NULL,
	"last_sent_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	"invited_by" uuid,
	"clerk_invitation_id" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invitations_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "invitations_proof_check" CHECK ((token_hash is null) <> (code_hash is null)),
	CONSTRAINT "invitations_end_check" CHECK (accepted_at is null or withdrawn_at is null)
);
--> statement-breakpoint
CREATE TABLE "gloria"."user_merges" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"survivor_id" uuid NOT NULL,
	"duplicate_id" uuid NOT NULL,
	"taken_fields" text[] NOT NULL,
	"rows" jsonb NOT NULL,
	"reason" text,
	"merged_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"merged_by" uuid,
	"undone_at" timestamp (3) with time zone,
	"undone_by" uuid,
	"purged_at" timestamp (3) with time zone,
	CONSTRAINT "user_merges_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "user_merges_two_check" CHECK (survivor_id <> duplicate_id)
);
--> statement-breakpoint
ALTER TABLE "gloria"."users" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "gloria"."users" ADD COLUMN "purged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "gloria"."sessions" ADD COLUMN "last_seen_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "gloria"."invitations" ADD CONSTRAINT "invitations_user_fkey" FOREIGN KEY ("tenant_id","user_id") REFERENCES "gloria"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."user_merges" ADD CONSTRAINT "user_merges_survivor_fkey" FOREIGN KEY ("tenant_id","survivor_id") REFERENCES "gloria"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."user_merges" ADD CONSTRAINT "user_merges_duplicate_fkey" FOREIGN KEY ("tenant_id","duplicate_id") REFERENCES "gloria"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_open_key" ON "gloria"."invitations" USING btree ("tenant_id","user_id") WHERE accepted_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_token_key" ON "gloria"."invitations" USING btree ("tenant_id","token_hash") WHERE token_hash is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_code_key" ON "gloria"."invitations" USING btree ("tenant_id","code_hash") WHERE code_hash is not null;--> statement-breakpoint
CREATE INDEX "invitations_tenant_created_idx" ON "gloria"."invitations" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "user_merges_tenant_merged_idx" ON "gloria"."user_merges" USING btree ("tenant_id","merged_at","id");--> statement-breakpoint
CREATE INDEX "user_merges_tenant_survivor_idx" ON "gloria"."user_merges" USING btree ("tenant_id","survivor_id");--> statement-breakpoint
ALTER TABLE "gloria"."users" ADD CONSTRAINT "users_merged_into_fkey" FOREIGN KEY ("tenant_id","merged_into") REFERENCES "gloria"."users"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "users_tenant_merged_idx" ON "gloria"."users" USING btree ("tenant_id","merged_into") WHERE merged_into is not null;--> statement-breakpoint
ALTER TABLE "gloria"."users" ADD CONSTRAINT "users_merged_check" CHECK (merged_into is null or (merged_into <> id and deleted_at is not null));--> statement-breakpoint
ALTER TABLE "gloria"."users" ADD CONSTRAINT "users_purged_check" CHECK (purged_at is null or deleted_at is not null);