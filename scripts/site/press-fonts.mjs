// Cuts the typefaces that reports are set in: TrueType of one weight each, for the program and not for browsers.
import { readFileSync } from "node:fs";
import { missingFrom } from "./font-metrics.mjs";
import { features, letters, punctuation, range } from "./fonts.mjs";
import { load, packageFile } from "./packages.mjs";

// A report may have any name and any sign of mathematics; the pages' cuts have no ≥, no arrow and no tick.
const wide = `${range(0x100, 0x17f)}ŵŷẀẁẂẃẄẅỲỳȘșȚț≤≥≠≈≡±∓√∞∑∂∆→←↗↘↖↙↔✓✗■□▪▫▲△▼▽►◄◆◇◊○●‑‒†‡‰ﬁﬂ\u202f\u2007\u2008\ufffd`;

const serif = "@fontsource-variable/source-serif-4/files/source-serif-4-latin-standard-normal.woff2";

const cuts = [
  { name: "source-sans-3-400", file: "source-sans/TTF/SourceSans3-Regular.ttf", needed: "≤≥→✓" },
  { name: "source-sans-3-700", file: "source-sans/TTF/SourceSans3-Bold.ttf", needed: "≤≥→✓" },
  // Only headings use it: one optical size between them. What it has not is taken from the other.
  { name: "source-serif-4-600", file: serif, axes: { wght: 600, opsz: 32 }, needed: "" },
];

/** Writes the fonts to press/. */
export async function buildPressFonts(output) {
  for (const cut of cuts) {
    const whole = readFileSync(packageFile(cut.file));
    const missing = await missingFrom(whole, letters + punctuation + cut.needed);
    if (missing.length > 0) throw new Error(`${cut.file} has no ${missing.join(" ")}`);
    const subset = await load("subset-font")(whole, letters + punctuation + wide, {
      targetFormat: "truetype",
      variationAxes: cut.axes,
      keepFeatures: features,
    });
    output.keep("press", `${cut.name}.ttf`, subset);
  }
}
