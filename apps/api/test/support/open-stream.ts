/** One server-sent event, its data read as JSON. */
export interface StreamEvent {
  readonly event: string;
  readonly id: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: what an event holds is what the tests find out.
  readonly data: any;
}

export interface OpenStream {
  readonly response: Response;
  /** The next event, pings left out; rejects when the server has ended the stream. */
  next(): Promise<StreamEvent>;
  close(): Promise<void>;
}

/** Reads a response as server-sent events. */
export async function openStream(opening: Promise<Response>): Promise<OpenStream> {
  const response = await opening;
  if (response.status !== 200 || response.body === null) throw new Error(`the stream answered ${response.status}`);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";

  async function next(): Promise<StreamEvent> {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const event = parse(text.slice(0, end));
        text = text.slice(end + 2);
        if (event !== null) return event;
        continue;
      }
      const { done, value } = await reader.read();
      if (done) throw new Error("the stream has ended");
      text += decoder.decode(value, { stream: true });
    }
  }
  return { response, next, close: () => reader.cancel() };
}

function parse(block: string): StreamEvent | null {
  const fields = new Map(
    block.split("\n").map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
    }),
  );
  const data = fields.get("data");
  if (data === undefined) return null;
  return { event: fields.get("event") ?? "message", id: fields.get("id") ?? null, data: JSON.parse(data) };
}
