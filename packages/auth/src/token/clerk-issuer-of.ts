/**
 * The `iss` of a Clerk instance's tokens: `https://` and the host of its Frontend API, which a publishable key
 * (`pk_live_…`, `pk_test_…`) carries as base64 of `<host>$`.
 *
 * @throws Error when the text is no publishable key. The message never repeats it: it might be a secret key.
 */
export function clerkIssuerOf(publishableKey: string): string {
  const encoded = /^pk_(?:live|test)_([A-Za-z0-9+/_-]+={0,2})$/.exec(publishableKey.trim())?.[1] ?? "";
  const host = /^([a-z0-9-]+(?:\.[a-z0-9-]+)+)\$$/.exec(Buffer.from(encoded, "base64").toString("utf8"))?.[1];
  if (host === undefined) {
    throw new Error("The Clerk publishable key must look like pk_live_… or pk_test_… and name a host.");
  }
  return `https://${host}`;
}
