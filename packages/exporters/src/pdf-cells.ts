/** What this module needs of the library's fonts beside its declared types. */
interface EmbeddedFont {
  readonly id: string;
  /** In thousandths of the font size, as widths are. */
  readonly ascender: number;
  /** Hexadecimal numbers of the glyphs in the file's subset, which the glyphs enter. */
  encode(text: string): readonly [codes: readonly string[], places: readonly { readonly advanceWidth: number }[]];
  ref(): unknown;
  /** Puts the glyphs that were used into the file. */
  finalize(): void;
}

interface FontsOfPage {
  readonly height: number;
  readonly fonts: Record<string, unknown>;
}

interface Glyph {
  readonly code: string;
  readonly width: number;
}

/** Written left to right, each character a glyph of its own; anything else needs the library to shape it. */
const plainText = /^[\u0020-\u024f\u0370-\u04ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*$/;
const ellipsis = "…";

/**
 * Draws single lines of text in one font. The library lays out every text anew, word by word, and keeps each
 * word for ever: of a table of thousands of cells that was most of the time and of the memory. Here a character is laid
 * out once, and what is to be drawn on a page is written at once.
 */
export class PdfCells {
  readonly #document: PDFKit.PDFDocument;
  readonly #fontFile: string;
  readonly #font: EmbeddedFont;
  readonly #glyphs = new Map<string, Glyph>();
  #drawn: string[] = [];

  constructor(document: PDFKit.PDFDocument, fontFile: string) {
    this.#document = document;
    this.#fontFile = fontFile;
    document.font(fontFile);
    this.#font = (document as unknown as { readonly _font: EmbeddedFont })._font;
    // Reads the font's tables, which it otherwise does amid the first page.
    this.#glyph(ellipsis);
  }

  /**
   * Draws `text` with its upper left corner there, cut where it is wider than `width`; all in points, from the upper
   * left corner of the page.
   */
  draw(written: string, x: number, y: number, width: number, size: number): void {
    const text = written.normalize("NFC");
    if (text === "") return;
    if (!plainText.test(text)) {
      const options = { width, height: size + 3, ellipsis };
      this.#document.font(this.#fontFile).fontSize(size).text(text, x, y, options);
      return;
    }
    const baseline = this.#document.page.height - y - (this.#font.ascender * size) / 1000;
    const place = `/${this.#font.id} ${size} Tf 1 0 0 1 ${x.toFixed(2)} ${baseline.toFixed(2)} Tm`;
    this.#drawn.push(`${place} <${this.#fitted(text, (width * 1000) / size)}> Tj`);
  }

  /** How wide a line is, in points. */
  widthOf(text: string, size: number): number {
    const thousandths = [...text].reduce((sum, character) => sum + this.#glyph(character).width, 0);
    return (thousandths * size) / 1000;
  }

  /** Writes what has been drawn to the page, in the document's present colour. */
  flush(): void {
    if (this.#drawn.length === 0) return;
    const page = this.#document.page as unknown as FontsOfPage;
    page.fonts[this.#font.id] ??= this.#font.ref();
    // The library's pages run from the top down, letters do not.
    this.#document.addContent(`q 1 0 0 -1 0 ${page.height} cm BT\n${this.#drawn.join("\n")}\nET Q`);
    this.#drawn = [];
  }

  /** Puts the font into the file; nothing can be drawn in it afterwards. */
  close(): void {
    this.#font.finalize();
  }

  /** The codes of as much of the text as there is room for, an ellipsis behind what is cut. */
  #fitted(text: string, room: number): string {
    const end = this.#glyph(ellipsis);
    let [used, whole, cut] = [0, "", ""];
    for (const character of text) {
      const glyph = this.#glyph(character);
      if (used + end.width <= room) cut = whole;
      used += glyph.width;
      if (used > room) return cut + end.code;
      whole += glyph.code;
    }
    return whole;
  }

  #glyph(character: string): Glyph {
    const known = this.#glyphs.get(character);
    if (known !== undefined) return known;
    const [codes, places] = this.#font.encode(character);
    const glyph = {
      code: codes.join(""),
      width: places.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0),
    };
    this.#glyphs.set(character, glyph);
    return glyph;
  }
}
