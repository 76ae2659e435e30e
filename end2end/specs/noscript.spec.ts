// Every page is complete without a script: choices are links, the search and the comparison are forms, the figures are the same.
import type { Page } from "@playwright/test";
import { area, choose, lead, open, text } from "../steps.ts";
import { calderVale, expect, test } from "../test.ts";

/** The main pages: those with fixed addresses, and the first of each kind that a list leads to. */
async function pages(page: Page): Promise<string[]> {
  const first = async (list: string, links: string) => {
    await page.goto(list);
    return (await page.locator(links).first().getAttribute("href")) ?? "";
  };
  return [
    "/",
    "/areas",
    (await area(page)).path,
    "/themes",
    await first("/themes", 'main a[href^="/themes/"]'),
    "/measures",
    await first("/measures", "table.list a.title"),
    `${await first("/measures", "table.list a.title")}/take`,
    "/cite?page=/measures",
    "/programmes",
    await first("/programmes", "ul.cards a"),
    "/city",
    "/surveys",
    "/thread",
    await first("/thread", 'main a[href^="/thread?at="]'),
    "/thread/orphans",
    "/money",
    await first("/money", "#gateways a"),
    "/customer",
    await first("/programmes", 'main a[href$="/plan"]'),
    "/learning",
    "/triple-lock",
    "/triple-lock/environment",
    "/decisions",
    await first("/decisions", "main table a.title"),
    "/directorates",
    await first("/directorates", "ul.cards a"),
    "/data",
    "/data/releases",
    "/data/corrections",
    "/data/due",
    "/api",
    "/reports",
    "/meetings",
    `${await first("/measures", "table.list a.title")}/questions`,
    "/reports/six-monthly/council",
    `${await first("/areas", "table.places tbody th a")}/minute`,
    "/releases/1/",
    "/about/methods",
  ];
}

for (const [name, baseURL] of Object.entries({ Liverpool: undefined, "Calder Vale": calderVale.url })) {
  // It opens the page without a script itself.
  test.describe(`with and without in ${name}`, () => {
    if (baseURL) test.use({ baseURL });

    test("every page says the same with a script and without", { tag: "@desktop" }, async ({ page, browser, baseURL }) => {
      test.slow();
      const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: "en-GB" });
      const plain = await context.newPage();
      for (const path of await pages(plain)) {
        await plain.goto(path);
        await open(page, path);
        const said = await text(plain);
        expect(said.length, path).toBeGreaterThan(0);
        expect(await text(page), path).toEqual(said);
      }
      await context.close();
    });
  });

  test.describe(name, { tag: "@noscript" }, () => {
    if (baseURL) test.use({ baseURL });

    test("group, period and plan are chosen by link", async ({ page }) => {
      await open(page, (await area(page)).path);
      const heading = await page.getByRole("heading", { level: 1 }).innerText();
      const all = await lead(page).innerText();
      await choose(page, "group", 1);
      await expect(lead(page)).not.toHaveText(all);
      await choose(page, "period", 2);
      await expect(page).toHaveURL(/group=.*period=/);
      const themes = await page.locator("section.theme h2").allInnerTexts();
      await choose(page, "plan", 1);
      await expect(page).toHaveURL(/group=.*period=.*plan=/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
      await expect.poll(() => page.locator("section.theme h2").allInnerTexts()).not.toEqual(themes);
      await page.getByRole("link", { name: "Clear all" }).click();
      await expect(lead(page)).toHaveText(all);
    });

    test("the search is a form", async ({ page }) => {
      const { name, path } = await area(page);
      await open(page, "/");
      await page.locator("#find-area").fill(name);
      await page.locator("form.finder button").click();
      await expect(page).toHaveURL(/\/find\?q=/);
      await page.locator(`main a[href="${path}"]`).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    });
  });

  test.describe(`comparing in ${name}`, () => {
    if (baseURL) test.use({ baseURL });

    test("the comparison is a form, and keeps what was chosen", { tag: "@noscript" }, async ({ page }) => {
      const other = await area(page, 1);
      await open(page, (await area(page)).path);
      await choose(page, "group", 1);
      const group = new URL(page.url()).searchParams.get("group");
      await page.getByText("+ Compare", { exact: true }).click();
      await page.getByLabel("Compare with").selectOption({ label: other.name });
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await expect(page.locator(".chips .chip").filter({ hasText: other.name })).toBeVisible();
      expect(new URL(page.url()).searchParams.get("group")).toBe(group);
    });
  });
}
