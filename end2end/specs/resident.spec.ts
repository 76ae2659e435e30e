// A resident finds their ward, narrows what is shown, and shares exactly that.
import { area, asked, choose, lead, open, text } from "../steps.ts";
import { calderVale, expect, test } from "../test.ts";

test.describe("in Liverpool", () => {
  test("a ward is found by a name with a slip in it", async ({ page }) => {
    await open(page, "/");
    await page.locator("#find-area").fill("anfeild");
    await page.locator("#find-area").press("Enter");
    await page.locator("main").getByRole("link", { name: "Anfield", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Anfield");
  });

  test("a group is chosen, and the page answers without asking the server", async ({ page }) => {
    await open(page, "/areas/E05015279");
    const before = await lead(page).innerText();
    const urls = asked(page);
    await choose(page, "group", "Disabled");
    await expect(page).toHaveURL(/[?&]group=disabled(&|$)/);
    await expect(lead(page)).toContainText("disabled people");
    const disabled = await lead(page).innerText();
    await page.goBack();
    await expect(lead(page)).toHaveText(before);
    await page.goForward();
    await expect(lead(page)).toHaveText(disabled);
    expect(urls).toEqual([]);
    await page.reload({ waitUntil: "networkidle" });
    await expect(lead(page)).toHaveText(disabled);
  });

  test("two groups are held side by side", async ({ page }) => {
    await open(page, "/areas/E05015279?group=disabled");
    await choose(page, "against", "Not disabled");
    await expect(page).toHaveURL(/against=not-disabled/);
    await expect(lead(page)).toContainText("people who are not disabled");
    const heads = page.locator("table.rows").first().locator("thead th");
    await expect(heads.nth(2)).toHaveText(/disabled/i);
    await expect(heads.nth(3)).toHaveText(/not disabled/i);
  });
});

for (const [name, baseURL] of Object.entries({ Liverpool: undefined, "Calder Vale": calderVale.url })) {
  test.describe(`sharing in ${name}`, () => {
    if (baseURL) test.use({ baseURL });

    test("what was chosen is read by everyone who opens the link, with a script and without", async ({ page, browser, baseURL }) => {
      const { path } = await area(page);
      await open(page, path);
      const first = await lead(page).innerText();
      const label = await choose(page, "group", 1);
      await expect(lead(page)).not.toHaveText(first);
      expect(label).not.toBe("");
      const here = await text(page);

      for (const javaScriptEnabled of [true, false]) {
        const context = await browser.newContext({ baseURL, javaScriptEnabled, locale: "en-GB" });
        const other = await context.newPage();
        await open(other, page.url());
        expect(await text(other)).toEqual(here);
        await context.close();
      }
    });
  });
}
