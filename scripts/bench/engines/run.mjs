// Usage: node scripts/bench/engines/run.mjs WASM SERVER [NAME…]
// Our calculation in the browser beside a loop and beside other engines. WASM is the folder of the benchmark's module, SERVER the address of a
// server with councils/liverpool. Run by itself it prints what was measured as JSON.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromiumArgs, chromiumPath } from "../../../end2end/chromium.mjs";
import { median } from "../numbers.mjs";
import { get, page as fetched } from "../server.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const packages = join(here, "../node_modules");
const { chromium } = createRequire(new URL("../../../end2end/package.json", import.meta.url))("@playwright/test");
const esbuild = createRequire(new URL("../../../frontend/package.json", import.meta.url))("esbuild");

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
const AREA = "E05015279";
/** Kept for every ward, every group and every quarter. */
const MEASURE = "satisfied-with-area";
const QUARTERS = 4;
const PAGES = 9;
const VIEWS = { leads: "", forty: "&plan=council-plan-2023-27&show=neighbourhoods-and-housing" };

/** The page's script and the engines' modules, as a browser is sent them. */
async function bundle() {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(here, "page.js")],
    bundle: true,
    format: "esm",
    splitting: true,
    minify: true,
    write: false,
    outdir: "/bundle",
    external: ["/wasm/*"],
    nodePaths: [packages],
    conditions: ["browser"],
    mainFields: ["browser", "module", "main"],
    logLevel: "error",
  });
  return new Map(outputFiles.map((file) => [file.path, Buffer.from(file.contents)]));
}

/** Serves the page, the modules and the pieces of the release. The page is isolated, so its clock ticks every five microseconds. */
async function serve(wasm, frames) {
  const files = await bundle();
  files.set("/", Buffer.from('<!doctype html><title>engines</title><script type="module" src="/bundle/page.js"></script>'));
  const read = async (path) => {
    if (files.has(path)) return files.get(path);
    if (path.startsWith("/frames/")) {
      files.set(path, (await fetched(frames + path.slice("/frames".length), "identity")).body);
      return files.get(path);
    }
    for (const [prefix, folder] of [["/wasm/", wasm], ["/packages/", packages]]) {
      const file = join(folder, path.slice(prefix.length));
      if (path.startsWith(prefix) && existsSync(file)) return readFileSync(file);
    }
    return undefined;
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const isolated = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
    read(pathname).then(
      (body) => {
        const type = TYPES[pathname === "/" ? ".html" : extname(pathname)] ?? "application/octet-stream";
        response.writeHead(body ? 200 : 404, { ...isolated, "content-type": type });
        response.end(body);
      },
      (error) => response.writeHead(500, isolated).end(error.message),
    );
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${server.address().port}/` };
}

async function count(base) {
  let at = 0;
  while ((await get(`${base}/${at}`)).status === 200) at += 1;
  return at;
}

/** Where the pieces of the release are, and what is asked of them. */
async function pieces(url) {
  const html = (await fetched(`${url}/areas/${AREA}`, "identity")).body.toString();
  const frames = url + Buffer.from(html.match(/data-site="([^"]+)"/)[1], "base64").toString("latin1").match(/\/frames\/[0-9]+-[0-9a-f]+/)[0];
  const named = [...html.matchAll(/[?;&]period=([^"&]+)/g)].map((match) => decodeURIComponent(match[1]));
  const quarters = [...new Set(named)].filter((period) => period.endsWith("/P3M")).sort();
  const all = async (kind) => Array.from({ length: await count(`${frames}/${kind}`) }, (_, at) => `/frames/${kind}/${at}`);
  const latest = quarters[quarters.length - 1];
  return {
    frames,
    asked: { measure: MEASURE, area: AREA, quarters: QUARTERS },
    pieces: {
      catalogue: "/frames/catalogue",
      areas: await all("area"),
      measures: await all("measure"),
      spread: { period: latest, path: `/frames/spread/${latest.replaceAll("/", "_")}` },
    },
  };
}

/** A new tab for one measurement: nothing is left from the one before. */
async function inTab(browser, url, name, ...given) {
  const context = await browser.newContext();
  try {
    const tab = await context.newPage();
    await tab.goto(url, { waitUntil: "load" });
    return await tab.evaluate(([name, given]) => window[name](...given), [name, given]);
  } finally {
    await context.close();
  }
}

/** Our calculation beside the loop, of the release and of one ten times as large. */
async function ourselves(run, { pieces, asked }) {
  const cold = { ours: [], loop: [] };
  let last;
  for (let at = 0; at < PAGES; at += 1) {
    last = await run("ourselves", pieces, asked, { first: at % 2 === 0 ? "ours" : "loop", rounds: 60, views: at === PAGES - 1 ? VIEWS : {} });
    for (const name of ["ours", "loop"]) cold[name].push(last.cold[name]);
  }
  // One area's frame is enough, and leaves room for ten times the others.
  const grown = await run("ourselves", { ...pieces, areas: [pieces.areas[last.index]] }, asked, { first: "ours", rounds: 60, times: 10, views: {} });
  return { ...last, cold: { ours: median(cold.ours), loop: median(cold.loop) }, pages: PAGES, grown };
}

const version = (name) => JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8")).version;

/** What is measured, by name. */
const MEASUREMENTS = {
  ourselves,
  crossfilter: (run, { pieces, asked }) => run("beside", pieces, asked, { peer: "crossfilter", sample: 200, rounds: 20 }),
  sets: (run, { pieces, asked }) => run("sets", pieces, asked, { size: 10, rounds: 5 }),
  duckdb: (run, { pieces, asked }) => run("beside", pieces, asked, { peer: "duckdb", sample: 20, rounds: 3 }),
  arquero: (run, { pieces, asked }) => run("beside", pieces, asked, { peer: "arquero", sample: 20, rounds: 3 }),
  perspective: (run, { pieces, asked }) => run("beside", pieces, asked, { peer: "perspective", sample: 20, rounds: 3 }),
};

/** All measurements, or those named. One that cannot be made says why, and the rest go on. */
export async function engines(wasm, url, named = Object.keys(MEASUREMENTS)) {
  const release = await pieces(url);
  const { server, url: address } = await serve(wasm, release.frames);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
  const run = (...given) => inTab(browser, address, ...given);
  const found = {};
  try {
    for (const name of named) {
      try {
        found[name] = await MEASUREMENTS[name](run, release);
      } catch (error) {
        found[name] = { failed: error.message.split("\n")[0] };
        process.stderr.write(`      ${name}: ${found[name].failed}\n`);
        process.exitCode = 1;
      }
    }
  } finally {
    await browser.close();
    server.close();
  }
  const versions = {
    duckdb: version("@duckdb/duckdb-wasm"),
    arquero: version("arquero"),
    perspective: version("@perspective-dev/client"),
    crossfilter: version("crossfilter2"),
  };
  return { ...found, versions };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [wasm, url, ...named] = process.argv.slice(2);
  console.log(JSON.stringify(await engines(wasm, url, named.length > 0 ? named : undefined), undefined, 2));
}
