// What it costs to bring in a table of 1.3 million rows: read, checked, compared, and committed as a batch.
// Usage: node scripts/bench/import.mjs PROGRAM FOLDER [ROWS]; FOLDER is empty, and everything is written there.
//
// The table is made up of measures that are added to a copy of councils/liverpool: every area, every group and thirteen quarters of twenty measures.
import { spawn } from "node:child_process";
import { cpSync, createWriteStream, readFileSync, statSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";

const MEASURES = 20;
const FIRST_YEAR = 2023;
const QUARTERS = 13;

/** The measure of a number; all groups, all levels. */
const measure = (number, breakdowns) => `[[measure]]
code = "load-${number}"
title = "Made up to be brought in, ${number}"
unit = "% of people"
kind = "proportion"
suffix = "%"
decimals = 1
polarity = "high"
frequency = "quarterly"
aggregation = "ratio"
owner = "Director of Neighbourhoods"
directorate = "neighbourhoods-and-housing"
service = "waste"
reach = "control"
lenses = []
definition = "Made up."
method = "Made up."
source = "illustrative"
levels = ["city", "neighbourhood", "ward"]
breakdowns = [${breakdowns.map((code) => `"${code}"`).join(", ")}]
lag_days = 30
[measure.disclosure]
policy = "threshold"
threshold = 10

`;

/** The codes that follow a heading in a TOML file, in order. */
const codes = (text, heading) => text.split(heading).slice(1).map((part) => part.match(/^\s*code = "([^"]+)"/m)?.[1] ?? "");

function quarter(at) {
  const month = 6 + 3 * at;
  return `${FIRST_YEAR + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01/P3M`;
}

async function table(council, file, rows) {
  const characteristics = readFileSync(path.join(council, "characteristics.toml"), "utf8");
  const breakdowns = codes(characteristics, "[[characteristic]]");
  const groups = ["everyone", ...codes(characteristics, "[[characteristic.group]]")];
  const areas = readFileSync(path.join(council, "areas.csv"), "utf8")
    .split("\n")
    .map((line) => line.match(/^([^,]+),(?:"[^"]*"|[^,]*),(city|neighbourhood|ward),[^,]*,[^,]*,[^,]*,([^,]*),/))
    .filter((found) => found && !found[3])
    .map((found) => found[1]);
  const numbers = Array.from({ length: MEASURES }, (_, at) => at + 1);
  writeFileSync(path.join(council, "measures", "load.toml"), numbers.map((number) => measure(number, breakdowns)).join(""));
  const out = createWriteStream(file);
  out.write("measure,area,period,group,numerator,denominator\n");
  let left = rows;
  for (const number of numbers) {
    for (const area of areas) {
      let lines = "";
      for (const group of groups) {
        for (let at = 0; at < QUARTERS && left > 0; at += 1, left -= 1) {
          const of = 1000 + ((left * 7919) % 4001);
          lines += `load-${number},${area},${quarter(at)},${group},${(left * 104729) % of},${of}\n`;
        }
      }
      if (!out.write(lines)) await once(out, "drain");
    }
  }
  out.end();
  await once(out, "finish");
  return rows - left;
}

/** Runs the program, with its time in seconds and the most memory that it held in bytes; fails as it fails. */
async function run(program, args) {
  const began = performance.now();
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  let [said, held] = ["", 0];
  child.stdout.on("data", (text) => (said += text));
  child.stderr.on("data", (text) => (said += text));
  const look = setInterval(() => {
    try {
      const kilobytes = readFileSync(`/proc/${child.pid}/status`, "utf8").match(/^VmHWM:\s+(\d+) kB$/m)?.[1];
      held = Math.max(held, Number(kilobytes ?? 0) * 1024);
    } catch {
      // It has ended.
    }
  }, 20);
  const [code] = await once(child, "close");
  clearInterval(look);
  if (code !== 0) throw new Error(`${path.basename(program)} ${args[0]} ended with ${code}: ${said.slice(-2000)}`);
  return { seconds: (performance.now() - began) / 1000, held, said };
}

/** What an import of so many rows costs. */
export async function importing(program, folder, rows = 1_300_000) {
  const council = path.join(folder, "council");
  cpSync("councils/liverpool", council, { recursive: true });
  const file = path.join(folder, "rows.csv");
  const written = await table(council, file, rows);
  const database = `sqlite:${path.join(folder, "import.db")}`;
  const place = ["--council", council, "--database", database];
  await run(program, ["load", ...place]);
  const { seconds, held, said } = await run(program, ["import", ...place, file]);
  return { rows: written, megabytes: statSync(file).size / 1e6, seconds, held, said };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [program, folder, rows] = process.argv.slice(2);
  const { said, ...numbers } = await importing(program, folder, rows ? Number(rows) : undefined);
  process.stdout.write(`${said}\n${JSON.stringify(numbers, null, 2)}\n`);
}
