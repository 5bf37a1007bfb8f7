/** More rows than a PDF is made of: another format takes them all. */
export class PdfTooLong extends Error {
  readonly maxRows: number;

  constructor(maxRows: number) {
    super(`a PDF holds at most ${maxRows} rows`);
    this.name = "PdfTooLong";
    this.maxRows = maxRows;
  }
}
