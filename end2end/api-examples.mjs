// Usage: node api-examples.mjs BASE_URL PYTHON [GUIDE.md]
// Runs every example of docs/guides/api.md against a server, and looks whether it prints what stands under it.
// A block of sh, python or js is an example. A block of text says what the one before it prints: each of its lines must be part of a line of the output,
// in this order; `…` stands for anything. A block of console is for people. Any other block is a mistake, as it would be neither run nor compared.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { blocks, missing, tell } from "./guides.mjs";

const [base, python, guide = fileURLToPath(new URL("../docs/guides/api.md", import.meta.url))] = process.argv.slice(2);
if (!python) throw new Error("usage: node api-examples.mjs BASE_URL PYTHON [GUIDE.md]");
const written = "http://127.0.0.1:3000";

const programs = {
  sh: ["bash", ["-euo", "pipefail", "-s"]],
  python: [python, ["-"]],
  js: [process.execPath, ["--input-type=module", "-"]],
};

function run({ language, line, lines }) {
  const [program, args] = programs[language];
  const done = spawnSync(program, args, { input: lines.join("\n").replaceAll(written, base), encoding: "utf8", timeout: 20_000, cwd: tmpdir() });
  if (done.error) throw new Error(`${guide}:${line}: ${program} did not run: ${done.error.message}`);
  if (done.status !== 0) throw new Error(`${guide}:${line}: the example ended with ${done.status ?? done.signal}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

// The open data files of a new database are written in the background.
for (let tries = 0; (await fetch(`${base}/data/open/1/SHA256SUMS`)).status === 503; tries += 1) {
  if (tries === 120) throw new Error("the open data files were not written within a minute");
  await new Promise((resolve) => setTimeout(resolve, 500));
}

const faults = [];
let ran = 0;
// The example that was run last and is not compared yet; without an output if it failed.
let last = null;
const unsaid = () => last?.output !== undefined && faults.push(`${guide}:${last.line}: nothing says what this example prints`);
for (const block of blocks(readFileSync(guide, "utf8"))) {
  if (block.language in programs) {
    unsaid();
    last = { line: block.line };
    ran += 1;
    try {
      last.output = run(block);
    } catch (fault) {
      faults.push(fault.message);
    }
  } else if (block.language === "text" && last) {
    const at = last.output === undefined ? -1 : missing(block.lines, last.output);
    if (at !== -1) {
      faults.push(`${guide}:${block.line + at}: this is not in what the example of line ${last.line} prints, or not in this order:\n${last.output.slice(0, 2000)}`);
    }
    last = null;
  } else if (block.language !== "console") {
    faults.push(`${guide}:${block.line}: a block that is neither run nor compared`);
  }
}
unsaid();
if (ran === 0) faults.push(`${guide}: no example was found`);
tell(faults, `${ran} examples were run`);
