import { createContext, use } from "react";
import type { LiveStatus } from "./live-connection.ts";

export const LiveStatusContext = createContext<LiveStatus>("connecting");

export function useLiveStatus(): LiveStatus {
  return use(LiveStatusContext);
}
