CREATE TABLE "gloria"."file_chunks" (
	"tenant_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "file_chunks_pkey" PRIMARY KEY("tenant_id","file_id","seq"),
	CONSTRAINT "file_chunks_size_check" CHECK (octet_length(bytes) between 1 and 262144),
	CONSTRAINT "file_chunks_seq_check" CHECK (seq >= 0)
);
--> statement-breakpoint
CREATE TABLE "gloria"."files" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"purpose" text NOT NULL,
	"size" bigint DEFAULT 0 NOT NULL,
	"sha256" text,
	"complete" boolean DEFAULT false NOT NULL,
	"reader_permissions" text[] DEFAULT '{}' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"touched_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "files_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "files_purpose_check" CHECK (purpose in ('import', 'import_errors', 'export')),
	CONSTRAINT "files_complete_check" CHECK (not complete or sha256 ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "gloria"."file_chunks" ADD CONSTRAINT "file_chunks_file_fkey" FOREIGN KEY ("tenant_id","file_id") REFERENCES "gloria"."files"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gloria"."files" ADD CONSTRAINT "files_tenant_fkey" FOREIGN KEY ("tenant_id") REFERENCES "gloria"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_expiry_idx" ON "gloria"."files" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "files_incomplete_idx" ON "gloria"."files" USING btree ("touched_at") WHERE not complete;