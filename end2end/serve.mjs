// Usage: node serve.mjs COUNCIL_FOLDER PORT
// Serves one council from an empty database in a temporary folder, until it is told to stop.
// MEASURE_UP_BIN and SITE stand in for the program and the site that the scripts built.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [council, port] = process.argv.slice(2);
const root = resolve(fileURLToPath(import.meta.url), "../..");
const program = process.env.MEASURE_UP_BIN ?? join(root, "target/bin/dev/measure-up");
const site = process.env.SITE ?? join(root, "target/site");
const folder = mkdtempSync(join(tmpdir(), "measure-up-test-"));

const server = spawn(program, ["serve", "--council", council, "--site", site], {
  cwd: root,
  stdio: "inherit",
  env: { RUST_LOG: "warn", ...process.env, PORT: port, DATABASE_URL: `sqlite://${join(folder, "test.db")}` },
});

for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => server.kill("SIGTERM"));
server.on("error", (error) => {
  console.error(`${program}: ${error.message}`);
  process.exitCode = 1;
});
server.on("close", (code) => {
  rmSync(folder, { recursive: true, force: true });
  process.exitCode ||= code ?? 0;
});
