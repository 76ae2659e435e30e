// Bundles the scripts: what starts the WebAssembly, and the charts.
import { basename, resolve } from "node:path";
import { load, root } from "./packages.mjs";

async function bundle(entry, options) {
  const result = await load("esbuild").build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    logLevel: "warning",
    legalComments: "none",
    target: "es2022",
    ...options,
  });
  return result.outputFiles[0].contents;
}

/** Writes the wasm-bindgen script and the module that starts it, and returns both addresses. */
export async function buildStart(output, bindgen, wasm) {
  const js = output.add("measure_up", "js", await bundle(bindgen, { format: "esm" }));
  const hashed = {
    name: "hashed-bindgen",
    setup: (build) =>
      build.onResolve({ filter: /^bindgen$/ }, () => ({ path: `./${basename(js)}`, external: true })),
  };
  const start = await bundle(resolve(root, "frontend/start.js"), {
    format: "esm",
    define: { WASM_ADDRESS: JSON.stringify(wasm) },
    plugins: [hashed],
  });
  return { js, start: output.add("start", "js", start) };
}

/** Writes the charts as a plain script that sets the global `echarts`, and returns its address. */
export async function buildEcharts(output) {
  return output.add("echarts", "js", await bundle(resolve(root, "frontend/echarts.js"), { format: "iife" }));
}
