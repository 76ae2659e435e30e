// Many requests at once, by wrk.
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const script = join(dirname(fileURLToPath(import.meta.url)), "paths.lua");

/** Asks for the paths in turn on 64 connections. Latencies are in milliseconds. A failed request fails the run. */
export async function load(base, paths, folder, seconds) {
  const list = join(folder, "paths.txt");
  writeFileSync(list, `${paths.join("\n")}\n`);
  const args = ["-t1", "-c64", `-d${seconds}s`, "--timeout", "10s", "-H", "Accept-Encoding: br", "-s", script, base, "--", list];
  const { stdout } = await promisify(execFile)("wrk", args, { timeout: (seconds + 30) * 1000 });
  const result = JSON.parse(stdout.match(/^RESULT (.*)$/m)[1]);
  if (result.failed > 0) throw new Error(`${result.failed} of ${result.requests} requests to ${base}${paths[0]} … failed`);
  return { ...result, perSecond: result.requests / result.seconds };
}
