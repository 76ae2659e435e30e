// A ward councillor compares their ward with others, walks the map, and takes the figures away.
import { readFile } from "node:fs/promises";
import { area, open } from "../steps.ts";
import { calderVale, expect, test } from "../test.ts";

for (const [name, baseURL] of Object.entries({ Liverpool: undefined, "Calder Vale": calderVale.url })) {
  test.describe(name, () => {
    if (baseURL) test.use({ baseURL });

    test("the way up leads from a ward to its neighbourhood", async ({ page }) => {
      const ward = await area(page);
      await open(page, ward.path);
      const up = page.getByRole("navigation", { name: "Up from here" }).getByRole("link").last();
      const neighbourhood = await up.innerText();
      await up.click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(neighbourhood);
      await expect(page.locator("section.within").getByRole("link", { name: ward.name, exact: true })).toBeVisible();
    });

    test("another ward is added, seen in every row and on the map, and taken out", async ({ page }) => {
      const other = await area(page, 1);
      const ward = await area(page, 0);
      await open(page, ward.path);
      await page.getByText("+ Compare", { exact: true }).click();
      await page.getByLabel("Compare with").selectOption({ label: other.name });
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await expect(page).toHaveURL(/[?&]compare=/);
      const chip = page.locator(".chips .chip").filter({ hasText: other.name });
      await expect(chip).toBeVisible();
      await expect(page.locator("tr.row .compared-name").first()).toHaveText(other.name);
      const [rows, named] = [page.locator("tr.row"), page.locator("tr.row .compared")];
      expect(await named.count()).toBe(await rows.count());
      await expect(page.locator("figure.map .ring.mark-1")).toHaveCount(1);
      await expect(page.locator("figure.map .ring.mark-0")).toHaveCount(1);
      await chip.getByRole("link", { name: `Stop comparing ${other.name}` }).click();
      await expect(page.locator(".chips .chip")).toHaveCount(1);
      await expect(page.locator("tr.row .compared")).toHaveCount(0);
      await expect(page.locator("figure.map .ring.mark-1")).toHaveCount(0);
    });

    test("the arrow keys walk the map, and Enter opens the area", { tag: "@desktop" }, async ({ page }) => {
      await open(page, "/areas");
      const cells = page.locator("figure.map a.hex");
      // The leftmost, so that there is one to its right.
      const from = await cells.evaluateAll((all) => {
        const left = all.map((cell) => cell.getBoundingClientRect().x);
        return left.indexOf(Math.min(...left));
      });
      await cells.nth(from).focus();
      await expect(cells.nth(from)).toBeFocused();
      await page.keyboard.press("ArrowRight");
      await expect(cells.nth(from)).not.toBeFocused();
      const focused = page.locator("figure.map a.hex:focus");
      const label = (await focused.getAttribute("aria-label")) ?? "";
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/\/areas\/./);
      const heading = page.getByRole("heading", { level: 1 });
      await expect(heading).not.toHaveText(/ of /);
      expect(label.startsWith(`${await heading.innerText()}: `)).toBe(true);
    });

    test("a measure is put on the map", async ({ page }) => {
      await open(page, (await area(page)).path);
      const map = page.locator("figure.map");
      const before = await map.locator("figcaption strong").innerText();
      const titles = await page.locator("tr.row:has(.to-map) a.title").allInnerTexts();
      const title = titles.find((known) => known !== before) ?? "";
      await page.getByRole("link", { name: `${title} on the map`, exact: true }).click();
      await expect(map.locator("figcaption strong")).toHaveText(title);
      await expect(map.getByRole("group", { name: `Map: ${title}` })).toBeVisible();
      await expect(page).toHaveURL(/[?&]measure=/);
    });

    test("the file holds the figures that are shown", async ({ page }) => {
      const ward = await area(page);
      await open(page, ward.path);
      const code = ward.path.split("/").at(-1) ?? "";
      const row = page.locator("tr.row").filter({ has: page.locator(".c-mine > .value", { hasText: /%$/ }) }).first();
      const title = await row.locator("a.title").innerText();
      const shown = Number.parseFloat(await row.locator(".c-mine > .value").innerText());
      const downloading = page.waitForEvent("download");
      await page.getByRole("link", { name: "Download these figures" }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toMatch(/\.csv$/);
      const [head = "", ...lines] = (await readFile(await download.path(), "utf8")).trim().split(/\r?\n/);
      const cells = (line: string) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = ""]) => cell.replace(/^"|"$/g, ""));
      const heads = cells(head);
      const of = (line: string, column: string) => cells(line)[heads.indexOf(column)] ?? "";
      const line = lines.find((known) => of(known, "measure_title") === title && of(known, "area_code") === code) ?? "";
      expect(Number.parseFloat(of(line, "value")).toFixed(1)).toBe(shown.toFixed(1));
    });
  });
}
