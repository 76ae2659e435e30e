// Signing in by another service: a real one (oidc-provider), with its own pages, on this machine. Nobody's password passes through ours.
import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
// Not `../test.ts`: here the browser goes to another place on purpose.
import { expect, test, type Browser, type Page } from "@playwright/test";
import { expectNoAxeViolations } from "../accessibility.ts";
import { clientId, clientSecret, freePort, startProvider } from "../provider.mjs";

test.describe.configure({ mode: "serial" });

const people: Record<string, { name: string; preferred_username?: string; roles?: string[] }> = {
  "ada-1": { name: "Ada Lovelace", preferred_username: "ada@example.org", roles: ["administrator", "something-else"] },
  "eve-2": { name: "Eve Elsewhere", preferred_username: "eve@example.org" },
};

let url: string;
let server: ChildProcess;
let provider: Awaited<ReturnType<typeof startProvider>>;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  provider = await startProvider(`${url}/sign-in/back`, people);
  const env = {
    ...process.env,
    PUBLIC_URL: url,
    OPENID_ISSUER: provider.issuer,
    OPENID_CLIENT_ID: clientId,
    OPENID_CLIENT_SECRET: clientSecret,
    OPENID_NAME: "the test service",
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
  await provider?.stop();
});

/** Logs in at the service, on its own pages, and lets it tell us. */
async function logIn(page: Page, login: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByRole("button", { name: "Sign in with the test service" }).click();
  await page.waitForURL(`${provider.issuer}/**`);
  await page.getByPlaceholder("Enter any login").fill(login);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(`${url}/**`);
}

async function fresh(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

test("somebody with a role signs in by the service, and loses it", { tag: "@desktop" }, async ({ browser }) => {
  const page = await fresh(browser);
  await page.goto(`${url}/sign-in`);
  await expectNoAxeViolations(page);
  await logIn(page, "ada-1");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your pages");
  await expect(page.locator("main")).toContainText("Ada Lovelace");
  await expect(page.getByRole("link", { name: "Password" })).toHaveCount(0);
  await page.goto(`${url}/manage/audit`);
  await expect(page.locator("main table")).toContainText("Signed in by another service");
  await expect(page.locator("main table")).toContainText("+administrator");

  // The address that the service sent the browser back to is good once.
  const used: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(`${url}/sign-in/back`)) used.push(request.url());
  });
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign in with the test service" }).click();
  // The service still knows the browser, and sends it back at once.
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your pages");
  expect(used).toHaveLength(1);
  const again = await page.goto(used[0] ?? "");
  expect(again?.status()).toBe(400);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are not signed in");

  // Without a role they are signed out everywhere at their next sign-in.
  people["ada-1"] = { name: "Ada Lovelace", roles: [] };
  const other = await fresh(browser);
  await logIn(other, "ada-1");
  await expect(other.locator("main")).toContainText("You have no role in these pages");
  await expectNoAxeViolations(other);
  await page.goto(`${url}/manage`);
  await expect(page).toHaveURL(`${url}/sign-in`);
});

test("somebody without a role is told so, and has no account", { tag: "@desktop" }, async ({ browser }) => {
  const page = await fresh(browser);
  await logIn(page, "eve-2");
  await expect(page.locator("main")).toContainText("You have no role in these pages");
  await page.goto(`${url}/manage`);
  await expect(page).toHaveURL(`${url}/sign-in`);
});

test("who turns back at the service is told plainly", { tag: "@desktop" }, async ({ browser }) => {
  const page = await fresh(browser);
  await page.goto(`${url}/sign-in`);
  await page.getByRole("button", { name: "Sign in with the test service" }).click();
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page.locator("main")).toContainText("The other service did not let you in (access_denied)");
});
