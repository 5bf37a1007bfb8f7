import { expect, it } from "vitest";
import { progressBar } from "./progress-bar.ts";

it("fills twenty places as the rows are done, and shows none without an end", () => {
  expect(progressBar(0, 40)).toBe(`[${".".repeat(20)}]`);
  expect(progressBar(21, 40)).toBe(`[${"#".repeat(10)}${".".repeat(10)}]`);
  expect(progressBar(39, 40)).toBe(`[${"#".repeat(19)}.]`);
  expect(progressBar(41, 40)).toBe(`[${"#".repeat(20)}]`);
  expect([progressBar(7, null), progressBar(0, 0)]).toEqual(["", ""]);
});
