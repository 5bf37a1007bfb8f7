import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventStreamParser } from "./event-stream.ts";
import { reconnectDelayMs } from "./reconnect-delay.ts";

describe("EventStreamParser", () => {
  it("reads ids, names and several data lines, and skips comments", () => {
    const parser = new EventStreamParser();
    expect(parser.push(": hello\nid: 7\nevent: item\ndata: a\ndata: b\n\ndata: c\n\n")).toEqual([
      { id: "7", event: "item", data: "a\nb" },
      { id: "7", event: "message", data: "c" },
    ]);
  });

  it("gives the same events however the text is cut", () => {
    const text = "id: 1\r\ndata: satu\r\n\r\n: ping\r\n\r\nevent: b\r\ndata: dua\r\ndata:tiga\r\n\r\n";
    const whole = new EventStreamParser().push(text);
    expect(whole).toHaveLength(2);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 12 }), (cuts) => {
        const parser = new EventStreamParser();
        const places = [0, ...cuts.sort((a, b) => a - b), text.length];
        const events = places.slice(1).flatMap((end, index) => parser.push(text.slice(places[index], end)));
        expect(events).toEqual(whole);
      }),
    );
  });

  it("gives nothing for an event that never ended", () => {
    expect(new EventStreamParser().push("data: half")).toEqual([]);
  });
});

describe("reconnectDelayMs", () => {
  it("doubles, is bounded, and is spread by a quarter", () => {
    expect([0, 1, 2, 3].map((attempt) => reconnectDelayMs(attempt, 0.5))).toEqual([1000, 2000, 4000, 8000]);
    fc.assert(
      fc.property(fc.nat(10_000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, random) => {
        const delay = reconnectDelayMs(attempt, random);
        return delay >= 750 && delay <= 37_500;
      }),
    );
  });
});
