export * from "./captured-message.ts";
export * from "./delivery.ts";
export * from "./inbox.ts";
export * from "./inbox-channel.ts";
export * from "./notification-types.ts";
