// A digest by e-mail, to a real mail server on this machine: asked for, sent when a release changes something beyond chance, ended by one click.
import { spawn, type ChildProcess } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
// Not `../test.ts`: the server of this test is its own.
import { expect, test, type Browser, type Page } from "@playwright/test";
import { login, password } from "../accounts.mjs";
import { expectNoAxeViolations } from "../accessibility.ts";
import { startMailbox } from "../mailbox.mjs";
import { freePort } from "../provider.mjs";
import { enrol } from "../signing-in.ts";

test.describe.configure({ mode: "serial" });

let url: string;
let server: ChildProcess;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  mailbox = await startMailbox({ "measure-up": password });
  const env = {
    ...process.env,
    PUBLIC_URL: url,
    MAIL_SERVER: "127.0.0.1",
    MAIL_PORT: String(mailbox.port),
    MAIL_SECURITY: "none",
    MAIL_FROM: "Measure Up <measures@example.org>",
    MAIL_USER: "measure-up",
    MAIL_PASSWORD: password,
    MAIL_EVERY: "1",
  };
  server = spawn("node", ["serve.mjs", "councils/fixtures/calder-vale", String(port)], { env, stdio: ["ignore", "ignore", "inherit"] });
  for (let tries = 0; tries < 600; tries += 1) {
    const up = await fetch(`${url}/sign-in`).then((answer) => answer.ok, () => false);
    if (up) return;
    if (server.exitCode !== null) break;
    await wait(250);
  }
  throw new Error("the server did not start");
});

test.afterAll(async () => {
  if (server?.exitCode === null) {
    const ended = new Promise((resolve) => server.once("close", resolve));
    server.kill("SIGTERM");
    await ended;
  }
  await mailbox?.stop();
});

/** Somebody in a browser of their own, signed in. */
async function somebody(browser: Browser, part: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: url })).newPage();
  await enrol(page, login("desktop", part));
  await page.goto("/manage");
  return page;
}

/** Brings a figure in and publishes it. */
async function publish(team: Page, file: string, rows: string[]): Promise<void> {
  await writeFile(file, ["measure,area,period,group,numerator,denominator", ...rows].join("\r\n"));
  await team.goto("/manage/imports");
  await team.getByLabel("File", { exact: true }).setInputFiles(file);
  await team.getByRole("button", { name: "Look at it" }).click();
  await expect(team.getByRole("button", { name: "Accept" })).toBeVisible({ timeout: 20_000 });
  await team.getByRole("button", { name: "Accept" }).click();
  await expect(team.getByRole("heading", { level: 1 })).toHaveText(/is in force$/);
  await team.goto("/manage/releases/new");
  await team.getByRole("button", { name: "Work it out" }).click();
  await expect(team.getByRole("heading", { level: 1 })).toHaveText("Look at this release", { timeout: 60_000 });
  await team.getByRole("button", { name: "Publish it now" }).click();
  await expect(team).toHaveURL(/\/manage\/releases\?/);
}

test("a digest comes when something has changed, and ends by one click", { tag: "@desktop" }, async ({ browser }, info) => {
  test.setTimeout(240_000);
  const page = await somebody(browser, "enters");
  const address = login("desktop", "enters");
  await expect(page.getByRole("heading", { level: 2 })).toContainText(["Late", "Due soon", /^Changed since/, "A digest by e-mail"]);
  await expectNoAxeViolations(page);

  // An address that is none is told of at its field; the one that the login is was offered.
  await expect(page.getByLabel("E-mail address")).toHaveValue(address);
  await page.getByLabel("E-mail address").fill("edna");
  await page.getByRole("button", { name: "Send me a digest" }).click();
  await expect(page.getByRole("alert")).toContainText("Write one e-mail address");
  await expectNoAxeViolations(page);
  await page.getByLabel("E-mail address").fill(address);
  await page.getByRole("button", { name: "Send me a digest" }).click();
  await expect(page.locator("main")).toContainText("None has been sent yet.");
  await expectNoAxeViolations(page);
  expect(mailbox.letters).toHaveLength(0);

  const team = await somebody(browser, "team");
  await publish(team, info.outputPath("worse.csv"), ["repairs-on-time,CV-D,2026-01-01/P3M,everyone,2000,3600"]);
  await expect(async () => expect(mailbox.letters).toHaveLength(1)).toPass({ timeout: 60_000 });
  const [letter] = mailbox.letters;
  expect(letter.from).toBe("measures@example.org");
  expect(letter.to).toEqual([address]);
  expect(letter.user).toBe("measure-up");
  expect(letter.headers["subject"]).toBe("Calder Vale District Council: something of yours has changed");
  expect(letter.headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
  const end = /^<(.+)>$/.exec(letter.headers["list-unsubscribe"] ?? "")?.[1] ?? "";
  expect(end.startsWith(`${url}/unsubscribe/`)).toBe(true);
  const { "text/plain": plain = "", "text/html": html = "" } = letter.parts;
  expect(plain).toContain("1. Repairs done on time");
  expect(plain).toContain("55.6% in Q4 2025/26. Getting worse");
  expect(plain).toContain(end);

  // The same words in both; the HTML is a page without faults that fetches nothing.
  const read = await (await browser.newContext()).newPage();
  const asked: string[] = [];
  read.on("request", (request) => asked.push(request.url()));
  await read.setContent(html);
  await expect(read.locator("body")).toContainText("55.6% in Q4 2025/26. Getting worse");
  await expectNoAxeViolations(read);
  expect(asked.filter((address) => address.startsWith("http"))).toEqual([]);

  // It is on the own page too, until it was seen.
  await page.goto("/manage");
  await expect(page.locator("main")).toContainText("The last was sent on");
  await page.getByRole("link", { name: "Repairs done on time" }).first().click();
  await expect(page).toHaveURL(/\/measures\/repairs-on-time/);
  await page.goto("/manage");
  await page.getByRole("button", { name: "I have seen this" }).click();
  await expect(page.getByRole("heading", { level: 2, name: /^Changed since you last looked/ })).toBeVisible();
  await expect(page.locator("main")).toContainText("Nothing of yours has changed.");

  // To look at the link ends nothing; a click does, and so does a mailbox, without signing in.
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(end);
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("End the digest");
  await expectNoAxeViolations(stranger);
  await page.goto("/manage");
  await expect(page.locator("main")).toContainText("The last was sent on");
  const one = await fetch(end, { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "List-Unsubscribe=One-Click" });
  expect(one.status).toBe(200);
  await stranger.getByRole("button", { name: "Send me no more of these" }).click();
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("The digest has ended");
  await expectNoAxeViolations(stranger);
  expect((await fetch(`${url}/unsubscribe/${"A".repeat(43)}`)).status).toBe(404);
  await page.goto("/manage");
  await expect(page.getByRole("button", { name: "Send me a digest" })).toBeVisible();

  // Nothing after that, whatever is published.
  await publish(team, info.outputPath("better.csv"), ["repairs-on-time,CV-D,2026-01-01/P3M,everyone,3599,3600"]);
  await wait(5_000);
  expect(mailbox.letters).toHaveLength(1);
});
