import { expect, it } from "vitest";
import { senderAddress } from "./sender-address.ts";

it.each([
  ["https://gloria.sekolah.example", '"Yayasan Contoh" <no-reply@gloria.sekolah.example>'],
  ["http://127.0.0.1:3000", '"Yayasan Contoh" <no-reply@gloria.localhost>'],
  ["http://[::1]:3000", '"Yayasan Contoh" <no-reply@gloria.localhost>'],
  ["http://localhost:3000", '"Yayasan Contoh" <no-reply@gloria.localhost>'],
])("speaks for the foundation from the host of %s", (url, address) => {
  expect(senderAddress("Yayasan Contoh", url)).toBe(address);
});

it("lets no name end the header or the quotes", () => {
  const address = senderAddress('Evil" <x@y.example>\r\nBcc: all@demo.example \\', "https://a.example");
  expect(address).toBe('"Evil  <x@y.example>  Bcc: all@demo.example" <no-reply@a.example>');
});
