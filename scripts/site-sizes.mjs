// Usage: node scripts/site-sizes.mjs SITE
// Prints how large each file of a built site is, as it is and as it is sent.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const folder = join(process.argv[2], "pkg");
const size = (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size;
const kilobytes = (bytes) => (bytes === undefined ? "" : `${(bytes / 1000).toFixed(1)} kB`);

const files = readdirSync(folder).filter((name) => !/\.(br|gz|txt)$/.test(name));
console.log(`      ${"file".padEnd(36)}${"plain".padStart(11)}${"brotli".padStart(11)}${"gzip".padStart(11)}`);
for (const name of files.sort()) {
  const row = [size(name), size(`${name}.br`), size(`${name}.gz`)].map((bytes) => kilobytes(bytes).padStart(11));
  console.log(`      ${name.padEnd(36)}${row.join("")}`);
}
