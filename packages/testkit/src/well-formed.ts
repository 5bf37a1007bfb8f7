/** Text as it arrives over a wire: half surrogate pairs become U+FFFD. */
export function wellFormed(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}
