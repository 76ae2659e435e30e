// A report written in a browser, frozen by another person, and read by everybody with its forms.
import { createHash } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { login } from "../accounts.mjs";
import { expectNoAxeViolations } from "../accessibility.ts";
import { enrol } from "../signing-in.ts";
import { calderVale, expect, test } from "../test.ts";

test.use({ baseURL: calderVale.url });

// What is refused on the way.
test.use({ expectedFailures: /\/manage\/reports/ });

/** Somebody in a browser of their own, signed in. */
async function somebody(browser: Browser, project: string, part: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: calderVale.url })).newPage();
  await enrol(page, login(project, part));
  return page;
}

test("a report is written by one, frozen by another, and stays", { tag: "@desktop" }, async ({ page, browser, request }, info) => {
  test.setTimeout(240_000);
  const one = await somebody(browser, info.project.name, "writes");
  const other = await somebody(browser, info.project.name, "freezes");

  await one.goto("/manage");
  await one.getByRole("navigation", { name: "Signed in" }).getByRole("link", { name: "Reports" }).click();
  await expectNoAxeViolations(one);
  await one.getByLabel("What it is of").selectOption({ value: "equality" });
  await one.getByRole("button", { name: "Begin" }).click();
  await expectNoAxeViolations(one);

  // Notes first, with a word before them; one section less.
  await one.getByLabel("Title").fill("Equality in the vale, for members");
  await one.getByRole("checkbox", { name: "What the averages hide" }).uncheck();
  await one.getByLabel("Place of “How to read this report”").fill("1");
  await one.getByLabel("Place of “Gaps between groups”").fill("2");
  const part = one.locator(".report-part", { hasText: "How to read this report" });
  await part.getByText("What is said before it").first().click();
  await part.getByRole("textbox").fill("Read this before the meeting.");
  await one.getByRole("button", { name: "Save and look at it" }).click();
  await expect(one.locator("main")).toContainText("Read this before the meeting.");
  await expect(one.locator("h2").first()).toHaveText("How to read this report");
  await expect(one.locator("main")).not.toContainText("What the averages hide");
  await expectNoAxeViolations(one);
  await one.getByRole("link", { name: "Back to the draft" }).click();
  await expect(one.locator(".report-part").first()).toContainText("How to read this report");
  await one.getByRole("button", { name: "Save and hand in" }).click();
  await expect(one.getByRole("status")).toContainText("It is handed in");

  await other.goto("/manage/reports");
  await other.getByRole("link", { name: "Equality in the vale, for members" }).click();
  await expect(other.locator("main")).toContainText("Read this before the meeting.");
  await expectNoAxeViolations(other);
  await other.getByRole("button", { name: "Freeze" }).click();
  await expect(other.getByRole("status")).toContainText("It is frozen", { timeout: 60_000 });

  await expect(async () => {
    await page.goto("/reports");
    await page.getByRole("link", { name: "Equality in the vale, for members" }).click({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await expect(page.locator("main")).toContainText(/Report \d+, frozen on/);
  await expectNoAxeViolations(page);
  const kept = await page.getByRole("link", { name: /For programs \(JSON\)/ }).getAttribute("href");
  const digest = kept?.split("/")[3];
  const body = await (await request.get(kept ?? "")).body();
  expect(createHash("sha256").update(body).digest("hex")).toBe(digest);
  const html = await page.getByRole("link", { name: /Page that never changes/ }).getAttribute("href");
  await page.goto(html ?? "");
  await expect(page.locator("h1")).toHaveText("Equality in the vale, for members");
  await expectNoAxeViolations(page);
});
