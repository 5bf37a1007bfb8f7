import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy } from "@fastify/busboy";
import { AppError } from "@gloria/core";

export interface MultipartFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface MultipartForm<Taken> {
  readonly fields: Readonly<Record<string, string>>;
  /** What became of the file. */
  readonly taken: Taken;
}

/** A mapping of 300 columns fits well. */
const limits = { files: 1, fields: 20, parts: 21, fieldNameSize: 100, fieldSize: 256 * 1024, headerPairs: 50 };

/**
 * Reads a form with one file, called `file`, which `take` is given while it comes: it never lies in memory as a whole.
 * What `take` throws ends the reading.
 *
 * @throws AppError `request.malformed` for anything that is no such form
 */
export async function readMultipart<Taken>(
  request: Request,
  take: (file: MultipartFile) => Promise<Taken>,
): Promise<MultipartForm<Taken>> {
  const fields: Record<string, string> = {};
  let taking: Promise<Taken> | null = null;
  const form = openForm(request.headers.get("content-type") ?? "");
  const fail = (field: string) => form.destroy(new AppError("request.malformed", { field }));
  for (const limit of ["partsLimit", "filesLimit", "fieldsLimit"] as const) form.once(limit, () => fail("file"));
  form.on("field", (name, value, nameTruncated, valueTruncated) => {
    if (nameTruncated || valueTruncated || name === undefined || Object.hasOwn(fields, name)) fail(name ?? "");
    else fields[name] = value;
  });
  form.on("file", (name, stream, filename, _, mediaType) => {
    if (name !== "file" || taking !== null) return void fail(name ?? "");
    // A file that breaks off reports it here without ending, and to nobody else while it waits to be read.
    stream.on("error", (error) => stream.destroy(error));
    taking = take({ name: filename ?? "", mediaType, bytes: stream });
    // Nobody reads on: without this the form would wait for ever.
    taking.catch((error: unknown) => form.destroy(error instanceof Error ? error : new Error(String(error))));
  });
  try {
    await pipeline(bodyOf(request), form);
  } catch (error) {
    throw error instanceof AppError ? error : new AppError("request.malformed", {}, { cause: error });
  }
  if (taking === null) throw new AppError("request.malformed", { field: "file" });
  return { fields, taken: await taking };
}

function openForm(contentType: string): InstanceType<typeof Busboy> {
  try {
    return new Busboy({ headers: { "content-type": contentType }, limits });
  } catch (cause) {
    throw new AppError("request.malformed", {}, { cause });
  }
}

function bodyOf(request: Request): Readable {
  return request.body === null ? Readable.from([]) : Readable.from(request.body);
}
