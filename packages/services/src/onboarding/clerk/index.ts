export {
  type ClerkEvent,
  type ClerkOutcome,
  type ClerkSessionEnded,
  receiveClerkEvent,
  type SessionIdOf,
} from "./receive-clerk-event.ts";
