import { createServer } from "node:net";
import { LaunchError } from "./launch-error.ts";

/** How far we look for a free port before that is strange enough to be said. */
const attempts = 100;

/**
 * The port that the api is told to take. 0 stays 0. A port that was asked for must be free; the default one may be
 * taken, then the next free one is chosen.
 *
 * @throws LaunchError
 */
export async function chooseApiPort(wanted: { host: string; port: number; portIsExplicit: boolean }): Promise<number> {
  if (wanted.port === 0) {
    return 0;
  }
  for (let port = wanted.port; port < wanted.port + attempts && port <= 65_535; port += 1) {
    const code = await tryListen(wanted.host, port);
    if (code === null) {
      return port;
    }
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN") {
      throw new LaunchError({
        what: `Gloria cannot listen on ${wanted.host}.`,
        why: `This machine has no such address (${code}).`,
        fix: "Set GLORIA_HOST (or --host) to 127.0.0.1, to 0.0.0.0, or to an address of this machine.",
      });
    }
    if (wanted.portIsExplicit) {
      const taken = code === "EADDRINUSE";
      throw new LaunchError({
        what: `Gloria cannot listen on port ${port} of ${wanted.host}.`,
        why: taken ? "Another program listens there." : `The system answered ${code}; ports below 1024 may need root.`,
        fix: "Stop that program, choose another port with --port or GLORIA_PORT, or leave both out to get a free one.",
      });
    }
  }
  throw new LaunchError({
    what: "Gloria finds no port to listen on.",
    why: `All of ${wanted.port} to ${wanted.port + attempts - 1} on ${wanted.host} are taken.`,
    fix: "Choose one with --port; --port 0 takes any free one.",
  });
}

/** Null when the port can be listened on, or else the system's error code. */
function tryListen(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
