// Writes files whose names carry a hash of their content, so that a browser may keep them for ever.
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

// Compressed already: a second compression would only add bytes.
const compressed = new Set(["woff2"]);

export class Output {
  #folder;

  constructor(folder) {
    this.#folder = folder;
  }

  /** Writes `pkg/NAME.HASH.EXT` with its `.br` and `.gz` twins, and returns its address. */
  add(name, ext, content) {
    const bytes = Buffer.from(content);
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
    const address = `/pkg/${name}.${hash}.${ext}`;
    const path = join(this.#folder, address);
    writeFileSync(path, bytes);
    if (!compressed.has(ext)) {
      writeFileSync(`${path}.br`, brotli(bytes));
      writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    }
    return address;
  }

  /** Writes a file that the program reads and no browser is sent, by its own name. */
  keep(folder, name, content) {
    mkdirSync(join(this.#folder, folder), { recursive: true });
    writeFileSync(join(this.#folder, folder, name), Buffer.from(content));
  }
}

function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}
