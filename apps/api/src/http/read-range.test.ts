import { isAppError } from "@gloria/core";
import { expect, it } from "vitest";
import { readRange } from "./read-range.ts";

it.each([
  [undefined, null],
  ["bytes=0-0", { start: 0, end: 0 }],
  ["bytes=5-", { start: 5, end: 9 }],
  ["bytes=5-100", { start: 5, end: 9 }],
  ["bytes=-3", { start: 7, end: 9 }],
  ["bytes=-30", { start: 0, end: 9 }],
  ["bytes=6-5", null],
  ["bytes=0-1,3-4", null],
  ["bytes=-", null],
  ["items=0-1", null],
  ["bytes=a-b", null],
])("%j of ten bytes: %j", (header, expected) => {
  expect(readRange(header, 10)).toEqual(expected);
});

it.each([
  ["bytes=10-", 10],
  ["bytes=-0", 10],
  ["bytes=-1", 0],
  ["bytes=0-0", 0],
])("%j of a file of %i bytes lies outside", (header, size) => {
  const refusal = (() => {
    try {
      return readRange(header, size);
    } catch (error) {
      return isAppError(error) ? error.code : error;
    }
  })();
  expect(refusal).toBe("file.range_outside");
});
