// A manager goes from directorate to measure to ward to group in four clicks, reds first.
import { choose, lead, open } from "../steps.ts";
import { calderVale, expect, test } from "../test.ts";

/** Worst first; what cannot be told comes last. */
const order = ["off-target", "near-target", "on-target", "cannot-tell"];

for (const [name, baseURL] of Object.entries({ Liverpool: undefined, "Calder Vale": calderVale.url })) {
  test.describe(name, () => {
    if (baseURL) test.use({ baseURL });

    test("directorate, measure, ward, group: four clicks", async ({ page }) => {
      await open(page, "/directorates");
      await page.locator("main ul.cards a").first().click();
      const row = page.locator("section.theme tr.row .c-measure a.title").first();
      const title = await row.innerText();
      await row.click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
      await page.locator("table.places tbody th a").first().click();
      await expect(page).toHaveURL(/\/areas\/./);
      await page.waitForLoadState("networkidle");
      const before = await lead(page).innerText();
      await choose(page, "group", 1);
      await expect(page).toHaveURL(/[?&]group=/);
      await expect(lead(page)).not.toHaveText(before);
    });

    test("each directorate's services lead to their tables, reds first", async ({ page }) => {
      await open(page, "/directorates");
      const links = page.locator("main ul.cards a");
      const paths = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
      expect(paths.length).toBeGreaterThan(1);
      for (const path of paths) {
        await page.goto(path);
        const service = page.locator("ul.services a").first();
        const target = (await service.getAttribute("href")) ?? "";
        await service.click();
        await expect(page).toHaveURL(new RegExp(`${target}$`));
        await expect(page.locator(target)).toBeInViewport();
        const tables = await page
          .locator("section.theme table.rows")
          .evaluateAll((all) => all.map((table) => [...table.querySelectorAll("tr.row")].map((row) => row.getAttribute("data-rating") ?? "")));
        for (const ratings of tables) {
          const places = ratings.map((rating) => order.indexOf(rating));
          expect(places, path).toEqual([...places].sort((a, b) => a - b));
        }
      }
    });

    test("a rating keeps only its measures, and says so when there are none", async ({ page }) => {
      await open(page, "/directorates");
      const paths = await page.locator("main ul.cards a").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
      let kept = 0;
      let empty = 0;
      for (const path of paths) {
        for (const rating of order) {
          await page.goto(`${path}?rating=${rating}`);
          const ratings = await page.locator("tr.row").evaluateAll((all) => all.map((row) => row.getAttribute("data-rating")));
          expect([...new Set(ratings)], `${path} ${rating}`).toEqual(ratings.length > 0 ? [rating] : []);
          if (ratings.length > 0) {
            kept += 1;
            continue;
          }
          empty += 1;
          await expect(page.locator("main p.empty")).toBeVisible();
        }
        if (kept > 0 && empty > 0) break;
      }
      expect(kept).toBeGreaterThan(0);
      expect(empty).toBeGreaterThan(0);
    });

    test("the way out of an empty result shows all again", async ({ page }) => {
      await open(page, "/directorates");
      const paths = await page.locator("main ul.cards a").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
      for (const address of paths.flatMap((path) => order.map((rating) => `${path}?rating=${rating}`))) {
        await page.goto(address);
        if ((await page.locator("tr.row").count()) > 0) continue;
        await page.locator("main p.empty a").click();
        await expect(page.locator("tr.row").first()).toBeVisible();
        return;
      }
      throw new Error("every rating has a measure in every directorate: nothing was tried");
    });

    test("“Off target” is chosen with a click", async ({ page }) => {
      await open(page, "/directorates");
      await page.locator("main ul.cards a").first().click();
      await page.waitForLoadState("networkidle");
      await choose(page, "rating", "Off target");
      await expect(page).toHaveURL(/rating=off-target/);
      await expect(page.locator('tr.row:not([data-rating="off-target"])')).toHaveCount(0);
      await expect(page.locator("tr.row, main p.empty").first()).toBeVisible();
    });
  });
}
