import { expect, it } from "vitest";
import { bearerOf } from "./bearer-of.ts";

it.each([
  ["Bearer abc.def.ghi", "abc.def.ghi"],
  ["bearer abc", "abc"],
  ["BEARER   abc== ", "abc=="],
  ["Bearer", null],
  ["Bearer ", null],
  ["Bearer a b", null],
  ["Bearer a,Bearer b", null],
  ["Basic YTpi", null],
  ["NotBearer abc", null],
  ["", null],
  [null, null],
  [undefined, null],
])("reads %j as %j", (header, token) => {
  expect(bearerOf(header)).toBe(token);
});
