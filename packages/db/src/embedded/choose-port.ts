import { createServer } from "node:net";
import { systemErrorCode } from "./embedded-postgres-error.ts";

/** Whether nobody listens on this port of the loopback address. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await tryListen(port)) !== null;
}

/** The wanted port when it is free, or else any free one. */
export async function choosePort(wanted: number | null): Promise<number> {
  if (wanted !== null && (await isPortFree(wanted))) {
    return wanted;
  }
  const port = await tryListen(0);
  if (port === null) {
    throw new Error("the system has no free port on 127.0.0.1");
  }
  return port;
}

function tryListen(port: number): Promise<number | null> {
  return new Promise((resolvePort, reject) => {
    const server = createServer();
    server.once("error", (error) => {
      const code = systemErrorCode(error);
      if (code === "EADDRINUSE" || code === "EACCES") {
        resolvePort(null);
      } else {
        reject(error);
      }
    });
    server.listen({ host: "127.0.0.1", port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolvePort(typeof address === "object" && address !== null ? address.port : null));
    });
  });
}
