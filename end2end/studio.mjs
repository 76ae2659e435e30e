// Councils that are served for pictures, people who are signed in to them, and pictures of parts of pages.
import { spawn, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { login, password } from "./accounts.mjs";
import { chromiumArgs, chromiumPath } from "./chromium.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
export const program = process.env.MEASURE_UP_BIN ?? join(root, "target/bin/dev/measure-up");
export const site = process.env.SITE ?? join(root, "target/site");

const looks = {
  1280: { viewport: { width: 1280, height: 900 } },
  390: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};

const freePort = () =>
  new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });

/** The code that an authenticator shows for a secret now (RFC 6238). */
function code(secret) {
  const bits = [...secret.replace(/\s/g, "")].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const hash = createHmac("sha1", key).update(counter).digest();
  return String((hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** A page of a council, and pictures of parts of it. */
class Sheet {
  constructor(page, studio) {
    this.page = page;
    this.studio = studio;
  }
  css = (selector) => this.page.locator(selector).first();
  h1 = () => this.css("main h1");
  heading = (name) => this.page.locator("main").getByRole("heading", { name }).first();
  button = (name) => this.page.getByRole("button", { name }).first();
  link = (name) => this.page.locator("main").getByRole("link", { name }).first();

  async open(path) {
    const answer = await this.page.goto(path, { waitUntil: "networkidle" });
    if (!answer?.ok()) throw new Error(`${path} answered ${answer?.status()}`);
  }

  /** Presses a button or follows a link, and waits for the page that comes. */
  async press(locator) {
    await locator.click();
    await this.page.waitForLoadState("networkidle");
  }

  /** A picture from the top of one part to the foot of another (`to`), or to the top of what is left out (`before`), of the whole width. */
  async snap(name, { from, to, before, most = 900 }) {
    if (!this.studio.wants(name)) return;
    await this.page.evaluate(() => document.fonts.ready);
    // What is far down is laid out, and charts are drawn, when they come near the screen: for a picture, all of it is.
    await from.scrollIntoViewIfNeeded();
    await this.page.addStyleTag({ content: "* { content-visibility: visible !important; scroll-behavior: auto !important; caret-color: transparent !important } .bar { position: static !important }" });
    await this.page.waitForLoadState("networkidle");
    await this.page.waitForTimeout(600);
    const place = async (locator) => {
      await locator.waitFor({ timeout: 10_000 });
      return locator.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return { top: top + scrollY, bottom: bottom + scrollY };
      });
    };
    const top = Math.max(0, (await place(from)).top - 6);
    const bottom = before ? (await place(before)).top - 4 : (await place(to)).bottom + 14;
    const { width } = this.page.viewportSize();
    const height = Math.min(bottom - top, most);
    if (height < 20) throw new Error(`${name}: nothing between the two parts`);
    await this.page.screenshot({ path: join(this.studio.out, `${name}.png`), fullPage: true, clip: { x: 0, y: top, width, height } });
    console.log(`${name}: ${width} × ${Math.round(height)}`);
  }
}

/** A council that is served. */
class Council {
  constructor(server, base, studio) {
    Object.assign(this, { server, base, studio });
  }

  async sheet(look) {
    const context = await this.studio.browser.newContext({ baseURL: this.base, locale: "en-GB", bypassCSP: true, ...looks[look] });
    return new Sheet(await context.newPage(), this.studio);
  }
  wide = () => this.sheet(1280);
  phone = () => this.sheet(390);

  /** Somebody who has signed in for the first time: one of accounts.mjs, or a login. */
  async signedIn(who, look = 1280, pause = async () => {}) {
    const sheet = await this.sheet(look);
    const { page } = sheet;
    await sheet.open("/sign-in");
    await page.getByLabel("Login").fill(who.includes("@") ? who : login("desktop", who));
    await page.getByLabel("Password").fill(password);
    await sheet.press(sheet.button("Continue"));
    await pause(sheet);
    await page.getByLabel("Code", { exact: true }).fill(code(await page.locator("dd code").innerText()));
    await sheet.press(sheet.button("Turn it on"));
    return sheet;
  }

  async end() {
    const ended = new Promise((done) => this.server.once("close", done));
    this.server.kill("SIGTERM");
    await ended;
  }
}

export class Studio {
  /** Pictures go into a folder; with names, only those that begin with one of them. */
  static async open(out, only) {
    const studio = new Studio();
    Object.assign(studio, { out: resolve(out), only, councils: [] });
    studio.browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs, env: { ...process.env, LANGUAGE: "en_GB" } });
    return studio;
  }

  wants(name) {
    return this.only.length === 0 || this.only.some((begin) => name.startsWith(begin));
  }
  /** Whether any picture of a part of the guides is wanted. */
  wantsPart(part) {
    return this.only.length === 0 || this.only.some((begin) => begin.startsWith(part) || part.startsWith(begin));
  }

  /** Serves a council of this checkout from an empty database, with the people of accounts.mjs. */
  async serve(council) {
    const port = String(await freePort());
    return this.#wait(spawn(process.execPath, [join(root, "end2end/serve.mjs"), council, port], { env: { ...process.env, RATE_LIMIT: "0" }, stdio: ["ignore", "inherit", "inherit"] }), port);
  }

  /** A council that is served already. */
  running(base) {
    return new Council(null, base, this);
  }

  /** Serves any folder from a database in another, with one person of the performance team. */
  async serveAlone(council, home, who) {
    const port = String(await freePort());
    const env = { ...process.env, RATE_LIMIT: "0", PORT: port, COUNCIL: council, SITE: site, DATABASE_URL: `sqlite:${join(home, "pictures.db")}` };
    const added = spawnSync(program, ["user", "add", who, "--name", "Tess Team", "--own", "--grant", "performance-team"], { env, input: `${password}\n`, encoding: "utf8" });
    if (added.status !== 0) throw new Error(added.stderr);
    return this.#wait(spawn(program, ["serve"], { env, stdio: ["ignore", "ignore", "inherit"] }), port);
  }

  async #wait(server, port) {
    const base = `http://127.0.0.1:${port}`;
    const council = new Council(server, base, this);
    this.councils.push(council);
    for (let tries = 0; tries < 480; tries += 1) {
      if (server.exitCode !== null) throw new Error("the server ended before it was ready");
      if (await fetch(`${base}/readyz`).then((answer) => answer.ok, () => false)) return council;
      await new Promise((done) => setTimeout(done, 500));
    }
    throw new Error("the server was not ready within four minutes");
  }

  async close() {
    for (const council of this.councils) if (council.server.exitCode === null) await council.end();
    await this.browser.close();
  }
}
