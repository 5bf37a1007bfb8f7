/** One event of a `text/event-stream`. */
export interface StreamEvent {
  readonly id: string | null;
  readonly event: string;
  readonly data: string;
}

/**
 * Splits a stream of text into server-sent events, as the HTML standard says: lines end with CR, LF or both, a blank
 * line ends an event, `data` lines are joined, comments and unknown fields are ignored, an id holds until replaced.
 */
export class EventStreamParser {
  #rest = "";
  #data: string[] = [];
  #event = "";
  #id: string | null = null;

  /** Takes the next piece of text and gives the events that it completes. */
  push(chunk: string): StreamEvent[] {
    const text = this.#rest + chunk;
    // A CR at the very end may be the first half of a CRLF.
    const end = text.endsWith("\r") ? text.length - 1 : text.length;
    const lines = text.slice(0, end).split(/\r\n|\r|\n/);
    this.#rest = (lines.pop() ?? "") + text.slice(end);
    return lines.flatMap((line) => this.#line(line) ?? []);
  }

  #line(line: string): StreamEvent | null {
    if (line === "") return this.#finish();
    const colon = line.indexOf(":");
    if (colon === 0) return null;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") this.#data.push(value);
    else if (field === "event") this.#event = value;
    else if (field === "id" && !value.includes("\0")) this.#id = value;
    return null;
  }

  #finish(): StreamEvent | null {
    const event =
      this.#data.length > 0 ? { id: this.#id, event: this.#event || "message", data: this.#data.join("\n") } : null;
    this.#data = [];
    this.#event = "";
    return event;
  }
}
