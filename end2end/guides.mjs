// What the tests of the guides share: the fenced blocks of a text, and whether what was printed is what stands there.

/** The fenced blocks of a text: language, what else its first line says, its lines, and the number of the first of them. */
export function blocks(text) {
  const found = [];
  let open = null;
  for (const [at, line] of text.split("\n").entries()) {
    if (!line.startsWith("```")) open?.lines.push(line);
    else if (open) {
      found.push(open);
      open = null;
    } else {
      const [language, ...more] = line.slice(3).trim().split(" ");
      open = { language, more: more.join(" "), line: at + 2, lines: [] };
    }
  }
  if (open) throw new Error(`line ${open.line}: the block does not end`);
  return found;
}

/** The place of the first expected line that is in no line of the output from the one of the line before it on; `…` stands for anything. -1: all are there. */
export function missing(expected, output) {
  const lines = output.split("\n");
  let from = 0;
  return expected.findIndex((line) => {
    const parts = line.trim().split("…").map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const pattern = new RegExp(parts.join(".*"));
    // Several may be parts of one line of the output, as JSON is.
    const next = lines.findIndex((candidate, number) => number >= from && pattern.test(candidate));
    if (next !== -1) from = next;
    return next === -1;
  });
}

/** Prints the faults and the count of what was tried; the program ends with 1 if there are any. */
export function tell(faults, tried) {
  for (const fault of faults) console.error(fault);
  console.log(`      ${tried}${faults.length ? `, with ${faults.length} faults` : ""}`);
  process.exitCode = faults.length ? 1 : 0;
}
