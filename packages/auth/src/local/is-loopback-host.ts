import { BlockList, isIP } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Whether listening on `host` keeps a server on this machine: `localhost`, 127.0.0.0/8 or ::1. */
export function isLoopbackHost(host: string): boolean {
  const name = host.trim().toLowerCase();
  const address = /^\[(.+)\]$/.exec(name)?.[1] ?? name;
  const family = isIP(address);
  return family === 0 ? name === "localhost" : loopback.check(address, family === 4 ? "ipv4" : "ipv6");
}

const hostHeader = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+?)\.?(?::\d{1,5})?$/;

/**
 * Whether a `Host` header (`name`, `name:port`, `[v6]:port`) names this machine's loopback: `localhost`, a name under
 * `.localhost` (which browsers never ask the network for, RFC 6761), 127.0.0.0/8 or `[::1]`. Anything else may be a
 * foreign page whose name was rebound to 127.0.0.1.
 */
export function isLoopbackHostHeader(host: string | null | undefined): boolean {
  const name = hostHeader.exec((host ?? "").toLowerCase())?.[1];
  if (name === undefined) {
    return false;
  }
  return isLoopbackHost(name) || /^([a-z0-9-]+\.)+localhost$/.test(name);
}
