// Writes what was measured as docs/performance.md.
import { arch, availableParallelism, cpus, platform, totalmem } from "node:os";
import { engineRows } from "./engines/report.mjs";
import { kilobytes, megabytes, milliseconds, whole } from "./numbers.mjs";

const row = (...cells) => `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |\n`;

/** The words of a measurement, or why there is none. */
const words = (result, write) => (result === undefined || result.failed ? `not measured: ${result?.failed ?? "what it needs failed"}` : write(result));

function sizeRows({ site, load }) {
  const sum = site.wasm + site.js;
  const frames = (kind) => words(load.sizes, (sizes) => `${kilobytes(sizes[kind].largest.bytes)} / ${kilobytes(sizes[kind].median)}`);
  const count = (kind) => words(load.sizes, (sizes) => `all ${sizes[kind].count}`);
  const http = "over HTTP, body as sent for `Accept-Encoding: br`";
  return (
    row("WebAssembly and its JavaScript, Brotli", "≤ 350 kB", kilobytes(sum), `files of the site: WebAssembly ${kilobytes(site.wasm)}, JavaScript ${kilobytes(site.js)}`) +
    row("style sheet, Brotli", "", kilobytes(site.css), "file of the site") +
    row("ECharts, Brotli", "", kilobytes(site.echarts), "file of the site; loaded only where a chart is") +
    row("fonts", "", kilobytes(site.fonts), "both WOFF2 files, which are compressed in themselves") +
    row("area frame, largest / median", "≤ 60 kB", frames("areas"), `${http}; ${count("areas")} areas`) +
    row("measure frame, largest / median", "≤ 120 kB", frames("measures"), `${http}; ${count("measures")} measures`) +
    row("spread of a period, largest / median", "", frames("spreads"), `${http}; ${count("spreads")} periods that an area's page links to`) +
    row("catalogue", "", words(load.sizes, (sizes) => kilobytes(sizes.catalogue)), http)
  );
}

function clickRows({ load: { clicks, fortyClicks, wideClicks } }) {
  const pair = (part, key, of = clicks) => words(of, (measured) => `${milliseconds(measured[part][key].median)} / ${milliseconds(measured[part][key].p95)}`);
  const of = words(clicks, (measured) => `${measured.clicks} clicks on group chips; requests during these and the traced ${measured.tracedClicks}: ${measured.requests.slice(0, 5).join(", ") || "none"}; ${measured.elements} elements and ${measured.rows} rows in the page`);
  return (
    row("filter click on a dashboard of forty measures, own script, median / p95", "≤ 8 ms / ≤ 16 ms", pair("traced", "script", fortyClicks), words(fortyClicks, (measured) => `trace as below; ${measured.rows} rows, ${measured.elements} elements: one theme with all its measures, the others with three each; no choice of the filter bar shows exactly forty`)) +
    row("the same on a dashboard as it opens", "", pair("traced", "script"), "trace of the main thread, clicks of its own: time in which script, microtasks or garbage collection ran, from the click to the start of the next frame, less the style and layout it forced; tracing itself slows it") +
    row("the same with every measure shown", "", pair("traced", "script", wideClicks), words(wideClicks, (measured) => `${measured.elements} elements and ${measured.rows} rows in the page`)) +
    row("filter click, own script after that frame", "", pair("traced", "rest"), "same trace: the rest of a long change, below what is seen, and letting go of what was drawn before") +
    row("filter click, style, layout and paint", "", pair("traced", "rendering"), "same trace: time in which the browser did these, on the main thread") +
    row("filter click, until the handlers returned", "", pair("plain", "handler"), `\`performance.now()\` around \`el.click()\`, no trace; ${of}`) +
    row("filter click, and one microtask turn", "", pair("plain", "turn"), "same clicks; also all microtasks queued before the turn") +
    row("filter click, until the next task", "", pair("plain", "script"), "same clicks; a message posted to itself arrived: every microtask has run; may include a rendering in between") +
    row("filter click → second animation frame", "", pair("plain", "painted"), "same clicks; the first frame has been painted by then. It ends on the display's beat (16.7 ms), so it bounds, and does not measure, the work")
  );
}

