import { EventStreamParser, type StreamEvent } from "../../lib/event-stream.ts";
import { ProblemError } from "../../lib/failure.ts";

interface StreamRequest {
  readonly token: string;
  readonly lastEventId: string | null;
  readonly signal: AbortSignal;
  /** The connection stands; events will follow. */
  readonly onOpen: () => void;
  readonly onEvent: (event: StreamEvent) => void;
}

/** The server sends a comment at least every 25 s; a connection that is silent for longer than this is dead. */
const silenceMs = 60_000;

/**
 * One connection to the event stream, until the server closes it (returns) or it fails (throws). EventSource cannot
 * send an `Authorization` header, hence fetch.
 */
export async function openStream({ token, lastEventId, signal, onOpen, onEvent }: StreamRequest): Promise<void> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), silenceMs);
  const response = await fetch("/api/v1/notifications/stream", {
    headers: {
      Accept: "text/event-stream",
      Authorization: `Bearer ${token}`,
      ...(lastEventId === null ? {} : { "Last-Event-ID": lastEventId }),
    },
    cache: "no-store",
    signal: AbortSignal.any([signal, silence.signal]),
  });
  try {
    if (!response.ok || !response.body) throw new ProblemError(response.status, await bodyOf(response));
    onOpen();
    const parser = new EventStreamParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), silenceMs);
      for (const event of parser.push(value)) onEvent(event);
    }
  } finally {
    clearTimeout(timer);
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  return response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text;
}
