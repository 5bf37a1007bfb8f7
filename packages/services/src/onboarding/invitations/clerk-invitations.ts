/** Clerk, as far as inviting somebody goes. Null where this installation signs people in itself. */
export interface ClerkInvitations {
  /**
   * Makes an invitation at Clerk without a mail of Clerk's: ours was the one. Made again for the same address, it is a
   * new one.
   *
   * @returns its id, and where the person goes on
   * @throws AppError `service.unavailable` when Clerk does not answer or refuses
   */
  create(invitation: {
    readonly email: string;
    /** Where Clerk leads to afterwards. */
    readonly redirectUrl: string;
    readonly expiresInDays: number;
    /** Told to us again by the webhook, so that the account that is made finds its person. */
    readonly userId: string;
  }): Promise<{ readonly id: string; readonly url: string }>;
  /** Takes one back; one that is gone is no error. @throws AppError `service.unavailable` */
  revoke(id: string): Promise<void>;
}
