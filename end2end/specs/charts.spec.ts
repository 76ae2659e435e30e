// The large charts: drawn when they near the screen, they fold their table, and follow what is chosen.
import { choose, open, text } from "../steps.ts";
import { calderVale, expect, test } from "../test.ts";

for (const [name, baseURL] of Object.entries({ Liverpool: undefined, "Calder Vale": calderVale.url })) {
  test.describe(name, () => {
    if (baseURL) test.use({ baseURL });

    test("every chart is drawn, folds its table, and follows the group in place", async ({ page }) => {
      await open(page, "/measures");
      // A measure that is broken down by group.
      const row = page.locator("table.list tbody tr").filter({ has: page.locator("td:nth-child(3)", { hasText: /\w/ }) }).first();
      await open(page, (await row.locator("a.title").getAttribute("href")) ?? "");

      const figures = page.locator("figure.large");
      const count = await figures.count();
      expect(count).toBeGreaterThan(0);
      for (let at = 0; at < count; at += 1) {
        await figures.nth(at).locator(".canvas").scrollIntoViewIfNeeded();
        await expect(figures.nth(at).locator(".canvas svg").first()).toBeVisible();
        await expect(figures.nth(at).locator("details.chart-table")).not.toHaveAttribute("open");
      }

      const trend = figures.first();
      await trend.evaluate((figure) => figure.setAttribute("data-same", ""));
      const table = trend.locator("table.figures");
      const before = await table.textContent();
      await choose(page, "group", 1);
      await expect.poll(() => table.textContent()).not.toBe(before);
      await expect(page.locator("figure.large[data-same]")).toHaveCount(1);
      await expect(page.locator("figure.large[data-same] .canvas svg").first()).toBeVisible();
      await expect(trend.locator("details.chart-table")).not.toHaveAttribute("open");
    });

    test("on paper a chart is as wide as the sheet, whatever screen it was drawn for", async ({ page }) => {
      await open(page, "/measures");
      await open(page, (await page.locator("table.list a.title").first().getAttribute("href")) ?? "");
      const trend = page.locator("#chart-trend");
      await trend.scrollIntoViewIfNeeded();
      await expect(trend.locator(".canvas svg")).toBeVisible();
      await page.emulateMedia({ media: "print" });
      const sides = await trend.evaluate((figure) => {
        figure.style.width = "300px";
        const box = figure.querySelector(".canvas svg").getBoundingClientRect();
        const ends = [...figure.querySelectorAll(".canvas svg text")].map((text) => text.getBoundingClientRect().right);
        return { width: box.width, labels: ends.length, right: Math.max(...ends) - box.left };
      });
      expect(sides.labels).toBeGreaterThan(0);
      expect(sides.width).toBeGreaterThan(0);
      expect(sides.width).toBeLessThanOrEqual(300);
      expect(sides.right).toBeLessThanOrEqual(302);
    });

    test("the figures in the tables are those of the page without a script", async ({ page, browser, baseURL }) => {
      await open(page, "/measures");
      await open(page, (await page.locator("table.list a.title").first().getAttribute("href")) ?? "");
      const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: "en-GB" });
      const plain = await context.newPage();
      await plain.goto(page.url());
      expect(await text(page)).toEqual(await text(plain));
      await expect(plain.locator("details.chart-table[open]")).toHaveCount(await plain.locator("figure.large").count());
      await context.close();
    });
  });
}
