// An address that is not right says what is wrong with it, and offers the nearest that is.
import { area } from "../steps.ts";
import { calderVale, expect, test } from "../test.ts";

const subjects = ["areas", "themes", "measures", "directorates", "about"];
const choices = { group: "nobody", against: "nobody", period: "yesterday", rating: "splendid", plan: "no-plan", compare: "nowhere", measure: "nothing" };

for (const [name, baseURL] of Object.entries({ Liverpool: undefined, "Calder Vale": calderVale.url })) {
  test.describe(name, () => {
    if (baseURL) test.use({ baseURL });
    test.use({ expectedFailures: /\/no-such-thing|x$|=(nobody|yesterday|splendid|no-plan|nowhere|nothing)$/ });

    test("what is not there is not found, and what is nearest is offered", { tag: "@noscript" }, async ({ page }) => {
      test.slow();
      for (const subject of subjects) {
        await test.step(`/${subject}/no-such-thing`, async () => {
          const response = await page.goto(`/${subject}/no-such-thing`);
          expect(response?.status()).toBe(404);
          await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not found");
          await expect(page.locator("main")).toContainText("“no-such-thing”");
          const nearest = page.locator("main ul a").first();
          const href = (await nearest.getAttribute("href")) ?? "";
          // Nothing is called anything like it, so the way to all of them is offered.
          expect(href).toMatch(new RegExp(`^/${subject}(/.|$)`));
          await nearest.click();
          await page.waitForURL((url) => url.pathname === href);
          await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Not found");
        });
      }
      const response = await page.goto("/no-such-thing");
      expect(response?.status()).toBe(404);
      await expect(page.locator("main")).toContainText("no-such-thing");
      await page.locator("main ul a").first().click();
      await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Not found");
    });

    test("an address that is nearly right is led to the right one", { tag: "@noscript" }, async ({ page }) => {
      test.slow();
      for (const subject of subjects.slice(0, 4)) {
        await test.step(`/${subject}`, async () => {
          await page.goto(`/${subject}`);
          const link = page.locator(`main a[href^="/${subject}/"]`).first();
          const [href] = ((await link.getAttribute("href")) ?? "").split("?");
          const response = await page.goto(`${href}x`);
          expect(response?.status()).toBe(404);
          await page.locator(`main ul a[href="${href}"]`).click();
          await page.waitForURL((url) => url.pathname === href);
          await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Not found");
        });
      }
    });

    test("a choice that does not exist is named", { tag: "@noscript" }, async ({ page }) => {
      test.slow();
      const { path } = await area(page);
      for (const [choice, given] of Object.entries(choices)) {
        await test.step(choice, async () => {
          const response = await page.goto(`${path}?${choice}=${given}`);
          expect(response?.status()).toBe(400);
          await expect(page.locator("main p.lead")).toContainText(given);
          await page.locator("main ul a").first().click();
          await expect(page.locator("table.rows").first()).toBeVisible();
        });
      }
    });
  });
}