function serverRows({ load, quiet, starts, first, imported, database, pages }) {
  const wrk = (key) => words(load[key], (run) => `${milliseconds(run.p50)} / ${milliseconds(run.p99)}`);
  const rate = (key) => words(load[key], (run) => `${whole(run.perSecond)} a second`);
  const ratio = words(load.frame, ({ own, peer }) => (peer ? `${(peer.perSecond / own.perSecond).toFixed(2)}×` : "not measured: no peer was built"));
  const peer = words(load.frame, (frame) => (frame.peer ? `bare axum ${whole(frame.peer.perSecond)} a second, p50 ${milliseconds(frame.peer.p50)}` : "no bare axum"));
  const held = (memory) => (memory ? megabytes(memory.now) : "not measured: no /proc");
  return (
    row("an area's page, 64 connections, p50 / p99", "p99 ≤ 25 ms", wrk("onePage"), `wrk, 10 s, one thread, Brotli, drawn before; ${rate("onePage")}`) +
    row(`${pages} pages in turn, 64 connections, p50 / p99`, "p99 ≤ 25 ms", wrk("manyPages"), `all 64 wards × 4 groups, each asked for once before; what does not fit into the 64 MB of drawn pages is drawn again; ${rate("manyPages")}`) +
    row("page not drawn before, median / longest", "", words(quiet, ({ cold }) => `${milliseconds(cold.median)} / ${milliseconds(cold.longest)}`), "20 pages, one after the other, a connection each") +
    row("frame, warm: bare axum's requests a second over ours", "≤ 1.5×", ratio, words(load.frame, ({ bytes, own }) => `wrk, 64 connections, middle of three rounds of 5 s in turns; median area frame, ${kilobytes(bytes)}; ours ${whole(own.perSecond)} a second, p50 ${milliseconds(own.p50)}; ${peer}`)) +
    row("start, nothing to load, median / longest", "≤ 1 s", words(starts, (s) => `${milliseconds(s.median)} / ${milliseconds(s.longest)}`), words(starts, (s) => `${s.times} starts; from the start of the process to the last byte of the front page`)) +
    row("memory at rest", "≤ 200 MB", words(quiet, ({ rest }) => held(rest)), "VmRSS 2 s after the first page") +
    row("memory after 220 pages", "", words(quiet, ({ used }) => held(used)), "VmRSS; drawn pages are kept, up to 64 MB") +
    row("loading the folder", "", words(first, (f) => `${f.load.toFixed(1)} s`), words(first, (f) => `in the program's own words; ${whole(f.cells)} figures, most of them made from the folder's recipes`)) +
    row("publishing with disclosure control", "≤ 30 s", words(first, (f) => `${f.publish.toFixed(1)} s`), "in the program's own words") +
    row("import of a CSV file of 1.3 million rows, to a committed batch", "≤ 20 s", words(imported, (one) => `${one.seconds.toFixed(1)} s`), words(imported, (one) => `\`measure-up import\`: read, checked, compared and written; ${one.rows.toLocaleString("en-GB")} rows of twenty made-up measures, ${one.megabytes.toFixed(0)} MB`)) +
    row("the same, memory, highest", "≤ 300 MB", words(imported, (one) => megabytes(one.held)), "VmHWM of that command, looked at every 20 ms") +
    row("memory while loading and publishing, highest", "", words(first, (f) => (f.memory ? megabytes(f.memory.highest) : "not measured: no /proc")), "VmHWM of the first start: both steps, not the import alone") +
    row("database with one release", "", megabytes(database), "size of the file after the first start")
  );
}

