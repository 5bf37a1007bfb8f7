export { delegate } from "./delegate.ts";
export { getDelegation } from "./get-delegation.ts";
export { listDelegations, listDelegationsToMe, listMyDelegations } from "./list-delegations.ts";
export { revokeDelegation } from "./revoke-delegation.ts";
export { tellDelegation } from "./tell-delegation.ts";
