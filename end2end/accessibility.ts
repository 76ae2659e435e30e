// Helpers for what a keyboard and a screen reader find.
import AxeBuilder from "@axe-core/playwright";
import { expect, type ElementHandle, type Page } from "@playwright/test";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Leaves the page as the server sent it: our script is answered with nothing. Call it before `goto`.
 * axe is a script itself and cannot run with JavaScript switched off, so this is how a page without WASM is examined.
 */
export async function withoutHydration(page: Page): Promise<void> {
  await page.route(/\/pkg\/start\.\w+\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
}

/** The rules that look at colours: the only ones that another colour scheme can break. */
const ofColours = ["color-contrast", "link-in-text-block"];

/**
 * Fails with each rule that the page breaks (WCAG 2.2 AA and axe's good practice) and the elements that break it. Where only the colours have changed since
 * the page was examined, only the rules of colours are tried.
 *
 * axe runs in the page itself ("legacy mode"), which takes half the time. What that leaves out are frames, and no page has one.
 */
export async function expectNoAxeViolations(page: Page, changed: "all" | "colours" = "all"): Promise<void> {
  expect(page.frames().length, "frames are not examined").toBe(1);
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations } = await (changed === "colours" ? axe.withRules(ofColours) : axe.withTags(rules)).analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => node.target.join(" ")) }));
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}

/**
 * What the Tab key reaches, in order, from the top of the page: role and name as a screen reader says them,
 * `link "Areas"`. Ends when the focus leaves the page, or after `most` stops.
 */
export async function tabOrder(page: Page, most = 200): Promise<string[]> {
  const stops: string[] = [];
  const focused = page.locator("*:focus");
  let first: ElementHandle | undefined;
  while (stops.length < most) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement === document.body || !document.hasFocus())) break;
    if (first && (await first.evaluate((element) => element === document.activeElement))) break;
    first ??= (await focused.elementHandle()) ?? undefined;
    const [line = ""] = (await focused.ariaSnapshot()).split("\n");
    stops.push(line.replace(/^- /, "").replace(/:$/, ""));
  }
  return stops;
}
