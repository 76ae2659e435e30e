// Usage: node new-council.mjs PROGRAM SITE [GUIDE.md]
// Makes the council of docs/guides/new-council.md in an empty folder, runs every command of that guide, and looks whether it prints what stands there.
// A block whose first line names a file is that file. In a block of console, `$ ` begins a command, and what follows is part of what it prints, `…` standing
// for anything. The server is left running. A block of sh prepares a person's own machine, and is not run.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { blocks, missing, tell } from "./guides.mjs";
import { password } from "./accounts.mjs";

const [program, site, guide = fileURLToPath(new URL("../docs/guides/new-council.md", import.meta.url))] = process.argv.slice(2);
if (!site) throw new Error("usage: node new-council.mjs PROGRAM SITE [GUIDE.md]");
const port = await new Promise((found) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => found(String(port)));
  });
});
const home = mkdtempSync(join(tmpdir(), "measure-up-guide-"));
const env = {
  ...process.env,
  PATH: `${dirname(resolve(program))}${delimiter}${process.env.PATH}`,
  SITE: resolve(site),
  PORT: port,
  COUNCIL: "marram",
  DATABASE_URL: "sqlite:marram.db",
  RATE_LIMIT: "0",
};
const faults = [];
let ran = 0;
let server = null;
const pause = () => new Promise((done) => setTimeout(done, 250));

/** Starts the server, and gives what it prints until it says where it is. */
async function serve(command) {
  let printed = "";
  server = spawn("bash", ["-c", `exec ${command}`], { cwd: home, env });
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (data) => (printed += data));
  for (let tries = 0; tries < 240 && !printed.includes(`http://127.0.0.1:${port}`) && server.exitCode === null; tries += 1) await pause();
  return { printed, status: server.exitCode ?? 0 };
}

async function run(command, expected, line) {
  ran += 1;
  // A new release is served within seconds: what is asked of the server may take a few tries.
  for (let tries = 0; ; tries += 1) {
    const asks = command.startsWith("curl");
    const { printed, status } = / serve\b/.test(command) ? await serve(command) : plainly(command);
    const at = missing(expected, printed.replaceAll(`:${port}`, ":3000"));
    const refused = expected[0]?.startsWith("measure-up: ");
    if (at === -1 && (status === 0) !== Boolean(refused)) return;
    if (asks && tries < 60) await pause();
    else return faults.push(`${guide}:${line + Math.max(at + 1, 0)}: \`${command}\` ended with ${status} and printed this:\n${printed}`);
  }
}

function plainly(command) {
  const done = spawnSync("bash", ["-c", `${command.replaceAll(":3000", `:${port}`)} 2>&1`], { cwd: home, env, input: `${password}\n`, encoding: "utf8", timeout: 60_000 });
  return { printed: done.stdout, status: done.status ?? 1 };
}

try {
  for (const { language, more, line, lines } of blocks(readFileSync(guide, "utf8"))) {
    if (more) {
      mkdirSync(join(home, dirname(more)), { recursive: true });
      writeFileSync(join(home, more), `${lines.join("\n")}\n`);
    } else if (language === "console") {
      const commands = lines.flatMap((text, at) => (text.startsWith("$ ") ? [at] : []));
      for (const [number, at] of commands.entries()) await run(lines[at].slice(2), lines.slice(at + 1, commands[number + 1] ?? lines.length), line + at);
    } else if (language !== "sh") faults.push(`${guide}:${line}: a block that is neither a file nor run`);
  }
  if (ran === 0) faults.push(`${guide}: no command was found`);
} finally {
  if (server && server.exitCode === null) {
    const ended = new Promise((done) => server.once("close", done));
    server.kill("SIGTERM");
    await ended;
  }
  rmSync(home, { recursive: true, force: true });
}
tell(faults, `${ran} commands were run`);
