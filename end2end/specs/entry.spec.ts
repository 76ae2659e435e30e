// Figures are entered with the keyboard and by pasting, kept as one types, handed in, returned and approved.
import type { Locator, Page } from "@playwright/test";
import { login } from "../accounts.mjs";
import { expectNoAxeViolations } from "../accessibility.ts";
import { enrol, signIn } from "../signing-in.ts";
import { calderVale, expect, test } from "../test.ts";

test.use({ baseURL: calderVale.url });

const entry = "/manage/measures/evictions/2026-01-01_P3M";

/** Pastes as a browser does, into the cell that has the focus. */
async function paste(cell: Locator, text: string): Promise<void> {
  await cell.focus();
  await cell.evaluate((input, rows) => {
    const data = new DataTransfer();
    data.setData("text/plain", rows);
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

const count = (page: Page, area: string): Locator => page.getByRole("textbox", { name: `${area}: count`, exact: true });

test.describe("a figure on its way", () => {
  test.use({ expectedFailures: /\/manage\/measures\/evictions\// });

  test("typed, pasted, found again, handed in, returned, approved", { tag: "@desktop" }, async ({ page, browser }, info) => {
    test.slow();
    const who = login(info.project.name, "enters");
    const secret = await enrol(page, who);
    await page.goto("/manage/measures");
    await expect(page.locator("main")).toContainText("late, was due");
    await page.goto(entry);

    // The keyboard: Enter goes down, an arrow back up.
    await count(page, "Calder Vale").focus();
    await page.keyboard.type("30");
    await page.keyboard.press("Enter");
    await expect(count(page, "Upper Vale")).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await expect(count(page, "Calder Vale")).toBeFocused();
    // A block from a spreadsheet: the rest of the column.
    await paste(count(page, "Upper Vale"), "0\n30\n0\n0\n0\n0\n30\n0\n0\n0\n0\n");
    await expect(count(page, "Dunnock Green")).toHaveValue("30");
    await expect(page.locator("#state")).toContainText("Saved at");
    await expect(page.locator("#findings")).toContainText("Ten times the figure before");
    await expect(count(page, "Calder Vale")).toHaveAttribute("aria-invalid", "true");
    await expectNoAxeViolations(page);
    await page.context().close();

    // Another browser finds the draft.
    const context = await browser.newContext({ baseURL: calderVale.url });
    const again = await context.newPage();
    await signIn(again, who, secret);
    await again.goto(entry);
    await expect(count(again, "Dunnock Green")).toHaveValue("30");
    await again.getByRole("button", { name: "Submit for approval" }).click();
    await expect(again.getByRole("alert")).toContainText("It cannot be handed in yet");
    await expectNoAxeViolations(again);
    await again.getByLabel("Mend it, or say why it is right").fill("The county court cleared its backlog in May.");
    await again.getByLabel("What lies behind").fill("More homes were lost because the court cleared its backlog. We will offer advice at every hearing from July.");
    await again.getByRole("button", { name: "Submit for approval" }).click();
    await expect(again).toHaveURL(/\/manage\/measures\?done=submitted$/);
    await expect(again.locator("main")).toContainText("waits for approval");

    // Somebody else returns it with a note, and then approves it.
    const other = await (await browser.newContext({ baseURL: calderVale.url })).newPage();
    await enrol(other, login(info.project.name, "approves"));
    await other.goto("/manage/approvals");
    await expectNoAxeViolations(other);
    await other.getByRole("link", { name: /^Evictions/ }).click();
    const waiting = other.url();
    await expect(other.locator("main")).toContainText("The county court cleared its backlog in May.");
    await expectNoAxeViolations(other);
    await other.getByLabel("What is to be changed").fill("Which court?");
    await other.getByRole("button", { name: "Return with this note" }).click();
    await expect(other).toHaveURL(/\/manage\/approvals\?done=returned$/);

    await again.goto(entry);
    await expect(again.locator(".returned")).toContainText("Which court?");
    await again.getByLabel("What lies behind").fill("More homes were lost because Dale Court cleared its backlog. We will offer advice at every hearing from July.");
    await again.getByRole("button", { name: "Submit for approval" }).click();
    await expect(again).toHaveURL(/\/manage\/measures\?done=submitted$/);

    await other.goto(waiting);
    await other.getByRole("button", { name: "Approve", exact: true }).click();
    await expect(other).toHaveURL(/\/manage\/approvals\?done=approved$/);
    await again.goto("/manage/measures");
    await expect(again.locator("main")).toContainText("Q4 2025/26 is in, and not released");
  });
});

test("the pages of directorate work keep to WCAG 2.2 AA", async ({ page }, info) => {
  test.slow();
  await enrol(page, login(info.project.name, "entry-axe"));
  for (const path of [
    "/manage/measures",
    "/manage/measures/repairs-on-time",
    "/manage/measures/repairs-on-time/2026-07-01_P3M",
    "/manage/measures/repairs-on-time/2026-07-01_P3M?by=sex",
    "/manage/directorates/homes",
    "/manage/areas/CV-P01",
    "/manage/approvals",
  ]) {
    await page.goto(path);
    await expectNoAxeViolations(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide, `${path} is wider than the screen`).toBe(false);
  }
});
