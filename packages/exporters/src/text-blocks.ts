const blockLength = 64 * 1024;

/** Lines of text as UTF-8 in blocks of about 64 KiB: as few pieces as a consumer likes, and as little in memory. */
export async function* textBlocks(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let block = "";
  for await (const text of texts) {
    block += text;
    if (block.length >= blockLength) {
      yield Buffer.from(block);
      block = "";
    }
  }
  if (block !== "") yield Buffer.from(block);
}
