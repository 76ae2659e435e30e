// A file on its way into force, by the performance team: looked at with its issues, accepted, and withdrawn. All of it works without script.
import type { Page, TestInfo } from "@playwright/test";
import { login } from "../accounts.mjs";
import { expectNoAxeViolations } from "../accessibility.ts";
import { enrol } from "../signing-in.ts";
import { calderVale, expect, test } from "../test.ts";

test.use({ baseURL: calderVale.url });

async function bring(page: Page, name: string, rows: string): Promise<void> {
  await page.goto("/manage/imports");
  await page.getByLabel("File", { exact: true }).setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(rows) });
  await page.getByRole("button", { name: "Look at it" }).click();
  // The page asks again by itself until the file has been read.
  await expect(page.getByRole("heading", { level: 2, name: "What was understood" })).toBeVisible({ timeout: 20_000 });
}

/** Axe and the width, which are asked by script. */
async function expectAccessible(page: Page, info: TestInfo): Promise<void> {
  if (info.project.name === "noscript") return;
  await expectNoAxeViolations(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  expect(wide, `${page.url()} is wider than the screen`).toBe(false);
}

// Each project has a year of its own, so that none sees what another has imported.
const year = (project: string) => 2031 + ["desktop", "phone", "noscript"].indexOf(project);

test.describe("a file", () => {
  test.use({ expectedFailures: /\/manage\/imports\/accept$/ });

  test("is looked at, accepted and withdrawn", { tag: "@noscript" }, async ({ page }, info) => {
    test.slow();
    await enrol(page, login(info.project.name, "team"));
    await page.getByRole("link", { name: "I have kept them" }).click();
    await page.getByRole("link", { name: "Imports" }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Imports");
    await expectAccessible(page, info);

    const name = `waste-${info.project.name}.csv`;
    const rows = `recycling,CV-D,${year(info.project.name)}-04-01/P3M,everyone,481,1000,\nrecycling,CV-D,no period,everyone,481,1000,\n`;
    await bring(page, name, `measure,area,period,group,numerator,denominator,status\n${rows}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await expect(page.getByRole("region", { name: "Issues, the gravest first" })).toContainText("`no period` is no period");
    await expect(page.locator("dt", { hasText: /^New$/ }).locator("xpath=following-sibling::dd")).toHaveText("1");
    await expectAccessible(page, info);

    // What is refused is left out only where that is said.
    await page.getByRole("button", { name: "Accept" }).click();
    await expect(page).toHaveTitle(/^Error: /);
    await expect(page.getByRole("alert")).toContainText("1 row is refused");
    await page.getByRole("checkbox", { name: /Leave out what is refused/ }).check();
    await page.getByRole("button", { name: "Accept" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Import \d+ is in force$/);

    await page.getByRole("link", { name: "What it changes" }).click();
    await expect(page.locator("main dl").first()).toContainText("in force");
    await expectAccessible(page, info);
    await page.getByRole("button", { name: "Withdraw this import" }).click();
    await expect(page).toHaveURL(/\/manage\/imports$/);
    await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("withdrawn");
  });
});

test("columns that are not recognised are said, and the outcome is on the same page", { tag: "@noscript" }, async ({ page }, info) => {
  test.slow();
  await enrol(page, login(info.project.name, "columns"));
  const rows = `CV-D,Q1 ${year(info.project.name)}/${(year(info.project.name) + 1) % 100},481,1000\n`;
  await bring(page, `depot-${info.project.name}.csv`, `where,when,done,asked\n${rows}`);
  await expect(page.locator("main")).toContainText("Nothing of this file can be imported as it was read");
  for (const [column, use] of [["where", "area"], ["when", "period"], ["done", "numerator"], ["asked", "denominator"]] as const) {
    await page.getByLabel(column, { exact: true }).selectOption(use);
  }
  await page.getByLabel("Measure of every figure").selectOption("recycling");
  await expectAccessible(page, info);
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.locator("main")).toContainText("1 figure can be imported");
  await expect(page.getByLabel("where", { exact: true })).toHaveValue("area");
  const kept = `Depot ${info.project.name}`;
  await page.getByLabel("Keep what you said of the columns as").fill(kept);
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.getByRole("button", { name: "Put it away" }).click();

  await bring(page, `again-${info.project.name}.csv`, `where,when,done,asked\n${rows}`);
  await expect(page.locator("main")).toContainText("Read by the mapping that is kept as");
  await page.getByRole("button", { name: "Put it away" }).click();
  await page.getByRole("button", { name: `Remove ${kept}` }).click();
  await expect(page.getByRole("button", { name: `Remove ${kept}` })).toHaveCount(0);
});
