/** Whose delegations a page shows: the reader's, those to the reader, or everybody's. */
export const delegationSides = ["mine", "to-me", "all"] as const;
export type DelegationSide = (typeof delegationSides)[number];
