// A change of a programme on its way: proposed by one, approved by another, seen by everybody, and withdrawn.
import { readFile, writeFile } from "node:fs/promises";
import type { Browser, Page } from "@playwright/test";
import { login } from "../accounts.mjs";
import { expectNoAxeViolations } from "../accessibility.ts";
import { enrol } from "../signing-in.ts";
import { calderVale, expect, test } from "../test.ts";

test.use({ baseURL: calderVale.url });

// What is refused on the way.
test.use({ expectedFailures: /\/manage\/(programmes|proposals)/ });

/** Somebody in a browser of their own, signed in. */
async function somebody(browser: Browser, project: string, part: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: calderVale.url })).newPage();
  await enrol(page, login(project, part));
  return page;
}

const action = "/manage/programmes/warm-homes/actions/repairs-desk";
const told = "The lease of the shop at Dunnock Green is signed.";

test("an update, a date and a table reach the public by approval", { tag: "@desktop" }, async ({ page, browser }, info) => {
  test.setTimeout(180_000);
  const contributor = await somebody(browser, info.project.name, "proposes");
  const approver = await somebody(browser, info.project.name, "reviews");
  const ledger = page.locator("main");

  await contributor.goto("/manage");
  await contributor.getByRole("navigation", { name: "Signed in" }).getByRole("link", { name: "Programmes", exact: true }).click();
  await expectNoAxeViolations(contributor);
  await contributor.getByRole("link", { name: "Warm homes by winter" }).click();
  await expectNoAxeViolations(contributor);
  await contributor.getByRole("link", { name: "Open a repairs desk at Dunnock Green" }).click();
  await expect(contributor).toHaveURL(action);
  await expectNoAxeViolations(contributor);

  // What is wrong is told beside its field, and nothing that was typed is lost.
  await contributor.getByLabel("Status").selectOption("Off track");
  await contributor.getByLabel("What was done, and what comes next").fill(told);
  await contributor.getByLabel("Due").fill("2099-09-30");
  await contributor.getByRole("button", { name: "Propose" }).click();
  await expect(contributor.getByRole("alert")).toContainText("There is a problem");
  await expect(contributor.getByLabel("What was done, and what comes next")).toHaveValue(told);
  await expectNoAxeViolations(contributor);
  await contributor.getByLabel("Why one of these changes").fill("The shop has to be rewired first.");
  await contributor.getByRole("button", { name: "Propose" }).click();
  await expect(contributor.getByRole("status")).toContainText("It is proposed");
  await contributor.getByRole("link", { name: /^Proposal \d+$/ }).first().click();
  await expect(contributor.locator("main")).toContainText("nobody approves their own");
  await page.goto("/programmes/warm-homes");
  await expect(ledger).not.toContainText("rewired");

  // Somebody else looks at it and approves it.
  await approver.goto("/manage/programmes");
  await approver.getByRole("region", { name: "Waiting for your decision" }).getByRole("link").first().click();
  await expect(approver.locator("main")).toContainText("30 September 2099");
  await expectNoAxeViolations(approver);
  const proposal = approver.url();
  await approver.getByLabel("Approved by").fill("Homes Committee");
  await approver.getByRole("button", { name: "Approve" }).click();
  await expect(approver.getByRole("status")).toContainText("It is approved");
  await expect(async () => {
    await page.goto("/programmes/warm-homes");
    await expect(ledger).toContainText("The shop has to be rewired first.", { timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await expect(page.getByRole("region", { name: "the slip ledger" })).toContainText("Homes Committee");
  await expectNoAxeViolations(page);

  // The actions go out as a table and come back with one of them told of.
  await contributor.goto("/manage/programmes/warm-homes");
  const download = contributor.waitForEvent("download");
  await contributor.getByRole("link", { name: "Download as CSV" }).click();
  const table = await readFile(await (await download).path(), "utf8");
  expect(table).toContain(told);
  const file = info.outputPath("actions.csv");
  await writeFile(file, table.replace(told, "The keys are here, and the counter is ordered."));
  await contributor.getByLabel("The table, edited").setInputFiles(file);
  await contributor.getByRole("button", { name: "Look at it" }).click();
  await expect(contributor.getByRole("heading", { level: 1 })).toHaveText("Look at this table");
  await expect(contributor.locator("main")).toContainText("0 new, 1 changed, 2 as before.");
  await expectNoAxeViolations(contributor);
  await contributor.getByLabel("Role").fill("Head of Homes and Places");
  await contributor.getByRole("button", { name: "Propose all of it" }).click();
  await expect(contributor.getByRole("status")).toContainText("It is proposed");

  // What was approved and was wrong is withdrawn, and says so in public.
  await approver.goto(proposal);
  await approver.getByLabel("Why it is withdrawn").fill("The date was that of another shop.");
  await approver.getByRole("button", { name: "Withdraw it" }).click();
  await expect(approver.getByRole("status")).toContainText("It is withdrawn");
  await expect(async () => {
    await page.goto("/programmes/warm-homes");
    await expect(ledger).toContainText("The date was that of another shop.", { timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await expectNoAxeViolations(page);
});
