/** Why a message was not sent. A closed list: an administrator must be able to look every one of them up. */
export const suppressReasons = [
  "recipient_inactive",
  "no_access",
  "no_address",
  "unverified",
  "address_suppressed",
  "unsubscribed",
  "preference",
  "muted",
  "cap",
  "throttled",
  "budget",
  "expired",
  "already_seen",
  "test_mode",
] as const;
export type SuppressReason = (typeof suppressReasons)[number];

/** Why a delivery was given up for good. `rejected` and `unrenderable` are failures, the others deaths. */
export const deliveryEnds = ["rejected", "unrenderable", "exhausted", "ambiguous"] as const;
export type DeliveryEnd = (typeof deliveryEnds)[number];
