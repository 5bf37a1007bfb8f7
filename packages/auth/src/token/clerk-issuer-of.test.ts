import { expect, it } from "vitest";
import { clerkIssuerOf } from "./clerk-issuer-of.ts";

const encode = (text: string) => Buffer.from(text).toString("base64");

it.each([
  [`pk_live_${encode("clerk.gloria.example$")}`, "https://clerk.gloria.example"],
  [`pk_test_${encode("magical-marmoset-51.clerk.accounts.dev$")}`, "https://magical-marmoset-51.clerk.accounts.dev"],
  [` pk_test_${encode("a.b$").replaceAll("=", "")}\n`, "https://a.b"],
])("reads %j", (key, issuer) => {
  expect(clerkIssuerOf(key)).toBe(issuer);
});

it.each([
  "",
  "pk_test_",
  `sk_test_${encode("clerk.gloria.example$")}`,
  `pk_test_${encode("clerk.gloria.example")}`,
  `pk_test_${encode("clerk.gloria.example/path$")}`,
  `pk_test_${encode("localhost$")}`,
  `pk_test_${encode("user@clerk.gloria.example$")}`,
])("refuses %j without repeating it", (key) => {
  expect(() => clerkIssuerOf(key)).toThrow(
    /^The Clerk publishable key must look like pk_live_… or pk_test_… and name a host\.$/,
  );
});
