// What leaves the program: pages of the interface for programs, reports in their forms, and open data files.
import { writeFileSync } from "node:fs";
import http from "node:http";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { load } from "./load.mjs";
import { median } from "./numbers.mjs";
import { get, memory, page, start, stop } from "./server.mjs";

const thousand = "/api/v1/observations?limit=1000";
/** What makes each endpoint work hardest: nothing that narrows, and as much as it gives at once. */
const hardest = [
  "/api/v1/measures",
  "/api/v1/areas",
  "/api/v1/groups",
  "/api/v1/periods",
  "/api/v1/observations?limit=1000&fields=area_name",
  "/api/v1/observations?limit=1000&group=disabled",
  "/api/v1/ratings?limit=200",
  "/api/v1/gaps?limit=200",
  "/api/v1/programmes",
  "/api/v1/decisions?limit=200",
  "/api/v1/reports?limit=200",
  "/api/v1/openapi.json",
];
const reports = ["quarterly", "six-monthly", "annual", "triple-lock", "equality"].map((kind) => `/reports/${kind}/council`);
const ward = "/reports/ward/E05015279";

/** A page of a thousand figures on 64 connections, beside the same bytes from bare axum, in turns. */
export async function interfacePage(server, bare, folder) {
  const file = join(folder, "page.br");
  writeFileSync(file, (await page(server.url + thousand)).body);
  const peer = bare ? await start(bare, [file]) : undefined;
  const rounds = { own: [], peer: [] };
  try {
    for (let round = 0; round < 7; round += 1) {
      rounds.own.push(await load(server.url, [thousand], folder, 3));
      if (peer) rounds.peer.push(await load(peer.url, ["/"], folder, 3));
    }
  } finally {
    if (peer) await stop(peer);
  }
  const middle = (list) => ({ perSecond: median(list.map((one) => one.perSecond)), p99: median(list.map((one) => one.p99)) });
  // Round by round, as a machine that is shared is not as quick from one minute to the next.
  const ratio = peer && median(rounds.own.map((own, at) => rounds.peer[at].perSecond / own.perSecond));
  return { own: middle(rounds.own), peer: peer && middle(rounds.peer), ratio };
}

/** One GET of each path that was not asked for before: how long each took, and how much more memory the program held at most. */
async function asked(server, paths) {
  const before = memory(server);
  const taken = [];
  for (const path of paths) taken.push({ path, milliseconds: (await page(server.url + path)).milliseconds });
  const after = memory(server);
  const longest = taken.reduce((one, other) => (other.milliseconds > one.milliseconds ? other : one));
  return { count: paths.length, longest, held: before && after ? Math.max(0, after.highest - before.highest) : undefined };
}

/** Pages of the interface and reports, none of which was asked for before. The highest memory is that of the whole life of a process: the smallest come first. */
export async function leaving(server) {
  await page(`${server.url}/`);
  const endpoints = await asked(server, hardest);
  const read = await asked(server, [...reports, ward]);
  const sheets = await asked(server, reports.map((path) => `${path}/report.ods`));
  const one = await asked(server, [`${ward}/report.pdf`]);
  const papers = await asked(server, reports.map((path) => `${path}/report.pdf`));
  return { endpoints, read, sheets, one, papers };
}

/** The first bytes of a large file: milliseconds until they are there. */
function firstByte(url) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const request = http.get(url, { agent: false }, (response) => {
      response.once("data", () => {
        const taken = performance.now() - began;
        response.destroy();
        if (response.statusCode === 200) resolve(taken);
        else reject(new Error(`${url}: ${response.statusCode}`));
      });
    });
    request.on("error", reject);
  });
}

/** Open data files of the newest release: when they are there after a first start, and what sending the largest takes. */
export async function files(server) {
  const url = `${server.url}/data/open/1/observations.csv`;
  let status = 0;
  while (status !== 200) {
    if (performance.now() - server.began > 240_000) throw new Error("the files were not there after four minutes");
    await new Promise((resolve) => setTimeout(resolve, 500));
    status = (await get(`${server.url}/data/open/1/SHA256SUMS`)).status;
  }
  const there = performance.now() - server.began;
  const first = [];
  for (let round = 0; round < 5; round += 1) first.push(await firstByte(url));
  const before = memory(server);
  const began = performance.now();
  const bytes = await new Promise((resolve, reject) => {
    const request = http.get(url, { agent: false }, (response) => {
      let count = 0;
      response.on("data", (part) => (count += part.length));
      response.on("end", () => resolve(count));
      response.on("error", reject);
    });
    request.on("error", reject);
  });
  const whole = performance.now() - began;
  return { there, first: median(first), whole, bytes, highest: before?.highest, held: before && memory(server).highest - before.highest };
}
