// Usage: node serve.mjs COUNCIL_FOLDER PORT
// Serves one council from an empty database in a temporary folder, until it is told to stop.
// Everybody of accounts.mjs can sign in to Calder Vale, of whose services and directorates they are.
// MEASURE_UP_BIN and SITE stand in for the program and the site that the scripts built.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { accounts, password } from "./accounts.mjs";

const [council, port] = process.argv.slice(2);
const root = resolve(fileURLToPath(import.meta.url), "../..");
const program = process.env.MEASURE_UP_BIN ?? join(root, "target/bin/dev/measure-up");
const site = process.env.SITE ?? join(root, "target/site");
const folder = mkdtempSync(join(tmpdir(), "measure-up-test-"));
const env = { RUST_LOG: "warn", ...process.env, PORT: port, DATABASE_URL: `sqlite://${join(folder, "test.db")}` };

for (const { login, name, grants } of council.endsWith("calder-vale") ? accounts : []) {
  const granted = grants.flatMap((grant) => ["--grant", grant]);
  const { status, stderr } = spawnSync(program, ["user", "add", login, "--name", name, "--own", "--council", council, ...granted], { cwd: root, env, input: `${password}\n`, encoding: "utf8" });
  if (status !== 0) throw new Error(`${login} could not be added: ${stderr}`);
}

const server = spawn(program, ["serve", "--council", council, "--site", site], { cwd: root, stdio: "inherit", env });

for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => server.kill("SIGTERM"));
server.on("error", (error) => {
  console.error(`${program}: ${error.message}`);
  process.exitCode = 1;
});
server.on("close", (code) => {
  rmSync(folder, { recursive: true, force: true });
  process.exitCode ||= code ?? 0;
});
