// Prints one hash of the files named or found under the folders named, by path and content.
// An argument that is no path (a compiler's version, say) counts as itself.
// Usage: node scripts/content-hash.mjs PATH_OR_WORDS…
import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";

const notSource = new Set(["node_modules", "target", "test-results", "playwright-report", ".DS_Store"]);

function* filesUnder(path) {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat?.isFile()) yield path;
  if (!stat?.isDirectory()) return;
  for (const name of readdirSync(path).sort()) {
    if (!notSource.has(name)) yield* filesUnder(`${path}/${name}`);
  }
}

const hash = createHash("sha256");
for (const argument of process.argv.slice(2)) {
  hash.update(`${argument}\0`);
  for (const file of filesUnder(argument)) {
    const content = createHash("sha256").update(readFileSync(file)).digest("hex");
    hash.update(`${file}\0${content}\0`);
  }
}
console.log(hash.digest("hex").slice(0, 20));
