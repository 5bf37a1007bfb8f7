import type { FieldContext, Part } from "../skeletons/skeleton.ts";

// Private-use characters: no escaping and no upper-casing on the way through React and the text converter changes them.
const open = "\u{e000}";
const close = "\u{e001}";
const marker = /\u{e000}(\d+)\u{e001}/gu;

/** A stand-in for the value of `fields[index]` while a mail is rendered. */
export function markerFor(index: number): string {
  return `${open}${index}${close}`;
}

/** Rendered words taken apart at the markers. */
export function splitMarkers(
  rendered: string,
  fields: readonly string[],
  contextAt: (before: string) => FieldContext,
): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of rendered.matchAll(marker)) {
    const field = fields[Number(match[1])];
    if (field === undefined) throw new Error(`marker ${match[1]} stands for no field`);
    if (match.index > end) parts.push(rendered.slice(end, match.index));
    parts.push({ field, as: contextAt(rendered.slice(0, match.index)) });
    end = match.index + match[0].length;
  }
  if (end < rendered.length) parts.push(rendered.slice(end));
  if (parts.some((part) => typeof part === "string" && (part.includes(open) || part.includes(close)))) {
    throw new Error("a marker was damaged while rendering");
  }
  return parts;
}

/** Where in HTML a value would stand. @throws Error in a comment, a style or a script, where no escaping is safe */
export function htmlContext(before: string): FieldContext {
  if (before.lastIndexOf("<!--") > before.lastIndexOf("-->")) throw new Error("a value stands in an HTML comment");
  for (const element of ["style", "script"]) {
    if (before.lastIndexOf(`<${element}`) > before.lastIndexOf(`</${element}`)) {
      throw new Error(`a value stands in <${element}>`);
    }
  }
  if (before.lastIndexOf("<") <= before.lastIndexOf(">")) return "text";
  const attribute = /([\w-]+)="[^"]*$/.exec(before)?.[1];
  if (attribute === undefined) throw new Error("a value stands in a tag outside of an attribute");
  if (attribute === "style" || attribute.startsWith("on")) throw new Error(`a value stands in ${attribute}="…"`);
  return attribute === "href" || attribute === "src" ? "url" : "attribute";
}
