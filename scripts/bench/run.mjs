// Usage: node scripts/bench/run.mjs PROGRAM PROFILE SITE BARE FOLDER DATE WASM
// Measures the program on councils/liverpool and prints docs/performance.md. FOLDER is empty and is not kept.
// BARE is the peer of server/examples/bare.rs, or nothing. WASM is the folder of the benchmark's own module. LIGHTHOUSE_RUNS is how often each page is looked at (3).
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { filterClicks } from "./clicks.mjs";
import { engines } from "./engines/run.mjs";
import { importing } from "./import.mjs";
import { files, interfacePage, leaving } from "./leaving.mjs";
import { lighthouseScores } from "./lighthouse.mjs";
import { load } from "./load.mjs";
import { median, percentile } from "./numbers.mjs";
import { report } from "./report.mjs";
import { memory, page, start, stop } from "./server.mjs";
import { frameSizes, siteSizes } from "./sizes.mjs";

const [program, profile, site, bare, folder, date, wasm] = process.argv.slice(2);
const area = "/areas/E05015279";
const wards = Array.from({ length: 64 }, (_, at) => `/areas/E0501${5277 + at}`);
const groups = ["", "?group=female", "?group=age-65-74", "?group=disabled"];
const rotating = groups.flatMap((group) => wards.map((ward) => ward + group));
const database = join(folder, "bench.db");
const settle = () => new Promise((resolve) => setTimeout(resolve, 2000));

const serve = () =>
  start(program, ["serve", "--council", "councils/liverpool", "--site", site, "--port", "0"], {
    env: { ...process.env, RUST_LOG: "warn", DATABASE_URL: `sqlite://${database}` },
  });

/** The share of the cores that other programs use: looked at for three seconds, while this one waits. */
async function busyShare() {
  const times = () => {
    const all = cpus().map((core) => core.times);
    const idle = all.reduce((sum, core) => sum + core.idle, 0);
    return { idle, total: all.reduce((sum, core) => sum + core.user + core.nice + core.sys + core.irq + core.idle, 0) };
  };
  const before = times();
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const after = times();
  return 1 - (after.idle - before.idle) / (after.total - before.total);
}

/** Runs one measurement. One that cannot be made says why, and the rest go on. */
async function attempt(name, measure) {
  process.stderr.write(`      ${name}\n`);
  try {
    return await measure();
  } catch (error) {
    process.stderr.write(`      ${name}: ${error.message}\n`);
    process.exitCode = 1;
    return { failed: error.message.split("\n")[0] };
  }
}

async function withServer(measure) {
  const server = await serve();
  try {
    return await measure(server);
  } finally {
    await stop(server);
  }
}

/** Loading and publishing into an empty database, in the program's own words. */
function firstStart() {
  return withServer(async (server) => {
    const said = server.said();
    const seconds = (verb) => Number(said.match(new RegExp(`${verb} .* in ([0-9.]+) s`))[1]);
    const cells = Number(said.match(/Loaded ([\d,]+) figures/)[1].replaceAll(",", ""));
    const told = { cells, load: seconds("Loaded"), publish: seconds("Published"), memory: memory(server) };
    return { ...told, files: await attempt("open data files", () => files(server)) };
  });
}

/** From starting the process to the last byte of the front page, with nothing to load. */
async function starts(times) {
  const taken = [];
  for (let at = 0; at < times; at += 1) {
    taken.push(
      await withServer(async (server) => {
        await page(`${server.url}/`);
        return performance.now() - server.began;
      }),
    );
  }
  return { median: median(taken), longest: Math.max(...taken), times };
}

/** Memory, and pages that nobody has asked for before. */
function quiet() {
  return withServer(async (server) => {
    await page(`${server.url}/`);
    await settle();
    const rest = memory(server);
    const cold = [];
    for (const path of rotating.slice(64, 84)) cold.push((await page(server.url + path)).milliseconds);
    for (const path of rotating.slice(0, 200)) await page(server.url + path);
    await settle();
    return { rest, used: memory(server), cold: { median: median(cold), longest: percentile(cold, 1) } };
  });
}

/** A frame beside the same bytes from bare axum, in turns. */
async function frame(server, url) {
  const { origin, pathname } = new URL(url);
  const file = join(folder, "frame.br");
  writeFileSync(file, (await page(url)).body);
  const peer = bare ? await start(bare, [file]) : undefined;
  const rounds = { own: [], peer: [] };
  try {
    for (let round = 0; round < 3; round += 1) {
      rounds.own.push(await load(origin, [pathname], folder, 5));
      if (peer) rounds.peer.push(await load(peer.url, ["/"], folder, 5));
    }
  } finally {
    if (peer) await stop(peer);
  }
  const middle = (list) => ({ perSecond: median(list.map((one) => one.perSecond)), p50: median(list.map((one) => one.p50)) });
  return { bytes: statSync(file).size, own: middle(rounds.own), peer: peer && middle(rounds.peer) };
}

async function underLoad() {
  return withServer(async (server) => {
    const sizes = await attempt("sizes", () => frameSizes(server.url, area));
    for (const path of rotating) await page(server.url + path);
    return {
      sizes,
      onePage: await attempt("one page, 64 connections", () => load(server.url, [area], folder, 10)),
      manyPages: await attempt("many pages, 64 connections", () => load(server.url, rotating, folder, 10)),
      frame: await attempt("a frame and its peer", () => frame(server, sizes.areas.medianUrl)),
      interfacePage: await attempt("a page of the interface and its peer", () => interfacePage(server, bare, folder)),
      // As it opens, a dashboard shows the lead measures of each theme and counts all others.
      clicks: await attempt("filter clicks", () => filterClicks(server.url + area)),
      fortyClicks: await attempt("filter clicks, forty measures", () =>
        filterClicks(`${server.url}${area}?plan=council-plan-2023-27&show=neighbourhoods-and-housing`),
      ),
      wideClicks: await attempt("filter clicks, every measure shown", () => filterClicks(`${server.url}${area}?show=all`)),
      engines: await attempt("figures in the browser, and other engines", () => engines(wasm, server.url)),
      lighthouse: await attempt("Lighthouse", () =>
        lighthouseScores(
          server.url,
          ["/", area, "/measures/gcse-on-course", "/themes/education-and-skills"],
          Number(process.env.LIGHTHOUSE_RUNS ?? 3),
        ),
      ),
    };
  });
}

/** Bringing in a large table, in a folder and a database of its own. */
function broughtIn() {
  const own = join(folder, "import");
  mkdirSync(own);
  return importing(program, own);
}

const busy = await busyShare();
const first = await attempt("loading and publishing", firstStart);
const results = {
  date,
  profile,
  busy,
  pages: rotating.length,
  site: siteSizes(site),
  first,
  database: statSync(database).size,
  starts: await attempt("starting", () => starts(5)),
  quiet: await attempt("memory, and pages not drawn before", quiet),
  leaving: await attempt("what leaves it", () => withServer(leaving)),
  imported: await attempt("bringing in 1.3 million rows", broughtIn),
  load: await attempt("under load", underLoad),
};
process.stdout.write(report(results));
