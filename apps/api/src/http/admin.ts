import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import type { MiddlewareHandler } from "hono";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
};

/**
 * The built admin app: hashed files for ever, any other address the page itself, which finds its own way. Files are
 * read once and kept; a build is never changed while a process serves it.
 */
export function serveAdmin(folder: string): MiddlewareHandler {
  const kept = new Map<string, Promise<ServedFile | null>>();
  const read = (path: string) => {
    const known = kept.get(path);
    if (known !== undefined) return known;
    const file = readServedFile(folder, path);
    kept.set(path, file);
    return file;
  };
  return async (c, next) => {
    const path = decodePath(c.req.path);
    if (path === null) return next();
    const isFile = extname(path) !== "";
    const file = await read(isFile ? path : "/index.html");
    if (file === null) {
      // An address nobody has must not fill the memory.
      kept.delete(path);
      return next();
    }
    const packed = acceptsBrotli(c.req.header("accept-encoding")) ? file.brotli : null;
    const headers: Record<string, string> = {
      "content-type": file.type,
      vary: "accept-encoding",
      etag: packed === null ? file.etag : file.etag.replace(/"$/, '-br"'),
      "cache-control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    };
    if (file.type.startsWith("text/html")) headers["content-security-policy"] = pagePolicy;
    if (c.req.header("if-none-match") === headers["etag"]) return c.body(null, 304, headers);
    if (packed !== null) headers["content-encoding"] = "br";
    return c.body(new Uint8Array(packed ?? file.bytes), 200, headers);
  };
}

interface ServedFile {
  readonly bytes: Buffer;
  /** Packed once; null for what is packed already. */
  readonly brotli: Buffer | null;
  readonly type: string;
  readonly etag: string;
}

// Styles are set by script while dragging, measuring and placing pop-ups; scripts come from here alone.
const pagePolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const packable = /^(text\/|application\/(json|manifest\+json)|image\/svg)/;

const packBrotli = promisify(brotliCompress);

/** Every browser of today; whoever refuses it says `br;q=0` or does not name it. */
function acceptsBrotli(header: string | undefined): boolean {
  return (header ?? "").split(",").some((coding) => /^\s*br\s*(;\s*q=(?!0(\.0+)?\s*$).*)?$/i.test(coding));
}

async function readServedFile(folder: string, path: string): Promise<ServedFile | null> {
  const file = normalize(join(folder, path));
  if (!file.startsWith(normalize(folder) + sep)) return null;
  try {
    const bytes = await readFile(file);
    const type = types[extname(file)] ?? "application/octet-stream";
    return {
      bytes,
      brotli:
        packable.test(type) && bytes.length > 1024
          ? await packBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } })
          : null,
      type,
      etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`,
    };
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EISDIR")) return null;
    throw error;
  }
}

function decodePath(path: string): string | null {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes("\0") ? null : decoded;
  } catch {
    return null;
  }
}
