import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface HttpAnswer {
  readonly status: number;
  /** Header and body as they came. */
  readonly bytes: Buffer;
}

interface Waiting {
  resolve(answer: HttpAnswer): void;
  reject(error: Error): void;
}

/**
 * A keep-alive HTTP/1.1 connection for one request at a time. Hardly more than a socket: on a machine with few cores
 * a load generator that costs as much as the server would measure itself.
 */
export class HttpConnection {
  readonly #port: number;
  #socket: Socket | null = null;
  #received: Buffer[] = [];
  #length = 0;
  /** Bytes of the whole answer; null while unknown. */
  #expected: number | null = null;
  #isChunked = false;
  #status = 0;
  #waiting: Waiting | null = null;

  constructor(port: number) {
    this.#port = port;
  }

  async send(request: Buffer): Promise<HttpAnswer> {
    const socket = this.#socket ?? (await this.#open());
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      socket.write(request);
    });
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  async #open(): Promise<Socket> {
    const socket = connect(this.#port, "127.0.0.1");
    socket.setNoDelay(true);
    await once(socket, "connect");
    socket.on("data", (chunk) => this.#receive(chunk));
    socket.on("error", (error) => this.#fail(error));
    socket.on("close", () => {
      if (this.#socket === socket) this.#socket = null;
      this.#fail(new Error("the server closed the connection"));
    });
    this.#socket = socket;
    return socket;
  }

  #receive(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#length += chunk.length;
    if (this.#expected === null && !this.#isChunked) this.#readHeader();
    const isWhole = this.#isChunked
      ? this.#joined().subarray(-5).equals(lastChunk)
      : this.#expected !== null && this.#length >= this.#expected;
    if (isWhole) this.#finish();
  }

  #readHeader(): void {
    const bytes = this.#joined();
    const end = bytes.indexOf("\r\n\r\n");
    if (end < 0) return;
    const header = bytes.toString("latin1", 0, end);
    this.#status = Number(header.slice(9, 12));
    const length = /\r\ncontent-length: *(\d+)/i.exec(header)?.[1];
    if (length !== undefined) this.#expected = end + 4 + Number(length);
    else if (/\r\ntransfer-encoding: *chunked/i.test(header)) this.#isChunked = true;
    else this.#expected = end + 4;
  }

  #joined(): Buffer {
    const [first] = this.#received;
    if (this.#received.length === 1 && first !== undefined) return first;
    const bytes = Buffer.concat(this.#received);
    this.#received = [bytes];
    return bytes;
  }

  #finish(): void {
    const answer = { status: this.#status, bytes: this.#joined() };
    const waiting = this.#waiting;
    this.#reset();
    waiting?.resolve(answer);
  }

  #fail(error: Error): void {
    const waiting = this.#waiting;
    this.#reset();
    waiting?.reject(error);
  }

  #reset(): void {
    this.#waiting = null;
    this.#received = [];
    this.#length = 0;
    this.#expected = null;
    this.#isChunked = false;
  }
}

const lastChunk = Buffer.from("0\r\n\r\n");
