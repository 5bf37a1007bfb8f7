import { TextDecoder } from "node:util";
import { SaxesParser, type SaxesTagPlain } from "saxes";
import { ImportFileError } from "./import-file-error.ts";

export interface XmlHandler {
  /** @param name without its namespace prefix */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/**
 * Feeds a part of a workbook to `handler`, one yield for each piece that was read, so that the caller can hand on
 * what it has found. A document type is refused: no workbook has one, and entities grow. Throws `file_damaged`.
 */
export async function* readXml(part: AsyncIterable<Uint8Array>, handler: XmlHandler): AsyncGenerator<void, void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const damaged = (cause?: Error) => {
    throw new ImportFileError("file_damaged", {}, { cause });
  };
  parser.on("error", damaged);
  parser.on("doctype", () => damaged());
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => handler.open(localName(name), attributes));
  if (handler.close) parser.on("closetag", ({ name }: SaxesTagPlain) => handler.close?.(localName(name)));
  if (handler.text) {
    parser.on("text", (text: string) => handler.text?.(text));
    parser.on("cdata", (text: string) => handler.text?.(text));
  }
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of part) {
    parser.write(decode(decoder, chunk));
    yield;
  }
  parser.write(decode(decoder)).close();
  yield;
}

/** For small parts, whose content the handler keeps. */
export async function readWholeXml(part: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> {
  for await (const _piece of readXml(part, handler));
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (error) {
    throw new ImportFileError("file_damaged", {}, { cause: error });
  }
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
