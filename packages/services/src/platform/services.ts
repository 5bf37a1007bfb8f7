import type { Clock, FieldCrypto, Logger } from "@gloria/core";
import type { Database, TenantTransaction } from "@gloria/db";
import type { Permissions } from "@gloria/permissions";

/** What every verb works with. Made once per process. */
export interface Services {
  /** The pool under the request role, which row security binds. */
  readonly app: Database;
  /** The pool under the system role: only for what must be read before a tenant is known. */
  readonly system: Database;
  readonly permissions: Permissions;
  /** Encrypts specific personal data, field by field. */
  readonly fieldCrypto: FieldCrypto;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Public origin, for links in messages, without a trailing slash. */
  readonly publicUrl: string;
  /** Set by `insideOf`: verbs join this transaction instead of opening one, and commit nothing by themselves. */
  readonly enclosing?: TenantTransaction | undefined;
}
