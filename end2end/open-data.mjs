// Reads the JSON-stat files in a folder with the toolkit of its author, and holds them against the CSV: node open-data.mjs FOLDER
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import JSONstat from "jsonstat-toolkit";

const folder = process.argv[2];
const fail = (...words) => {
  console.error("open data:", ...words);
  process.exit(1);
};

/** The lines of a CSV file (RFC 4180), by column. */
function lines(text) {
  const rows = [[]];
  for (const [, quoted, bare = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1).push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end !== ",") rows.push([]);
  }
  rows.pop();
  const [head, ...rest] = rows;
  return rest.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])));
}

const read = (name) => JSON.parse(readFileSync(join(folder, "json-stat", name), "utf8"));
const figures = ["numerator", "denominator", "value", "lower_95", "upper_95"];
const expected = new Map();
for (const row of lines(readFileSync(join(folder, "observations.csv"), "utf8"))) {
  for (const figure of figures) {
    const key = [row.measure, row.area_code, row.group, row.time_period, figure].join("|");
    const status = figure === "value" && row.obs_status !== "" ? row.obs_status : null;
    if (row[figure] !== "" || status !== null) expected.set(key, [row[figure] === "" ? null : Number(row[figure]), status]);
  }
}

const collection = JSONstat(read("index.json"));
if (collection.class !== "collection") fail("the collection reads as", collection.class);
let cells = 0;
for (const item of collection.link.item) {
  const name = basename(item.href);
  const dataset = JSONstat(read(name));
  if (dataset.class !== "dataset") fail(name, "reads as", dataset.class);
  if (dataset.n !== dataset.size.reduce((product, size) => product * size, 1)) fail(name, "has", dataset.n, "cells for", dataset.size);
  const roles = JSON.stringify([dataset.role.geo, dataset.role.time, dataset.role.metric]);
  if (roles !== '[["area"],["period"],["figure"]]') fail(name, "has roles", roles);
  const table = dataset.toTable({ type: "arrobj", content: "id", status: true });
  for (const row of table) {
    const key = [name.replace(/\.json$/, ""), row.area, row.group, row.period, row.figure].join("|");
    const [value, status] = expected.get(key) ?? [null, null];
    if (row.value !== value || (row.status ?? null) !== status) {
      fail(key, "is", row.value, row.status, "in JSON-stat, and", value, status, "in the CSV");
    }
    expected.delete(key);
    cells += 1;
  }
}
if (expected.size > 0) fail(expected.size, "figures are in the CSV and not in JSON-stat, such as", [...expected.keys()][0]);
console.log(`      jsonstat-toolkit reads ${collection.link.item.length} datasets of ${cells} cells`);
