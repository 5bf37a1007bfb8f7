import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

export interface AcceptedMail {
  readonly key: string;
  readonly to: string;
  readonly body: string;
  /** Requests that carried this key: more than one after an ambiguous attempt. */
  requests: number;
}

/** `taken`: the request is here, nothing is decided. `accepted`: the mail is on its way, the answer is not. */
export type MailPhase = "taken" | "accepted";

export interface LocalResend {
  readonly url: string;
  /** What went out, by idempotency key. */
  readonly mails: ReadonlyMap<string, AcceptedMail>;
  /** Keys that came a second time with other bytes: such a mail would have gone out in two versions. */
  readonly conflicts: readonly string[];
  /** Requests without a key: each one would be a mail. */
  readonly keyless: number;
  readonly phases: EventEmitter<Record<MailPhase, []>>;
  stop(): Promise<void>;
}

/**
 * Resend as far as sending goes: one mail for each idempotency key, 409 for a key with other bytes. It takes its time
 * before and after accepting, so that there is a moment in which to lose the caller; a mail that it has read goes out
 * whether or not the caller is still there.
 */
export async function startLocalResend(slowMs: () => number): Promise<LocalResend> {
  const mails = new Map<string, AcceptedMail>();
  const conflicts: string[] = [];
  const phases = new EventEmitter<Record<MailPhase, []>>();
  let keyless = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (body === null) return;
    const key = request.headers["idempotency-key"];
    if (typeof key !== "string") {
      keyless += 1;
      answer(response, 400, { name: "missing_key", statusCode: 400, message: "no idempotency key" });
      return;
    }
    phases.emit("taken");
    await delay(slowMs());
    const known = mails.get(key);
    if (known !== undefined && known.body !== body) {
      conflicts.push(key);
      answer(response, 409, { name: "invalid_idempotent_request", statusCode: 409, message: "other body" });
      return;
    }
    if (known === undefined) mails.set(key, { key, to: JSON.parse(body).to, body, requests: 1 });
    else known.requests += 1;
    phases.emit("accepted");
    await delay(slowMs());
    answer(response, 200, { id: `mail-${key}` });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      process.stderr.write(`local Resend failed: ${String(error)}\n`);
      response.destroy();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the local Resend has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    mails,
    conflicts,
    get keyless() {
      return keyless;
    },
    phases,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** Null when the caller died while it was still speaking: such a request never arrived. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  let body = "";
  try {
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
  } catch {
    // The connection broke off: to be expected from a caller that is killed.
    return null;
  }
  return request.complete ? body : null;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