function leavingRows({ load, leaving, first }) {
  const one = (key, write) => words(leaving, (all) => write(all[key]));
  const longest = (key) => one(key, (asked) => `${milliseconds(asked.longest.milliseconds)} / ${asked.held === undefined ? "no /proc" : megabytes(asked.held)}`);
  const which = (key) => one(key, (asked) => `${asked.count} asked for once, one after the other, of a program that had just started; longest: \`${asked.longest.path}\`; how far the highest VmHWM rose over all before`);
  const files = words(first, ({ files }) => words(files, (told) => told));
  const told = (write) => (typeof files === "string" ? files : write(files));
  return (
    row("a page of 1,000 figures (`/api/v1/observations`): bare axum's requests a second over ours", "≤ 1.5×", words(load.interfacePage, ({ ratio }) => (ratio ? `${ratio.toFixed(2)}×` : "no peer was built")), words(load.interfacePage, ({ own, peer }) => `wrk, 64 connections, seven rounds of 3 s in turns, the middle of their ratios; middle rates: ours ${whole(own.perSecond)} a second${peer ? `, bare axum ${whole(peer.perSecond)}` : ""}`)) +
    row("the same, p99", "≤ 20 ms", words(load.interfacePage, ({ own }) => milliseconds(own.p99)), "same rounds, middle") +
    row("every endpoint of the interface at its hardest, longest / memory", "≤ 2 s / ≤ 50 MB", longest("endpoints"), which("endpoints")) +
    row("a report to read, longest / memory", "≤ 2 s / ≤ 50 MB", longest("read"), which("read")) +
    row("a report as a spreadsheet, longest / memory", "≤ 5 s", longest("sheets"), which("sheets")) +
    row("a ward's profile as PDF / memory", "≤ 5 s", longest("one"), which("one")) +
    row("a report of the whole city as PDF, longest / memory", "≤ 5 s", longest("papers"), which("papers")) +
    row("open data files of a release are there after a first start", "", told((f) => `${(f.there / 1000).toFixed(1)} s`), "loading, publishing and writing them, in the background") +
    row("first bytes of the CSV of every figure", "≤ 200 ms", told((f) => milliseconds(f.first)), told((f) => `median of five; ${megabytes(f.bytes)}, sent whole in ${(f.whole / 1000).toFixed(1)} s, during which the highest VmHWM (${f.highest ? megabytes(f.highest) : "?"}) rose by ${f.held === undefined ? "?" : megabytes(f.held)}`))
  );
}

function lighthouseTable({ load: { lighthouse } }) {
  if (!lighthouse || lighthouse.failed) return `Not measured: ${lighthouse?.failed ?? "the server failed"}.\n`;
  const head = row("page", "performance (≥ 95)", "accessibility (100)", "best practices (100)", "what fell short") + row("---", "---", "---", "---", "---");
  const one = (page) => row(`\`${page.path}\``, page.performance, page.accessibility, page.practices, page.short.join("; ") || "nothing");
  return head + lighthouse.map(one).join("");
}

const lighthouseRuns = ({ load: { lighthouse } }) => (lighthouse?.[0]?.runs === 1 ? "one run" : `${lighthouse?.[0]?.runs ?? 0} runs`);

const NOT_YET = [
  ["one area's profile as JSON, against Datasette", "the interface is measured against bare axum alone"],
  ["axe on every page and state", "no benchmark: `make test` holds the pages it visits to 0 violations"],
];

/** The whole document. */
export function report(results) {
  const { date, profile, load, busy } = results;
  const [cpu] = cpus();
  const versions = [load.clicks?.browser && `Chromium ${load.clicks.browser}`, load.lighthouse?.[0] && `Lighthouse ${load.lighthouse[0].version}`, `Node.js ${process.versions.node}`];
  return `# Performance

Written by \`make bench\`; do not edit by hand. Figures are of one run, on one machine, everything on its loopback address; the load generator
and the browser share the cores with the server. Only ratios carry over to other machines.

- Date: ${date}
- Machine: ${availableParallelism()} cores (${cpu?.model.trim() || "model not told"}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, ${platform()} ${arch()}
- Other work on the machine: ${(busy * 100).toFixed(0)} % of its cores before the run${busy > 0.1 ? ". **Too much**: times are too long by an unknown factor" : ""}
- Server: profile \`${profile}\`${profile === "release" ? "" : ". **Not the program that is shipped**: times and memory of the server are not those of a release build"}
- Council: \`councils/liverpool\`, ${words(results.first, (first) => `${whole(first.cells)} figures`)}
- With: ${versions.filter(Boolean).join(", ")}, wrk

## What is sent

| what | must reach | measured | how |
|---|---|---|---|
${sizeRows(results)}
## A filter click

On an area's page, 1280 wide.

| what | must reach | measured | how |
|---|---|---|---|
${clickRows(results)}
## Figures in the browser

The calculation alone, in WebAssembly as it is shipped, beside others in the same page on the same cells.

| what | must reach | measured (theirs and ours) | how |
|---|---|---|---|
${engineRows(load, row, words)}
## The server

| what | must reach | measured | how |
|---|---|---|---|
${serverRows(results)}
## What leaves it

| what | must reach | measured | how |
|---|---|---|---|
${leavingRows(results)}
## Lighthouse, mobile

Middle score of ${lighthouseRuns(results)} a page, with Lighthouse's own simulated phone and network.

${lighthouseTable(results)}
## Not measured yet

| what | why |
|---|---|
${NOT_YET.map((cells) => row(...cells)).join("")}`;
}
