// A meeting on its way: arranged and published by the performance team, asked at by a councillor, answered, and read by everybody, item by item.
import type { Browser, Page } from "@playwright/test";
import { login } from "../accounts.mjs";
import { expectNoAxeViolations } from "../accessibility.ts";
import { enrol } from "../signing-in.ts";
import { calderVale, expect, test } from "../test.ts";

test.use({ baseURL: calderVale.url });

// What is refused on the way.
test.use({ expectedFailures: /\/manage\/meetings/ });

/** Somebody in a browser of their own, signed in. */
async function somebody(browser: Browser, project: string, part: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: calderVale.url })).newPage();
  await enrol(page, login(project, part));
  return page;
}

const name = "Homes select committee";
const question = "Why so late at Mill Lane?";
const answer = "Two vans were off the road; they are back.";

test("a measure is pinned, shown on a wall, asked about and answered", { tag: "@desktop" }, async ({ page, browser }, info) => {
  test.setTimeout(180_000);
  const team = await somebody(browser, info.project.name, "arranges");
  const councillor = await somebody(browser, info.project.name, "asks");
  const status = team.getByRole("status");

  await team.goto("/manage");
  await team.getByRole("navigation", { name: "Signed in" }).getByRole("link", { name: "Meetings", exact: true }).click();
  await expectNoAxeViolations(team);
  await team.getByRole("link", { name: "Arrange a meeting" }).click();
  // What is wrong is told beside its field, and nothing that was typed is lost.
  await team.getByLabel("Place").fill("Moot Hall");
  await team.getByRole("button", { name: "Save the draft" }).click();
  await expect(team.getByRole("alert")).toContainText("There is a problem");
  await expect(team.getByLabel("Place")).toHaveValue("Moot Hall");
  await expectNoAxeViolations(team);
  await team.getByLabel("Name").fill(name);
  await team.getByLabel("Day").fill("2099-02-03");
  await team.getByLabel("Time").fill("18:30");
  await team.getByRole("button", { name: "Save the draft" }).click();
  await expect(status).toContainText("It is saved");

  // An agenda, without script: choices, buttons and a reload each.
  await team.getByLabel("What is said of it").fill("Welcome");
  await team.getByRole("button", { name: "Add to the agenda" }).click();
  await expect(status).toContainText("on the agenda");
  await team.getByLabel("Measure").selectOption("Repairs done on time");
  await team.getByRole("button", { name: "Add to the agenda" }).click();
  await team.getByRole("button", { name: "Move up: Repairs done on time" }).click();
  await expect(team.getByRole("heading", { level: 3 }).first()).toHaveText("1. Repairs done on time");
  await expectNoAxeViolations(team);
  await team.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(status).toContainText("It is published");
  await expectNoAxeViolations(team);
  const address = new URL(team.url()).pathname;

  // A councillor asks.
  await councillor.goto("/manage/meetings");
  await councillor.getByRole("link", { name }).first().click();
  await councillor.getByRole("link", { name: "Record a question: Repairs done on time" }).click();
  await expect(councillor.getByLabel("Asked by")).toHaveValue("Councillor");
  await expectNoAxeViolations(councillor);
  await councillor.getByLabel("What was said").fill(question);
  await councillor.getByRole("button", { name: "Record it" }).click();
  await expect(councillor.getByRole("status")).toContainText("It is recorded");
  await expectNoAxeViolations(councillor);

  // The team records the answer.
  await team.goto(address);
  await team.getByRole("link", { name: /^Record an answer/ }).click();
  await team.getByLabel("Answered by").fill("Head of Homes");
  await team.getByLabel("What was said").fill(answer);
  await team.getByRole("button", { name: "Record it" }).click();
  await expect(team.getByRole("status")).toContainText("It is recorded");

  // Everybody reads it: in the list, on the agenda, on a wall by keyboard, and at the measure.
  await expect(async () => {
    await page.goto("/meetings");
    await page.getByRole("link", { name }).first().click({ timeout: 500 });
    await expect(page.locator("main")).toContainText(answer, { timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await expectNoAxeViolations(page);
  await page.getByRole("link", { name: "Show it item by item" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Repairs done on time");
  await expectNoAxeViolations(page);
  await page.getByRole("link", { name: "Next: Welcome" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Welcome");
  await expect(page.getByRole("link", { name: "Previous: Repairs done on time" })).toBeInViewport();
  await page.goto("/measures/repairs-on-time");
  await page.getByRole("link", { name: "Asked at meetings" }).click();
  await expect(page.locator("main")).toContainText(question);
  await expect(page.locator("main")).toContainText("Head of Homes");
  await expectNoAxeViolations(page);
});
