import { expect, it } from "vitest";
import { isLoopbackHost, isLoopbackHostHeader } from "./is-loopback-host.ts";

it.each([
  ["127.0.0.1", true],
  ["127.255.255.254", true],
  ["localhost", true],
  ["LOCALHOST", true],
  ["::1", true],
  ["[::1]", true],
  ["0:0:0:0:0:0:0:1", true],
  ["::ffff:127.0.0.1", true],
  ["", false],
  ["0.0.0.0", false],
  ["::", false],
  ["[::]", false],
  ["128.0.0.1", false],
  ["10.0.0.1", false],
  ["::ffff:10.0.0.1", false],
  ["127.1", false],
  ["2130706433", false],
  ["gloria.localhost", false],
  ["[localhost]", false],
  ["example.com", false],
])("listening on %j stays on this machine: %j", (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});

it.each([
  ["localhost", true],
  ["localhost:3000", true],
  ["Localhost.:3000", true],
  ["127.0.0.1:3000", true],
  ["127.8.9.10", true],
  ["[::1]", true],
  ["[::1]:3000", true],
  ["gloria.localhost:3000", true],
  ["a.b.localhost", true],
  ["", false],
  [null, false],
  [undefined, false],
  ["::1", false],
  ["[::1", false],
  ["[::2]:3000", false],
  ["localhost.evil.example", false],
  ["evillocalhost", false],
  [".localhost", false],
  ["127.0.0.1.evil.example:3000", false],
  ["127.0.0.1@evil.example", false],
  ["evil.example", false],
  ["evil.example:localhost", false],
  ["localhost:3000:80", false],
  ["localhost:", false],
  ["localhost, evil.example", false],
  ["192.168.1.5:3000", false],
])("the Host header %j names this machine: %j", (host, expected) => {
  expect(isLoopbackHostHeader(host)).toBe(expected);
});
