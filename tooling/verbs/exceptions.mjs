/**
 * Verbs that are excused from a part of their order, and why. An entry that is not needed is an error.
 *
 * @type {Readonly<Record<string, import("./judge-verbs.mjs").Exception>>}
 */
export const exceptions = {
  // Signing in: there is no caller yet.
  signInLocally: {
    without: ["tenant", "authorize"],
    because: "it makes the session by which everything else is authorized; it refuses people who are not active",
  },
  recordClerkSignIn: {
    without: ["tenant"],
    because: "it checks the person's status itself, to answer in the words of a sign-in",
  },
  ensureClerkSession: {
    without: ["tenant", "authorize", "audit"],
    because: "called with verified claims only; the sign-in that follows is the event",
  },
  listDemoPeople: {
    without: ["tenant", "authorize"],
    because: "the local sign-in page offers a fixed list of invented people, if they are there",
  },
  validateSession: { without: ["authorize"], because: "reads nothing: that the tenant opens is the answer" },
  redeemTicket: { without: ["authorize"], because: "the ticket is the proof; its issue was authorized" },
  receiveClerkEvent: {
    without: ["tenant"],
    because: "its signature was verified; what Clerk says is remembered before a tenant is known",
  },
  adoptClerkUser: { without: ["tenant"], because: "what Clerk says is remembered before a tenant is known" },
  syncClerkUser: { without: ["tenant"], because: "what Clerk says is remembered before a tenant is known" },
  resolveClerkReview: { without: ["tenant"], because: "what Clerk has said is remembered apart from tenants" },
  authenticateScim: {
    without: ["tenant", "authorize", "audit"],
    because: "the token is the proof, and names the tenant; when it was last used is no change that anybody made",
  },

  createActivityLog: {
    without: ["tenant", "authorize", "audit"],
    because: "when somebody was there last is no change that anybody made; called with checked sessions only",
  },
  acceptInvitation: {
    without: ["tenant", "authorize"],
    because: "the invitation is the proof; nobody is signed in before it is accepted",
  },

  // Tenants as such: the verbs refuse everybody but a named part of Gloria.
  createTenant: { without: ["tenant"], because: "the tenant does not exist yet" },
  listTenants: { without: ["tenant"], because: "it answers for all of them, under the system role" },

  // The worker, on rows that an authorized and audited verb has written.
  expandNotification: {
    without: ["tenant", "authorize", "audit"],
    because: "acts as the system on an event that is audited where it arose; its deliveries are its record",
  },
  claimDeliveries: {
    without: ["tenant", "authorize", "audit"],
    because: "what is due is read before a tenant is known; attempts are its record",
  },
  deliverNotification: {
    without: ["tenant", "authorize", "audit"],
    because: "acts as the system; deliveries and attempts are its record",
  },
  createCaptureProvider: {
    without: ["tenant", "authorize", "audit"],
    because: "stands where a mail provider would; the delivery's attempt is its record",
  },
  storeFile: {
    without: ["authorize", "audit"],
    because: "a piece of verbs, which authorize before the first byte and audit in the transaction that completes it",
  },
  openFile: { without: ["authorize"], because: "a piece of verbs, which authorize first" },
  deleteFile: {
    without: ["authorize", "audit"],
    because: "a piece of verbs, and of the sweeper, for which a file that nobody may read any more is gone already",
  },
  getFile: { without: ["authorize"], because: "asks for the permissions that the file's own row names" },
  downloadFile: { without: ["authorize"], because: "asks for the permissions that the file's own row names" },
  runPermissionBatch: {
    without: ["tenant"],
    because: "its lease is the row's own record, kept by the worker for whoever asked",
  },
  tellDelegation: {
    without: ["audit"],
    because: "tells of what was audited when it was delegated; the notification is its record",
  },
  tellOverdueReview: {
    without: ["audit"],
    because: "tells of what was audited when the review began; the notification is its record",
  },
  runExport: {
    without: ["tenant", "epoch"],
    because:
      "its lease and progress are the row's own record, kept by the worker for whoever asked; their rights are read anew for every batch, and those of whoever downloads it then",
  },
  findStalledExports: {
    without: ["tenant", "authorize"],
    because: "asks for ids before a tenant is known, for the worker to run them with their requesters' rights",
  },
  sweepFiles: {
    without: ["tenant", "authorize", "audit"],
    because: "removes what nobody may read any more; asks for ids before a tenant is known",
  },
  purgeExports: {
    without: ["tenant", "authorize"],
    because: "forgets what ended thirty days ago, whoever asked for it; asks for ids before a tenant is known",
  },
  sweepImports: {
    without: ["tenant", "authorize", "audit"],
    because:
      "empties imports whose thirty days are over, whoever asked for them; asks for ids before a tenant is known",
  },
  sweepAttempts: {
    without: ["authorize", "audit"],
    because: "forgets counts of anonymous attempts that count no longer; nobody made a change",
  },
  ensureAuditPartitions: {
    without: ["tenant", "authorize"],
    because: "makes empty partitions by a function of the owner's; touches no tenant's row",
  },

  // Filling an empty database, as its owner.
  seedDemo: {
    without: ["tenant", "authorize", "audit"],
    because: "writes three tenants at once, with audit events of its own making",
  },
  seedBench: { without: ["tenant", "authorize", "audit"], because: "invented rows for the benches, by the million" },

  // Not verbs, but they hold a connection.
  openServices: { without: ["tenant", "authorize"], because: "connects, and looks at nothing but its own role" },
  warmPermissions: {
    without: ["tenant", "authorize"],
    because: "asks for ids before a tenant is known, and only remembers what each person's own request would read",
  },
  openInboxHub: { without: ["tenant", "authorize"], because: "listens for hints; reads no rows" },
};

/** Procedures that anybody may call, and why. @type {Readonly<Record<string, string>>} */
export const publicProcedures = {
  "auth.options": "the sign-in page asks how people sign in here, before anybody has",
  "auth.login": "signing in is what makes a caller",
  "invitations.accept": "whoever is invited has no account to sign in with yet",
};
