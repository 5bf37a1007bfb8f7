import fc from "fast-check";
import { expect, it } from "vitest";
import { attachmentHeader } from "./attachment-header.ts";

it.each([
  ["guru.csv", `attachment; filename="guru.csv"; filename*=UTF-8''guru.csv`],
  [
    "daftar guru (1).xlsx",
    `attachment; filename="daftar guru (1).xlsx"; filename*=UTF-8''daftar%20guru%20%281%29.xlsx`,
  ],
  ['a"b\\c/d.csv', `attachment; filename="a_b_c_d.csv"; filename*=UTF-8''a%22b%5Cc%2Fd.csv`],
  ["名簿.csv", `attachment; filename=".csv"; filename*=UTF-8''%E5%90%8D%E7%B0%BF.csv`],
  ["é", `attachment; filename="e"; filename*=UTF-8''%C3%A9`],
])("%j", (name, expected) => {
  expect(attachmentHeader(name)).toBe(expected);
});

it("is one line of printable ASCII with two names, whatever the name", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) =>
      /^attachment; filename="[^"\\]+"; filename\*=UTF-8''[\w!#$&+.^`|~%-]*$/.test(attachmentHeader(name)),
    ),
  );
});
