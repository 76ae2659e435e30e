// What averages hide, the gaps between groups, and what there is evidence of. None of these pages needs a script.
import { open } from "../steps.ts";
import { calderVale, expect, test } from "../test.ts";

const states = ["Published", "Too small", "Not analysed", "Not collected", "Not relevant"];

for (const [name, baseURL] of Object.entries({ Liverpool: undefined, "Calder Vale": calderVale.url })) {
  test.describe(name, { tag: "@noscript" }, () => {
    if (baseURL) test.use({ baseURL });

    test("the header leads to the gaps, and a line of them to the measure with that group chosen", async ({ page }) => {
      await open(page, "/");
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Equality", exact: true }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Equality");
      const line = page.locator("table.gaps tbody th a").first();
      const title = await line.innerText();
      await line.click();
      await expect(page).toHaveURL(/\/measures\/.*[?&]group=/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    });

    test("an area and a characteristic are chosen with a form, and are in the address", async ({ page }) => {
      await open(page, "/equality");
      const area = page.locator('select[name="area"]');
      const wards = area.locator("optgroup").last().locator("option");
      const [ward, code] = [await wards.first().innerText(), (await wards.first().getAttribute("value")) ?? ""];
      await area.selectOption(code);
      await page.locator('select[name="by"]').selectOption("sex");
      await page.getByRole("button", { name: "Show", exact: true }).click();
      await expect(page).toHaveURL(new RegExp(`area=${code}.*by=sex`));
      await expect(page.locator("p.lead").first()).toContainText(`In ${ward}`);
    });

    test("each cell of the evidence map is in one state, in words", async ({ page }) => {
      await open(page, "/equality");
      await page.getByRole("navigation", { name: "Equality" }).getByRole("link", { name: "Evidence map" }).click();
      const table = page.locator("table.evidence");
      await expect(table).toBeVisible();
      const cells = await table.locator("tbody td").allInnerTexts();
      expect(cells.length).toBeGreaterThan(0);
      expect(cells.length).toBe((await table.locator("tbody tr").count()) * ((await table.locator("thead th").count()) - 1));
      expect(cells.filter((cell) => !states.includes(cell.trim()))).toEqual([]);
    });

    test("the statement can be selected, and is the file that is offered", async ({ page }) => {
      await open(page, "/equality");
      const paper = page.getByLabel("Sentences made of the figures above");
      await expect(paper).toHaveAttribute("readonly", "");
      const text = await paper.inputValue();
      expect(text).toContain("Largest gaps");
      const href = await page.getByRole("link", { name: "The same as a text file" }).getAttribute("href");
      const file = await page.request.get(href ?? "");
      expect((await file.text()).trim()).toBe(text.trim());
    });

    test("a badge leads to the list of what the average hides", async ({ page }) => {
      await open(page, "/");
      await page.getByRole("link", { name: /in full$/ }).click();
      const badge = page.locator("p.hides a").first();
      await expect(badge, "a figure of the whole that hides something").toBeVisible();
      const said = (await badge.innerText()).replace("Hidden by the average: ", "");
      await badge.click();
      await expect(page.locator("p.lead").first()).toContainText(`Hidden by that average: ${said}`);
      const listed = await page.locator("table.parts").first().locator("tbody tr").count();
      expect(listed).toBeGreaterThan(0);
      expect(listed).toBe((said.match(/\d+/g) ?? []).reduce((sum, count) => sum + Number(count), 0));
    });
  });
}
