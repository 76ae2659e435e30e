// Measures a font, and fits a font of the system to it, so that nothing on the page moves when the web font arrives.
import { load, loadModule } from "./packages.mjs";

// The average width of a letter is taken over this text.
const sample =
  "Every council makes a plan. It says what it will do, promises to measure it, and promises to report it openly, " +
  "by neighbourhood and by equality group.";

// Average width of a letter over `sample`, in ems, measured in the same way on Liberation Sans and Liberation Serif,
// whose widths are those of Arial and Times New Roman.
export const systemFonts = {
  sans: { local: ["Arial", "Liberation Sans", "Helvetica", "Arimo"], width: 0.43788 },
  serif: { local: ["Times New Roman", "Liberation Serif", "Times", "Tinos"], width: 0.39967 },
};

const percent = (ratio) => `${(ratio * 100).toFixed(2)}%`;

async function open(font) {
  const { Blob, Buffer, Face, Font, Variation, shape } = await loadModule("harfbuzzjs/dist/index.mjs");
  const truetype = await load("fontverter").convert(font, "truetype");
  const face = new Face(new Blob(truetype), 0);
  return { face, font: new Font(face), Buffer, Variation, shape };
}

/** The characters of `text` that `font` cannot draw. */
export async function missingFrom(font, text) {
  const { face } = await open(font);
  const drawn = new Set(face.collectUnicodes());
  return [...text].filter((character) => !drawn.has(character.codePointAt(0)));
}

/** Descriptors of the `@font-face` that makes a system font take the room of `font` at weight 400. */
export async function fallbackDescriptors(font, systemWidth) {
  const opened = await open(font);
  opened.font.setVariations([new opened.Variation("wght", 400)]);
  const buffer = new opened.Buffer();
  buffer.addText(sample);
  buffer.guessSegmentProperties();
  opened.shape(opened.font, buffer);
  const { upem } = opened.face;
  const advance = buffer.getGlyphInfosAndPositions().reduce((sum, glyph) => sum + glyph.xAdvance, 0);
  const sizeAdjust = advance / sample.length / upem / systemWidth;
  const { ascender, descender, lineGap } = opened.font.hExtents();
  return {
    "size-adjust": percent(sizeAdjust),
    "ascent-override": percent(ascender / upem / sizeAdjust),
    "descent-override": percent(-descender / upem / sizeAdjust),
    "line-gap-override": percent(lineGap / upem / sizeAdjust),
  };
}
