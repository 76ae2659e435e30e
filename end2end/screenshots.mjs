// Usage: node screenshots.mjs BASE_URL OUT_FOLDER PATH…
// Takes a full-page picture of each path: desktop, phone, dark, and at 200 % zoom. Prints the name of each file.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { chromiumArgs, chromiumPath } from "./chromium.mjs";

const [base, folder, ...paths] = process.argv.slice(2);
if (paths.length === 0) throw new Error("usage: node screenshots.mjs BASE_URL OUT_FOLDER PATH…");

const looks = {
  1280: { viewport: { width: 1280, height: 800 } },
  390: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  "1280-dark": { viewport: { width: 1280, height: 800 }, colorScheme: "dark" },
  // Zooming a window of 1280 to 200 % leaves it 640 wide, with two pixels for each.
  "1280-zoom200": { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
};

const nameOf = (path) => path.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "") || "home";

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
for (const [look, options] of Object.entries(looks)) {
  const context = await browser.newContext({ locale: "en-GB", bypassCSP: true, ...options });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(`${page.url()}: ${error.message}`));
  for (const path of paths) {
    const response = await page.goto(new URL(path, base).href, { waitUntil: "networkidle" });
    if (!response?.ok()) console.error(`${response?.status()}: ${page.url()}`);
    await page.evaluate(() => document.fonts.ready);
    // What is far down is laid out and drawn when it comes near the screen: so that it is in the picture, all of it comes near once.
    // (For which the page’s policy is left out.)
    await page.addStyleTag({ content: "* { content-visibility: visible !important }" });
    await page.evaluate(async () => {
      for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
        scrollTo(0, y);
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      scrollTo(0, 0);
    });
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(300);
    const file = join(folder, `${nameOf(path)}-${look}.png`);
    await page.screenshot({ path: file, fullPage: true });
    console.log(file);
  }
  await context.close();
}
await browser.close();
