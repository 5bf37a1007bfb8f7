import { expect, it } from "vitest";
import { htmlContext, markerFor, splitMarkers } from "./split-markers.ts";

const split = (html: string) => splitMarkers(html, ["a", "b"], htmlContext);

it("takes words and places apart, each place with its context", () => {
  expect(split(`<p title="${markerFor(1)}">Hi ${markerFor(0)}</p><a href="${markerFor(1)}">x</a>`)).toEqual([
    '<p title="',
    { field: "b", as: "attribute" },
    '">Hi ',
    { field: "a", as: "text" },
    '</p><a href="',
    { field: "b", as: "url" },
    '">x</a>',
  ]);
});

it.each([
  ["a comment", `<!-- ${markerFor(0)} -->`],
  ["a style", `<style>p { color: ${markerFor(0)} }</style>`],
  ["a script", `<script>${markerFor(0)}</script>`],
  ["a style attribute", `<p style="color:${markerFor(0)}">`],
  ["an event attribute", `<p onclick="${markerFor(0)}">`],
  ["a tag", `<p ${markerFor(0)}>`],
])("refuses a value in %s", (_, html) => {
  expect(() => split(html)).toThrow(/a value stands in/);
});

it("refuses a damaged or unknown marker", () => {
  expect(() => split(`<p>${markerFor(7)}</p>`)).toThrow(/no field/);
  expect(() => split("<p>\u{e000}</p>")).toThrow(/damaged/);
});
