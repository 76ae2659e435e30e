// Usage: node api-examples.mjs BASE_URL PYTHON [GUIDE.md]
// Runs every example of docs/guides/api.md against a server, and looks whether it prints what stands under it.
// A block of sh, python or js is an example. A block of text says what the one before it prints: each of its lines must be part of a line of the output,
// in this order; `…` stands for anything. A block of console is for people. Any other block is a mistake, as it would be neither run nor checked.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";

const [base, python, guide = fileURLToPath(new URL("../docs/guides/api.md", import.meta.url))] = process.argv.slice(2);
if (!python) throw new Error("usage: node api-examples.mjs BASE_URL PYTHON [GUIDE.md]");
const written = "http://127.0.0.1:3000";

const programs = {
  sh: ["bash", ["-euo", "pipefail", "-s"]],
  python: [python, ["-"]],
  js: [process.execPath, ["--input-type=module", "-"]],
};

/** The fenced blocks of a text: language, content, and the line on which the content begins. */
function blocks(text) {
  const found = [];
  let open = null;
  for (const [at, line] of text.split("\n").entries()) {
    const fence = /^```(\w*)\s*$/.exec(line);
    if (open && fence && !fence[1]) {
      found.push(open);
      open = null;
    } else if (open) open.lines.push(line);
    else if (line.startsWith("```")) open = { language: fence?.[1] ?? "", line: at + 2, lines: [] };
  }
  if (open) throw new Error(`${guide}:${open.line}: the block does not end`);
  return found;
}

/** The number of the first expected line that is not in the output after the ones before it, or none. */
function missing(expected, output) {
  const lines = output.split("\n");
  let from = 0;
  for (const [at, line] of expected.entries()) {
    const parts = line.trim().split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const pattern = new RegExp(parts.join(".*"));
    // Several lines may be parts of one line of the output, which JSON is.
    const next = lines.findIndex((candidate, number) => number >= from && pattern.test(candidate));
    if (next === -1) return at;
    from = next;
  }
  return null;
}

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
let output = null;
let ran = 0;
for (const block of blocks(readFileSync(guide, "utf8"))) {
  try {
    if (block.language in programs) {
      if (output?.text != null) throw new Error(`${guide}:${output.line}: nothing says what this example prints`);
      ran += 1;
      // Until it has run, there is nothing to compare with.
      output = { line: block.line, text: null };
      output.text = run(block);
    } else if (block.language === "text" && output) {
      const at = output.text === null ? null : missing(block.lines, output.text);
      const { line, text } = output;
      output = null;
      if (at !== null) throw new Error(`${guide}:${block.line + at}: this is not in what the example of line ${line} prints, or not in this order:\n${text.slice(0, 2000)}`);
    } else if (block.language !== "console") {
      throw new Error(`${guide}:${block.line}: a block that is neither run nor compared`);
    }
  } catch (fault) {
    faults.push(fault.message);
  }
}
if (output?.text != null) faults.push(`${guide}:${output.line}: nothing says what this example prints`);
if (ran === 0) faults.push(`${guide}: no example was found`);
for (const fault of faults) console.error(fault);
console.log(`      ${ran} examples of the guide were run${faults.length ? `, with ${faults.length} faults` : ""}`);
process.exitCode = faults.length ? 1 : 0;
