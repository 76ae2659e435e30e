// Usage: node scripts/build-site.mjs --wasm FOLDER --out FOLDER
// Makes the site folder: hashed and compressed files under pkg/, the public files as they are, and manifest.json,
// which tells the server the address of each. Under press/ are the fonts of reports, which no browser is sent.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildFonts } from "./site/fonts.mjs";
import { buildLicences } from "./site/licences.mjs";
import { Output } from "./site/output.mjs";
import { buildPressFonts } from "./site/press-fonts.mjs";
import { buildEcharts, buildStart } from "./site/scripts.mjs";
import { buildStyle } from "./site/style.mjs";

const { values } = parseArgs({ options: { wasm: { type: "string" }, out: { type: "string" } } });
if (!values.wasm || !values.out) throw new Error("--wasm and --out are needed");

mkdirSync(join(values.out, "pkg"), { recursive: true });
const output = new Output(values.out);

const fonts = await buildFonts(output);
await buildPressFonts(output);
const css = await buildStyle(output, fonts.css);
const wasm = output.add("measure_up", "wasm", readFileSync(join(values.wasm, "measure_up_bg.wasm")));
const { js, start } = await buildStart(output, join(values.wasm, "measure_up.js"), wasm);
const echarts = await buildEcharts(output);
const licences = buildLicences(output);
cpSync("frontend/public", values.out, { recursive: true });

const manifest = { css, start, js, wasm, echarts, fonts: fonts.preload, licences };
writeFileSync(join(values.out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
