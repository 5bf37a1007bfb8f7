import { describe, expect, it } from "vitest";
import { openWhenAsked } from "./open-when-asked.ts";

function things() {
  const log: string[] = [];
  let opened = 0;
  return {
    log,
    open: async () => {
      const number = ++opened;
      log.push(`open ${number}`);
      return {
        number,
        close: async () => {
          log.push(`close ${number}`);
        },
      };
    },
  };
}

describe("openWhenAsked", () => {
  it("opens at the first question and once, however many ask meanwhile", async () => {
    const { log, open } = things();
    const thing = openWhenAsked(open);
    expect(log).toEqual([]);
    const both = await Promise.all([thing.get(), thing.get()]);
    expect(both.map(({ number }) => number)).toEqual([1, 1]);
    await thing.close();
    expect(log).toEqual(["open 1", "close 1"]);
  });

  it("closes nothing that nobody asked for", async () => {
    const { log, open } = things();
    await openWhenAsked(open).close();
    expect(log).toEqual([]);
  });

  it("closes what is still being opened", async () => {
    const { log, open } = things();
    const thing = openWhenAsked(open);
    const asked = thing.get();
    await thing.close();
    expect(log).toEqual(["open 1", "close 1"]);
    expect((await asked).number).toBe(1);
  });

  it("tells the asker of a failure, tries again, and closes without one", async () => {
    const { log, open } = things();
    const failure = new Error("the queues do not answer");
    let failures = 1;
    const thing = openWhenAsked(() => (failures-- > 0 ? Promise.reject(failure) : open()));
    await expect(thing.get()).rejects.toBe(failure);
    await thing.close();
    expect((await thing.get()).number).toBe(1);
    await thing.close();
    expect(log).toEqual(["open 1", "close 1"]);
  });
});
