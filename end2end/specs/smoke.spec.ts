import { expectNoAxeViolations, tabOrder, withoutHydration } from "../accessibility.ts";
import { calderVale, expect, test } from "../test.ts";

test("the front page has one main heading", { tag: "@noscript" }, async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
});

test("the front page keeps to WCAG 2.2 AA", async ({ page }) => {
  await page.goto("/");
  await expectNoAxeViolations(page);
});

test("the front page keeps to WCAG 2.2 AA before it is hydrated", async ({ page }) => {
  await withoutHydration(page);
  await page.goto("/");
  await expectNoAxeViolations(page);
});

test("the Tab key first reaches the link that skips to the content", { tag: "@desktop" }, async ({ page }) => {
  await page.goto("/");
  const [first] = await tabOrder(page, 1);
  expect(first).toMatch(/^link "Skip to/);
});

test.describe("another council", () => {
  test.use({ baseURL: calderVale.url });

  test("is served by the same program", { tag: "@noscript" }, async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  });
});
