/** What becomes of the rows that refer to a person, when the person is merged into another one or purged. */
export interface PersonReference {
  readonly table: string;
  readonly column: string;
  readonly merge: /** Rows that decide who may do what: closed for the duplicate, opened anew for the survivor. */
    | { readonly how: "copy" }
    /** Belongs to the survivor from now on. `collides`: SQL over `m` (moving) and `s` (the survivor's) where it cannot. */
    | { readonly how: "move"; readonly collides: string | null }
    /** Ends with the duplicate. */
    | { readonly how: "close" }
    /** Says who did or got something at the time: stays, and the duplicate's row stays for it. */
    | { readonly how: "keep" };
  readonly purge: "delete" | "keep";
}

/**
 * Every foreign key to `users`. A test walks the keys of the database and fails when one is missing here: a new table
 * that refers to people has to say what a merge and a purge do with it.
 */
export const personReferences: readonly PersonReference[] = [
  { table: "assignments", column: "user_id", merge: { how: "copy" }, purge: "keep" },
  { table: "role_assignments", column: "user_id", merge: { how: "copy" }, purge: "keep" },
  // A deleted person delegates nothing, and nothing counts that is delegated to them.
  { table: "delegations", column: "delegator_id", merge: { how: "keep" }, purge: "keep" },
  { table: "delegations", column: "delegate_id", merge: { how: "keep" }, purge: "keep" },
  { table: "sessions", column: "user_id", merge: { how: "close" }, purge: "delete" },
  { table: "invitations", column: "user_id", merge: { how: "close" }, purge: "delete" },
  {
    table: "inbox_items",
    column: "user_id",
    merge: { how: "move", collides: "s.notification_id = m.notification_id" },
    purge: "delete",
  },
  { table: "deliveries", column: "recipient_id", merge: { how: "keep" }, purge: "delete" },
  {
    table: "saved_views",
    column: "owner_id",
    merge: {
      how: "move",
      collides: "s.screen = m.screen and (lower(s.name) = lower(m.name) or (s.is_default and m.is_default))",
    },
    purge: "delete",
  },
  { table: "user_preferences", column: "user_id", merge: { how: "keep" }, purge: "delete" },
  { table: "clerk_links", column: "user_id", merge: { how: "move", collides: "true" }, purge: "delete" },
  { table: "scim_links", column: "user_id", merge: { how: "move", collides: "true" }, purge: "delete" },
  { table: "exports", column: "requested_by", merge: { how: "keep" }, purge: "keep" },
  { table: "impersonations", column: "impersonator_id", merge: { how: "keep" }, purge: "keep" },
  { table: "impersonations", column: "target_id", merge: { how: "keep" }, purge: "keep" },
  { table: "user_merges", column: "survivor_id", merge: { how: "keep" }, purge: "keep" },
  { table: "user_merges", column: "duplicate_id", merge: { how: "keep" }, purge: "keep" },
  { table: "users", column: "merged_into", merge: { how: "keep" }, purge: "keep" },
];
