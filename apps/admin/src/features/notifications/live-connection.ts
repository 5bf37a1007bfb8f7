import type { StreamEvent } from "../../lib/event-stream.ts";
import { isUnauthenticated } from "../../lib/failure.ts";
import { reconnectDelayMs } from "../../lib/reconnect-delay.ts";
import { openStream } from "./open-stream.ts";

export type LiveStatus = "connecting" | "live" | "off";

interface LiveOptions {
  /** Tabs of one person share the stream; another person in the same browser has their own. */
  readonly userId: string;
  readonly token: () => Promise<string | null>;
  readonly onEvent: (event: StreamEvent) => void;
  readonly onStatus: (status: LiveStatus) => void;
  readonly onUnauthenticated: () => void;
}

type TabMessage =
  | { readonly kind: "event"; readonly event: StreamEvent }
  | { readonly kind: "status"; readonly status: LiveStatus }
  | { readonly kind: "hello" };

/**
 * Keeps one event stream for all tabs of this browser: the tab that holds the lock reads it and hands every event to
 * the others, which take over, from the last id, when it closes. Reconnects with growing pauses, at once when the
 * network returns. Returns the function that stops it.
 */
export function connectLive(options: LiveOptions): () => void {
  const name = `gloria.live.${options.userId}`;
  const channel = new BroadcastChannel(name);
  const stop = new AbortController();
  let lastEventId: string | null = null;
  let status: LiveStatus = "connecting";
  let leading = false;

  const setStatus = (next: LiveStatus) => {
    status = next;
    options.onStatus(next);
  };
  const takeEvent = (event: StreamEvent) => {
    lastEventId = event.id ?? lastEventId;
    options.onEvent(event);
  };
  const tell = (message: TabMessage) => {
    if (!stop.signal.aborted) channel.postMessage(message);
  };

  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (data.kind === "hello") {
      if (leading) tell({ kind: "status", status });
    } else if (data.kind === "status") setStatus(data.status);
    else takeEvent(data.event);
  };

  const lead = async () => {
    leading = true;
    for (let attempt = 0; !stop.signal.aborted; attempt += 1) {
      const token = await options.token();
      if (token === null || stop.signal.aborted) return;
      try {
        await openStream({
          token,
          lastEventId,
          signal: stop.signal,
          onOpen() {
            attempt = 0;
            setStatus("live");
            tell({ kind: "status", status: "live" });
          },
          onEvent(event) {
            takeEvent(event);
            tell({ kind: "event", event });
          },
        });
      } catch (error) {
        if (stop.signal.aborted) return;
        if (isUnauthenticated(error)) return options.onUnauthenticated();
        // Anything else is a lost connection: said by the status, mended by the next attempt.
      }
      const next = attempt >= 3 ? "off" : "connecting";
      setStatus(next);
      tell({ kind: "status", status: next });
      await pause(reconnectDelayMs(attempt, Math.random()), stop.signal);
    }
  };

  options.onStatus(status);
  tell({ kind: "hello" });
  // Without the Locks API (an insecure origin) every tab reads for itself.
  const reading = "locks" in navigator ? navigator.locks.request(name, { signal: stop.signal }, lead) : lead();
  reading.catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });

  return () => {
    stop.abort();
    channel.close();
  };
}

/** Waits, but not past the return of the network or the end of the connection. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener("online", done);
    signal.addEventListener("abort", done);
  });
}
