// Money edited here: what changes is shown, proposed by one, approved by another, and on the public page.
import type { Browser, Page } from "@playwright/test";
import { login } from "../accounts.mjs";
import { expectNoAxeViolations } from "../accessibility.ts";
import { enrol } from "../signing-in.ts";
import { calderVale, expect, test } from "../test.ts";

test.use({ baseURL: calderVale.url });

// What is refused on the way.
test.use({ expectedFailures: /\/manage\/parts/ });

/** Somebody in a browser of their own, signed in. */
async function somebody(browser: Browser, project: string, part: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: calderVale.url })).newPage();
  await enrol(page, login(project, part));
  return page;
}

test("an amount is changed by two people and is public", { tag: "@desktop" }, async ({ page, browser }, info) => {
  test.setTimeout(180_000);
  const one = await somebody(browser, info.project.name, "edits");
  const other = await somebody(browser, info.project.name, "agrees");

  await one.goto("/manage");
  await one.getByRole("navigation", { name: "Signed in" }).getByRole("link", { name: "Money, surveys, outcomes" }).click();
  await expectNoAxeViolations(one);
  await one.getByRole("link", { name: "money/money.toml" }).click();
  const text = one.getByLabel("Text of the file");
  const before = await text.inputValue();
  expect(before).toContain("title = \"Rents\"");
  await expectNoAxeViolations(one);

  // What is wrong is told with its line, and nothing that was typed is lost.
  await text.fill(before.replace("title = \"Rents\"", "titel = \"Rents of homes\""));
  await one.getByRole("button", { name: "Check it" }).click();
  await expect(one.getByRole("alert")).toContainText(/money\/money\.toml:\d+/);
  await expect(text).toHaveValue(/titel = "Rents of homes"/);
  await expectNoAxeViolations(one);

  const after = before.replace("title = \"Rents\"", "title = \"Rents of homes\"");
  await text.fill(after);
  await one.getByRole("button", { name: "Check it" }).click();
  await expect(one.getByRole("region", { name: "What changes, line by line" })).toContainText("Rents of homes");
  await expect(text).toHaveValue(after);
  await expectNoAxeViolations(one);
  await one.getByLabel("Why it is changed").fill("Rents of shops are told elsewhere.");
  await one.getByRole("button", { name: "Propose it" }).click();
  await expect(one.getByRole("status")).toContainText("It is proposed");

  await other.goto("/manage/parts");
  await other.getByRole("link", { name: "money/money.toml" }).first().click();
  await expect(other.locator("main")).toContainText("Rents of shops are told elsewhere.");
  await expectNoAxeViolations(other);
  await other.getByRole("button", { name: "Approve" }).click();
  await expect(other.getByRole("status")).toContainText("It is approved");
  await expect(async () => {
    await page.goto("/money");
    await expect(page.locator("main")).toContainText("Rents of homes", { timeout: 500 });
  }).toPass({ timeout: 30_000 });
});
