// Cuts the two typefaces down to what the pages use, and writes the style rules that load them.
import { readFileSync } from "node:fs";
import { fallbackDescriptors, missingFrom, systemFonts } from "./font-metrics.mjs";
import { load, packageFile } from "./packages.mjs";

const faces = [
  {
    family: "Source Sans 3",
    name: "source-sans-3",
    file: "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
    axes: { wght: { min: 400, max: 700 } },
    system: systemFonts.sans,
  },
  {
    family: "Source Serif 4",
    name: "source-serif-4",
    file: "@fontsource-variable/source-serif-4/files/source-serif-4-latin-standard-normal.woff2",
    // Only headings and the lead sentence use it, at 25 to 50 pixels: one optical size between them.
    axes: { wght: { min: 400, max: 700 }, opsz: 32 },
    system: systemFonts.serif,
  },
];

export const range = (from, to) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i));
export const letters = range(0x20, 0x7e) + range(0xa0, 0xff) + "ıŒœ";
export const punctuation = "–—‘’‚“”„•…′″‹›⁄−∕€™↑↓\u2009";

// Kerning, ligatures, figures of one width, and what accents need.
export const features = ["kern", "liga", "lnum", "tnum", "pnum", "case", "calt", "ccmp", "locl", "mark"];

/** Writes the fonts and returns their style rules and the addresses to preload. */
export async function buildFonts(output) {
  const rules = [];
  const preload = [];
  for (const face of faces) {
    const whole = readFileSync(packageFile(face.file));
    const missing = await missingFrom(whole, letters + punctuation);
    if (missing.length > 0) throw new Error(`${face.family} has no ${missing.map(codePoint).join(" ")}`);
    const subset = await load("subset-font")(whole, letters + punctuation, {
      targetFormat: "woff2",
      variationAxes: face.axes,
      keepFeatures: features,
    });
    const address = output.add(face.name, "woff2", subset);
    preload.push(address);
    rules.push(
      fontFace({
        "font-family": `"${face.family}"`,
        src: `url("${address}") format("woff2")`,
        "font-weight": "400 700",
        "font-style": "normal",
        "font-display": "swap",
      }),
      fontFace({
        "font-family": `"${face.family} Fallback"`,
        src: face.system.local.map((name) => `local("${name}")`).join(", "),
        ...(await fallbackDescriptors(subset, face.system.width)),
      }),
    );
  }
  return { css: rules.join("\n"), preload };
}

const codePoint = (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

function fontFace(descriptors) {
  const lines = Object.entries(descriptors).map(([name, value]) => `  ${name}: ${value};`);
  return `@font-face {\n${lines.join("\n")}\n}`;
}
