/** Why a bearer token was refused. Goes to the log as the error's cause; a client learns only the error code. */
export type TokenRejectionReason =
  | "oversized"
  | "malformed"
  | "algorithm"
  | "header"
  | "signature"
  | "claims"
  | "issuer"
  | "authorized_party"
  | "session_missing"
  | "session_pending"
  | "not_yet_valid"
  | "expired";

/** The `cause` of `auth.token_invalid` and `auth.token_expired`. Never holds the token itself. */
export class TokenRejection extends Error {
  override readonly name = "TokenRejection";
  readonly reason: TokenRejectionReason;

  constructor(reason: TokenRejectionReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
