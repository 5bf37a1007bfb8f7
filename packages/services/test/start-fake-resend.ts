import { once } from "node:events";
import { createServer } from "node:http";

export interface FakeRequest {
  readonly key: string;
  readonly authorization: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly raw: string;
}

/** What the server does with a request: an answer, or `silent` for none at all, or `hangUp` in the middle. */
export type FakeAnswer =
  | { readonly status: number; readonly body: object; readonly headers?: Readonly<Record<string, string>> }
  | "silent"
  | "hangUp";

export interface FakeResend {
  readonly url: string;
  readonly requests: readonly FakeRequest[];
  /** How the next requests are answered; without a plan each is accepted. */
  plan(...answers: readonly FakeAnswer[]): void;
  stop(): Promise<void>;
}

export const refusal = (status: number, name: string, headers: Readonly<Record<string, string>> = {}): FakeAnswer => ({
  status,
  body: { statusCode: status, name, message: `refused: ${name}` },
  headers,
});

/** The sending address of Resend on a local port: the real client talks to it. */
export async function startFakeResend(): Promise<FakeResend> {
  const requests: FakeRequest[] = [];
  const planned: FakeAnswer[] = [];
  const server = createServer(async (request, response) => {
    let raw = "";
    for await (const chunk of request.setEncoding("utf8")) raw += chunk;
    const header = (name: string) => String(request.headers[name] ?? "");
    requests.push({
      key: header("idempotency-key"),
      authorization: header("authorization"),
      body: JSON.parse(raw),
      raw,
    });
    const answer = planned.shift() ?? { status: 200, body: { id: `mail-${requests.length}` } };
    if (answer === "silent") return;
    if (answer === "hangUp") {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
    response.end(JSON.stringify(answer.body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    plan: (...answers) => planned.push(...answers),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
