// What several specs do on a page: wait for it, choose, read.
import { expect, type Locator, type Page } from "@playwright/test";

/** Opens a page and waits until it has fetched all that it needs to answer by itself. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: "networkidle" });
}

/** The control of the filter bar with this name in the address, such as `group`. */
export const control = (page: Page, name: string): Locator => page.locator(`details[data-control="${name}"]`);

/** Opens a control of the filter bar and follows one of its choices: by its label, or by its place. */
export async function choose(page: Page, name: string, choice: string | number): Promise<string> {
  const link =
    typeof choice === "string"
      ? control(page, name).getByRole("link", { name: choice, exact: true })
      : control(page, name).getByRole("link").nth(choice);
  await control(page, name).locator("summary").click();
  const label = await link.innerText();
  const before = page.url();
  await link.click();
  await expect(page).not.toHaveURL(before);
  return label;
}

/** The sentence that comes first. */
export const lead = (page: Page): Locator => page.locator("main p.lead").first();

/** All that a reader finds in the page, as lines; what only a script can do is left out, and so is a table that a chart folds. */
export async function text(page: Page): Promise<string[]> {
  return page.locator("main").evaluate((main) => {
    const copy = main.cloneNode(true) as HTMLElement;
    for (const element of copy.querySelectorAll("[data-needs-script], .canvas, [role=status].unseen")) element.remove();
    const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    const lines: string[] = [];
    while (walker.nextNode()) {
      const line = (walker.currentNode.textContent ?? "").trim();
      if (line) lines.push(line);
    }
    return lines.join(" ").replace(/\s+/g, " ").split(/(?<=\.) /);
  });
}

/** The addresses that are asked for from now on, but for the frames and the site's own files. */
export function asked(page: Page): string[] {
  const urls: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (!/^\/(pkg\/|frames\/|favicon)/.test(pathname)) urls.push(pathname);
  });
  return urls;
}

/** The name and address of an area, read from the list of all: by its place in the list. */
export async function area(page: Page, at = 0): Promise<{ name: string; path: string }> {
  await open(page, "/areas");
  const link = page.locator("table.places tbody th a").nth(at);
  return { name: await link.innerText(), path: new URL((await link.getAttribute("href")) ?? "", page.url()).pathname };
}
