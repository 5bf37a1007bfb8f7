import { expect, it } from "vitest";
import { spellingDistance } from "./spelling-distance.ts";

it.each([
  ["tanggal", "tanggal", 0],
  ["tangal", "tanggal", 1],
  ["tnaggal", "tanggal", 2],
  ["bagian", "lokasi", 3],
  ["a", "abcdef", 3],
  ["ab", "", 2],
  ["", "", 0],
])("%j and %j are %i apart", (one, two, distance) => {
  expect(spellingDistance(one, two, 2)).toBe(distance);
  expect(spellingDistance(two, one, 2)).toBe(distance);
});
