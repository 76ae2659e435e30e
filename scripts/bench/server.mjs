// Starts and ends the programs that are measured, and asks them for pages.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import http from "node:http";
import { performance } from "node:perf_hooks";

/** Starts a program and waits until it has printed its address. Times are in milliseconds from its start. */
export async function start(program, args, options = {}) {
  const began = performance.now();
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"], ...options });
  let said = "";
  const url = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${program} ended with ${code}: ${said}`)));
    child.stdout.on("data", (data) => {
      said += data;
      const found = said.match(/http:\/\/\S+(?=\s)/);
      if (found) resolve(found[0]);
    });
  });
  child.removeAllListeners("exit");
  return { child, url, said: () => said, began, listening: performance.now() - began };
}

/** Ends a program that `start` started: asked first, killed after five seconds. */
export async function stop({ child }) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
  await ended;
  clearTimeout(timer);
}

/** One GET on a connection of its own: the body as it was sent, and the milliseconds until its last byte. */
export function get(url, encoding = "br") {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const request = http.get(url, { agent: false, headers: { "accept-encoding": encoding } }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => {
        resolve({ status: response.statusCode, body: Buffer.concat(parts), milliseconds: performance.now() - began });
      });
    });
    request.setTimeout(60_000, () => request.destroy(new Error(`${url}: no answer in a minute`)));
    request.on("error", reject);
  });
}

/** As `get`, of something that must be there. */
export async function page(url, encoding) {
  const answer = await get(url, encoding);
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`);
  return answer;
}

/** Resident memory of a process in bytes, now and at its highest; nothing where there is no /proc. */
export function memory({ child }) {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
    const bytes = (name) => Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))[1]) * 1024;
    return { now: bytes("VmRSS"), highest: bytes("VmHWM") };
  } catch {
    return undefined;
  }
}
