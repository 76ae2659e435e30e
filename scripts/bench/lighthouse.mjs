// Lighthouse's scores, as for a phone.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromiumArgs, chromiumPath } from "../../end2end/chromium.mjs";
import { median } from "./numbers.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices"];

/** The middle score, of 100, of each category for each page, and what did not reach 100. */
export async function lighthouseScores(base, paths, runs) {
  const require = createRequire(import.meta.url);
  const { default: lighthouse } = await import(pathToFileURL(require.resolve("lighthouse")).href);
  const { launch } = await import(pathToFileURL(createRequire(require.resolve("lighthouse")).resolve("chrome-launcher")).href);
  const chrome = await launch({ chromePath: chromiumPath(), chromeFlags: ["--headless=new", ...chromiumArgs], logLevel: "error" });
  const pages = [];
  try {
    for (const path of paths) {
      const results = [];
      for (let run = 0; run < runs; run += 1) {
        const once = () => lighthouse(base + path, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" });
        let answer = await once();
        // Now and then it loses the start of the page in its own trace.
        if (answer.lhr.runtimeError?.code === "NO_NAVSTART") answer = await once();
        if (answer.lhr.runtimeError) throw new Error(`Lighthouse on ${path}: ${answer.lhr.runtimeError.message}`);
        results.push(answer.lhr);
      }
      const score = (name) => median(results.map((result) => Math.round(result.categories[name].score * 100)));
      const [last] = results.slice(-1);
      const weighed = CATEGORIES.flatMap((name) => last.categories[name].auditRefs.filter((audit) => audit.weight > 0));
      const short = weighed.map(({ id }) => last.audits[id]).filter((audit) => audit.score !== null && audit.score < 0.9);
      pages.push({
        path,
        runs,
        performance: score("performance"),
        accessibility: score("accessibility"),
        practices: score("best-practices"),
        short: short.map((audit) => `${audit.id}${audit.displayValue ? ` ${audit.displayValue}` : ""}`),
        version: last.lighthouseVersion,
      });
    }
  } finally {
    chrome.kill();
  }
  return pages;
}
