import { inject } from "vitest";

/** Sign-in of the owner on the run's server, for tests that make databases of their own. */
export function testServerUrl(): string {
  return inject("testServer").ownerUrl;
}
