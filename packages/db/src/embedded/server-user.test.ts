import { describe, expect, it } from "vitest";
import { findUnprivilegedAccount } from "./server-user.ts";

describe("findUnprivilegedAccount", () => {
  it("prefers nobody", () => {
    const passwd =
      "root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533::/:/bin/false\nzoe:x:1000:1000::/home/zoe:/bin/sh\n";
    expect(findUnprivilegedAccount(passwd)).toEqual({ uid: 65534, gid: 65533 });
  });

  it("takes the last ordinary account when there is no nobody", () => {
    const passwd =
      "root:x:0:0::/:/bin/sh\ntoor:x:0:0::/:/bin/sh\nbin:x:1:1::/:/bin/false\nzoe:x:1000:1001::/:/bin/sh\n";
    expect(findUnprivilegedAccount(passwd)).toEqual({ uid: 1000, gid: 1001 });
  });

  it("says what to do when there is only root", () => {
    expect(() => findUnprivilegedAccount("root:x:0:0::/root:/bin/sh\n\n# nothing\n")).toThrowError(/DATABASE_URL/);
  });
});
