// What a filter click costs in the browser.
import { createRequire } from "node:module";
import { chromiumArgs, chromiumPath } from "../../end2end/chromium.mjs";
import { median, percentile } from "./numbers.mjs";

const { chromium } = createRequire(new URL("../../end2end/package.json", import.meta.url))("@playwright/test");

const CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "blink.user_timing", "v8.execute"];
const SCRIPT = new Set([
  "EventDispatch", "FunctionCall", "EvaluateScript", "RunMicrotasks", "FireAnimationFrame", "TimerFire", "v8.callFunction", "V8.GCScavenger",
  "MinorGC", "MajorGC",
]);
const RENDERING = new Set(["UpdateLayoutTree", "Layout", "PrePaint", "Paint", "Layerize", "Commit"]);

/** Clicks the chip of each group in turn, in the page; runs inside the browser. */
async function clickAll(rounds) {
  const group = (link) => new URL(link.href).searchParams.get("group") ?? "";
  const chips = () => [...document.querySelectorAll(`a[href^="${location.pathname}?"][noscroll]`)];
  const groups = [...new Set(chips().map(group))].filter((name) => name !== "");
  const frame = () => new Promise(requestAnimationFrame);
  const task = () =>
    new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(0);
    });
  const clicks = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const name of groups) {
      const chip = chips().find((link) => group(link) === name);
      const at = clicks.length;
      await frame();
      await task();
      const shown = frame().then(() => performance.mark(`frame ${at}`));
      performance.mark(`click ${at}`);
      const before = performance.now();
      chip.click();
      const handled = performance.now();
      await Promise.resolve();
      const turned = performance.now();
      await task();
      const idle = performance.now();
      await shown;
      await frame();
      const painted = performance.now();
      performance.mark(`painted ${at}`);
      await frame();
      await task();
      performance.mark(`settled ${at}`);
      if (new URLSearchParams(location.search).get("group") !== name) throw new Error(`the click on ${name} led to ${location}`);
      clicks.push({ handler: handled - before, turn: turned - before, script: idle - before, painted: painted - before });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return clicks;
}

/** Milliseconds between two times during which at least one of the events ran. */
function covered(events, from, to) {
  let total = 0;
  let reached = from;
  for (const { ts, dur } of events) {
    const start = Math.max(ts, reached);
    const end = Math.min(ts + dur, to);
    if (end > start) {
      total += end - start;
      reached = end;
    }
  }
  return total / 1000;
}

/** Script and rendering time of each click, from a trace: times that the page itself cannot see. */
function readTrace(buffer) {
  const events = JSON.parse(buffer).traceEvents;
  const marks = new Map(events.filter((event) => /^(click|frame|painted|settled) \d+$/.test(event.name)).map((event) => [event.name, event]));
  const { pid, tid } = marks.get("click 0");
  const own = events.filter((event) => event.pid === pid && event.tid === tid && event.ph === "X" && event.dur !== undefined);
  own.sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const script = own.filter((event) => SCRIPT.has(event.name));
  const rendering = own.filter((event) => RENDERING.has(event.name));
  const either = own.filter((event) => SCRIPT.has(event.name) || RENDERING.has(event.name));
  const clicks = [];
  for (let at = 0; marks.has(`painted ${at}`); at += 1) {
    const [from, frame, painted, settled] = ["click", "frame", "painted", "settled"].map((name) => marks.get(`${name} ${at}`).ts);
    // Style and layout that a script forces lie inside the script's time and are no script of ours.
    const own = (from, to) => covered(either, from, to) - covered(rendering, from, to);
    clicks.push({ script: own(from, frame), rest: own(frame, settled), rendering: covered(rendering, from, painted) });
  }
  return clicks;
}

const both = (values) => ({ median: median(values), p95: percentile(values, 0.95) });
const each = (clicks) => Object.fromEntries(Object.keys(clicks[0]).map((key) => [key, both(clicks.map((click) => click[key]))]));

/** Opens a page 1280 wide and clicks its group chips: once without, once with a trace. */
export async function filterClicks(url) {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
  try {
    const tab = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" })).newPage();
    const faults = [];
    tab.on("pageerror", (error) => faults.push(error.message));
    const framesArrived = tab.waitForResponse(/\/frames\/.*\/area\//);
    await tab.goto(url, { waitUntil: "networkidle" });
    await framesArrived;
    // One round unmeasured: every browser compiles a function only when it has been used.
    await tab.evaluate(clickAll, 1);
    await tab.waitForLoadState("networkidle");
    const requests = [];
    tab.on("request", (request) => requests.push(new URL(request.url()).pathname));
    const rounds = 3;
    const plain = await tab.evaluate(clickAll, rounds);
    await browser.startTracing(tab, { categories: CATEGORIES });
    await tab.evaluate(clickAll, rounds);
    const traced = readTrace(await browser.stopTracing());
    if (faults.length > 0) throw new Error(`in the page: ${faults.join("; ")}`);
    const shape = await tab.evaluate(() => ({ elements: document.querySelectorAll("*").length, rows: document.querySelectorAll("tr.row").length }));
    return {
      clicks: plain.length,
      tracedClicks: traced.length,
      requests: [...new Set(requests)].map((path) => `${requests.filter((other) => other === path).length} for ${path}`),
      ...shape,
      browser: browser.version(),
      plain: each(plain),
      traced: each(traced),
    };
  } finally {
    await browser.close();
  }
}
