import type { AuditChangeRow } from "@gloria/db";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { additionsOf, type ColumnClasses, diffEntity, snapshotOf } from "./diff-entity.ts";
import { stateAfter, wantsSnapshot } from "./state-at.ts";

interface Row {
  readonly id: string;
  readonly name: string | null;
  readonly level: number | null;
  readonly at: Date | null;
}

const classes: ColumnClasses<Row> = { id: "bookkeeping", name: "personal", level: "internal", at: "public" };
const rows: fc.Arbitrary<Row> = fc.record({
  id: fc.uuid(),
  name: fc.option(fc.string()),
  level: fc.option(fc.integer()),
  at: fc.option(fc.date({ noInvalidDate: true })),
});

describe("diffEntity", () => {
  it("tells what was added, replaced and removed, with its class, and leaves bookkeeping out", () => {
    const at = new Date("2026-01-02T03:04:05.678Z");
    expect(
      diffEntity<Row>({ id: "1", name: "A", level: null, at }, { id: "2", name: "B", level: 3, at: null }, classes),
    ).toEqual([
      { path: "name", op: "replace", from: "A", to: "B", class: "personal" },
      { path: "level", op: "add", to: 3, class: "internal" },
      { path: "at", op: "remove", from: "2026-01-02T03:04:05.678Z", class: "public" },
    ]);
  });

  it("is empty for the same, also for equal dates that are two objects", () => {
    fc.assert(
      fc.property(rows, (row) => {
        const copy = { ...row, at: row.at === null ? null : new Date(row.at) };
        expect(diffEntity(row, copy, classes)).toEqual([]);
      }),
    );
  });

  it("replayed on the first snapshot gives the last row, whatever happened between", () => {
    fc.assert(
      fc.property(fc.array(rows, { minLength: 1, maxLength: 12 }), fc.func(fc.boolean()), (versions, keepSnapshot) => {
        const events = versions.map((row, index) => {
          const before = versions[index - 1];
          const changes: AuditChangeRow[] =
            before === undefined ? additionsOf(row, classes) : diffEntity(before, row, classes);
          return { changes, snapshot: index === 0 || keepSnapshot(index) ? snapshotOf(row, classes) : null };
        });
        const last = versions.at(-1);
        expect(stateAfter(events)).toEqual(last === undefined ? null : snapshotOf(last, classes));
      }),
    );
  });
});

describe("additionsOf", () => {
  it("names what has a value", () => {
    expect(additionsOf<Row>({ id: "1", name: "A", level: null, at: null }, classes)).toEqual([
      { path: "name", op: "add", to: "A", class: "personal" },
    ]);
  });
});

describe("stateAfter", () => {
  it("guesses nothing without a snapshot", () => {
    expect(stateAfter([])).toBeNull();
    expect(
      stateAfter([{ snapshot: null, changes: [{ path: "name", op: "add", to: "A", class: "public" }] }]),
    ).toBeNull();
  });

  it("begins at the last snapshot", () => {
    expect(
      stateAfter([
        { snapshot: { name: "old", gone: 1 }, changes: null },
        { snapshot: { name: "new" }, changes: null },
        { snapshot: null, changes: [{ path: "name", op: "remove", from: "new", class: "public" }] },
      ]),
    ).toEqual({ name: null });
  });
});

describe("wantsSnapshot", () => {
  it("is every twentieth version", () => {
    expect([1, 19, 20, 21, 40].filter(wantsSnapshot)).toEqual([20, 40]);
  });
});
