// How large everything is that a browser is sent, Brotli as it is sent.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { page, get } from "./server.mjs";
import { median } from "./numbers.mjs";

/** Bytes of each part of a built site. Fonts are compressed in themselves. */
export function siteSizes(site) {
  const manifest = JSON.parse(readFileSync(join(site, "manifest.json"), "utf8"));
  const sent = (path) => {
    const file = join(site, path);
    return (statSync(`${file}.br`, { throwIfNoEntry: false }) ?? statSync(file)).size;
  };
  return {
    wasm: sent(manifest.wasm),
    js: sent(manifest.js) + sent(manifest.start),
    css: sent(manifest.css),
    echarts: sent(manifest.echarts),
    fonts: manifest.fonts.map(sent).reduce((a, b) => a + b, 0),
  };
}

async function measured(urls) {
  const sizes = [];
  for (const url of urls) sizes.push({ url, bytes: (await page(url)).body.length });
  const largest = sizes.reduce((a, b) => (b.bytes > a.bytes ? b : a));
  const middle = median(sizes.map((size) => size.bytes));
  return { count: sizes.length, largest, median: middle, medianUrl: sizes.find((size) => size.bytes === middle).url };
}

async function untilGone(base) {
  const urls = [];
  while ((await get(`${base}/${urls.length}`)).status === 200) urls.push(`${base}/${urls.length}`);
  if (urls.length === 0) throw new Error(`there is nothing at ${base}`);
  return urls;
}

/** Sizes of all frames of the release. `areaPage` is any area's page. */
export async function frameSizes(base, areaPage) {
  const html = (await page(base + areaPage, "identity")).body.toString();
  const frames = base + Buffer.from(html.match(/data-site="([^"]+)"/)[1], "base64").toString("latin1").match(/\/frames\/[0-9]+-[0-9a-f]+/)[0];
  const periods = [...new Set([...html.matchAll(/[?;&]period=([^"&]+)/g)].map((match) => decodeURIComponent(match[1])))];
  return {
    frames,
    html: html.length,
    catalogue: (await page(`${frames}/catalogue`)).body.length,
    areas: await measured(await untilGone(`${frames}/area`)),
    measures: await measured(await untilGone(`${frames}/measure`)),
    spreads: await measured(periods.map((period) => `${frames}/spread/${period.replaceAll("/", "_")}`)),
  };
}
