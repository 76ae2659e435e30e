// Figures on their way from a spreadsheet and from a person to the public page: each role does its part, and no other.
import { writeFile } from "node:fs/promises";
import type { Browser, Page } from "@playwright/test";
import { login } from "../accounts.mjs";
import { expectNoAxeViolations } from "../accessibility.ts";
import { enrol } from "../signing-in.ts";
import { expect, publishing, test } from "../test.ts";

test.use({ baseURL: publishing.url });

// What is refused, what cannot be handed in yet, and what is not there.
test.use({ expectedFailures: /\/manage\/(imports|releases|measures\/evictions|people|preview|audit)|\/releases\/9\// });

/** As a depot sends it: semicolons, Windows-1252, a title, a blank row, thousands, a footer, and one row that is nothing. */
const sheet = [
  "Calder Vale Depot \x96 returns for members;;;;;",
  ";;;;;",
  "measure;area;period;group;numerator;denominator",
  "recycling;CV-D;2026-01-01/P3M;everyone;1,204.5;2,010",
  "recycling;CV-P06;2026-01-01/P3M;everyone;301.5;600",
  "recycling;CV-P07;Quarter of the snow;everyone;30;80",
  "Source: weighed at the gate;;;;;",
].join("\r\n");

/** Somebody in a browser of their own, signed in. */
async function somebody(browser: Browser, part: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: publishing.url })).newPage();
  await enrol(page, login("desktop", part));
  return page;
}

const status = async (page: Page, path: string): Promise<number> => (await page.goto(path))?.status() ?? 0;

test("figures reach the public by a release, and by nothing else", { tag: "@desktop" }, async ({ page, browser }, info) => {
  test.setTimeout(240_000);
  const recycling = page.locator("main");
  await page.goto("/measures/recycling");
  await expect(recycling).not.toContainText("59.9");

  // Who may do what: each role is let in where it belongs, and nowhere else.
  const contributor = await somebody(browser, "enters");
  const approver = await somebody(browser, "approves");
  const administrator = await somebody(browser, "walk");
  const viewer = await somebody(browser, "viewer");
  for (const [who, open, closed] of [
    [contributor, "/manage/measures/evictions/2026-01-01_P3M", "/manage/imports"],
    [approver, "/manage/approvals", "/manage/releases"],
    [administrator, "/manage/people", "/manage/releases"],
    [viewer, "/manage", "/manage/measures/evictions/2026-01-01_P3M"],
  ] as const) {
    expect(await status(who, open), open).toBe(200);
    expect(await status(who, closed), closed).toBe(403);
  }

  // The contributor enters figures and says what lies behind them; the approver approves.
  await contributor.goto("/manage/measures/evictions/2026-01-01_P3M");
  for (const cell of await contributor.getByRole("textbox", { name: /: count$/ }).all()) await cell.fill("0");
  for (const area of ["Calder Vale", "Millwater", "Dunnock Green"]) {
    await contributor.getByRole("textbox", { name: `${area}: count`, exact: true }).fill("30");
  }
  await contributor.getByLabel("Role").fill("Head of Homes and Places");
  await contributor
    .getByLabel("What lies behind")
    .fill("More homes were lost because Dale Court cleared its backlog. We will offer advice at every hearing from July.");
  await contributor.getByRole("button", { name: "Submit for approval" }).click();
  const reasons = contributor.getByLabel("Mend it, or say why it is right");
  if ((await reasons.count()) > 0) {
    for (const reason of await reasons.all()) await reason.fill("Dale Court cleared its backlog in May.");
    await contributor.getByRole("button", { name: "Submit for approval" }).click();
  }
  await expect(contributor).toHaveURL(/\/manage\/measures\?done=submitted$/);
  await approver.goto("/manage/approvals");
  await approver.getByRole("link", { name: /^Evictions/ }).click();
  await approver.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(approver).toHaveURL(/\/manage\/approvals\?done=approved$/);

  // The performance team brings the depot's file in; what is wrong with it is told by row.
  const team = await somebody(browser, "team");
  const file = info.outputPath("depot.csv");
  await writeFile(file, Buffer.from(sheet, "latin1"));
  await team.goto("/manage/imports");
  await team.getByLabel("File", { exact: true }).setInputFiles(file);
  await team.getByRole("button", { name: "Look at it" }).click();
  await expect(team.getByRole("heading", { level: 2, name: "What was understood" })).toBeVisible({ timeout: 20_000 });
  await expect(team.locator("main")).toContainText("`Quarter of the snow` is no period");
  await team.getByRole("checkbox", { name: /Leave out what is refused/ }).check();
  await team.getByRole("button", { name: "Accept" }).click();
  await expect(team.getByRole("heading", { level: 1 })).toHaveText(/is in force$/);

  // In force is not public.
  await page.goto("/measures/recycling");
  await expect(recycling).not.toContainText("59.9");
  await page.goto("/measures/evictions");
  await expect(page.locator("main")).not.toContainText("Dale Court");

  // A release is worked out, looked at as the public will see it, and published.
  await team.goto("/manage/releases");
  await expectNoAxeViolations(team);
  await team.getByRole("link", { name: "Prepare a release" }).click();
  await expectNoAxeViolations(team);
  await team.getByLabel("What is new in it").fill("Figures for January to March 2026.");
  await team.getByRole("button", { name: "Work it out" }).click();
  await expect(team.getByRole("heading", { level: 1 })).toHaveText("Look at this release", { timeout: 60_000 });
  await expectNoAxeViolations(team);
  await expect(team.getByRole("row", { name: /^Refuse recycled/ }).first()).toContainText("Q4 2025/26");
  expect(await status(viewer, "/manage/preview/measures/recycling")).toBe(403);
  expect(await status(team, "/manage/preview/measures/recycling")).toBe(200);
  await expect(team.locator("body")).toContainText("Not published");
  await expect(team.locator("main")).toContainText("59.9");
  await expectNoAxeViolations(team);
  await page.reload();
  await expect(page.locator("main")).not.toContainText("Dale Court");
  await team.goto("/manage/releases/check");
  await team.getByRole("button", { name: "Publish it now" }).click();
  await expect(team).toHaveURL(/\/manage\/releases/);
  await expect(team.locator("main")).toContainText("Figures for January to March 2026.");

  // The public sees it, with what the service says, and can still read what it read before.
  await expect(async () => {
    await page.goto("/measures/recycling");
    await expect(page.locator("main")).toContainText("59.9", { timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await page.goto("/measures/evictions");
  await expect(page.getByRole("region", { name: "What the service says" })).toContainText("Dale Court");
  await page.goto("/data/releases");
  await expect(page.locator("main")).toContainText("Figures for January to March 2026.");
  await page.goto("/releases/1/measures/recycling");
  await expect(page.locator("main")).not.toContainText("59.9");
  await expect(page.locator("body")).toContainText("Release 2 is the newest");
  expect(await status(page, "/releases/9/")).toBe(404);

  // And it is on record.
  await administrator.goto("/manage/audit");
  await expect(administrator.locator("main")).toContainText("Published a release");
});
