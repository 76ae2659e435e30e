// What the browser makes of a page by changing it is what the server draws at that address.
import type { Page } from "@playwright/test";
import { area, asked, choose, lead, open } from "../steps.ts";
import { calderVale, expect, test } from "../test.ts";

/** Compares the body of the page with the one that the server draws at its address; gives where they first differ. */
function difference(page: Page): Promise<string> {
  return page.evaluate(async () => {
    // The end of a long change is made after the frame that shows its beginning.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    // Under another name, as this page's policy does not know the styles of that one.
    const served = new DOMParser().parseFromString((await answer.text()).replaceAll(' style="', ' data-style="'), "text/html");
    const body = (of: Document) => {
      const copy = of.querySelector("main > .live")!.cloneNode(true) as HTMLElement;
      // What a reader opens and folds, and what the chart library draws, is no part of it.
      for (const details of copy.querySelectorAll("details")) details.removeAttribute("open");
      for (const styled of copy.querySelectorAll("[style]")) {
        styled.setAttribute("data-style", styled.getAttribute("style")!);
        styled.removeAttribute("style");
      }
      for (const canvas of copy.querySelectorAll(".canvas")) canvas.replaceWith(canvas.id);
      return copy;
    };
    const [here, there] = [body(document), body(served)];
    if (here.isEqualNode(there)) return "";
    const [one, other] = [here.innerHTML, there.innerHTML];
    let at = 0;
    while (one[at] === other[at]) at += 1;
    return `…${one.slice(at - 80, at + 120)}… is not …${other.slice(at - 80, at + 120)}…`;
  });
}

for (const [name, baseURL] of Object.entries({ Liverpool: undefined, "Calder Vale": calderVale.url })) {
  test.describe(`${name} @desktop`, () => {
    if (baseURL) test.use({ baseURL });

    test("an area's page, changed by click after click, is the page that the server draws", async ({ page }) => {
      const { path } = await area(page, 2);
      await open(page, `${path}?show=all`);
      expect(await difference(page)).toBe("");
      const urls = asked(page);
      for (const group of [1, 3, 2]) {
        await choose(page, "group", group);
        await page.keyboard.press("Escape");
        await expect.poll(() => page.locator(`details[data-control=group] a[aria-current]`).count()).toBe(1);
        urls.length = 0;
        await page.waitForTimeout(50);
        expect(urls).toEqual([]);
        expect(await difference(page)).toBe("");
      }
      await choose(page, "rating", "Off target");
      expect(await difference(page)).toBe("");
      await page.goBack();
      await page.keyboard.press("Escape");
      await choose(page, "group", "Everyone");
      expect(await difference(page)).toBe("");
    });

    test("so are the pages that links lead to", async ({ page }) => {
      await open(page, "/areas");
      await choose(page, "group", 2);
      expect(await difference(page)).toBe("");
      await page.locator("table.places tbody th a").nth(3).click();
      await expect(page).toHaveURL(/\/areas\/.+group=/);
      await expect(lead(page)).toBeVisible();
      await page.waitForLoadState("networkidle");
      await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
      expect(await difference(page)).toBe("");
      await page.locator("section.theme h2 a").first().click();
      await expect(page.getByRole("heading", { name: "What the plan promises" })).toBeVisible();
      expect(await difference(page)).toBe("");
      await page.locator(".row th a.title").first().click();
      await expect(page.getByRole("heading", { name: "Every area" })).toBeVisible();
      await choose(page, "group", 1);
      await page.waitForLoadState("networkidle");
      expect(await difference(page)).toBe("");
      await page.goBack();
      await page.goBack();
      await expect(page.getByRole("heading", { name: "What the plan promises" })).toBeVisible();
      expect(await difference(page)).toBe("");
    });

    test("a page that somebody else has changed is made anew", async ({ page }) => {
      const { path } = await area(page);
      await open(page, path);
      await page.evaluate(() => {
        for (const note of document.querySelectorAll("main .note")) note.innerHTML = `<font>${note.innerHTML}</font>`;
        document.querySelector("main .live")!.prepend(document.createElement("aside"));
        document.querySelector("main .row")?.remove();
      });
      await choose(page, "group", 1);
      await expect.poll(() => difference(page)).toBe("");
    });

    test.describe("when the figures cannot be fetched", () => {
      test.use({ expectedFailures: /\/frames\// });

      test("each choice is a page of the server's", async ({ page }) => {
        const { path } = await area(page);
        await page.route("**/frames/**", (route) => route.abort());
        await open(page, path);
        const before = await lead(page).innerText();
        await choose(page, "group", 1);
        await expect(lead(page)).not.toHaveText(before);
        expect(await difference(page)).toBe("");
      });
    });
  });
}
