// Every page and state, by axe, in light and dark, on a narrow screen and with less motion.
import type { Page } from "@playwright/test";
import { expectNoAxeViolations, tabOrder } from "../accessibility.ts";
import { area, control, open } from "../steps.ts";
import { calderVale, expect, test } from "../test.ts";

type Council = { baseURL?: string; former: string };
type Step = { path: string; act?: (page: Page) => Promise<void> };

async function firstOf(page: Page, list: string, links: string): Promise<string> {
  await page.goto(list);
  return (await page.locator(links).first().getAttribute("href")) ?? "";
}

async function drawAll(page: Page): Promise<void> {
  const figures = page.locator("figure.large");
  for (let at = 0; at < (await figures.count()); at += 1) {
    await figures.nth(at).locator(".canvas").scrollIntoViewIfNeeded();
    await expect(figures.nth(at).locator(".canvas svg").first()).toBeVisible();
  }
}

/** What is examined: a name, and how to come there. */
const states: Record<string, (page: Page, council: Council) => Promise<Step>> = {
  home: async () => ({ path: "/" }),
  areas: async () => ({ path: "/areas" }),
  "an area": async (page) => ({ path: (await area(page)).path }),
  "an area for a group": async (page) => ({ path: `${(await area(page)).path}?group=female` }),
  "an area with an open panel": async (page) => ({
    path: (await area(page)).path,
    act: (opened) => control(opened, "group").locator("summary").click(),
  }),
  "compared areas": async (page) => {
    const other = (await area(page, 1)).path.split("/").at(-1) ?? "";
    return { path: `${(await area(page)).path}?compare=${other}` };
  },
  "areas like one": async (page) => ({ path: await firstOf(page, (await area(page)).path, 'main a[href$="/alike"]') }),
  "a former area": async (_page, council) => ({ path: council.former }),
  themes: async () => ({ path: "/themes" }),
  "a theme": async (page) => ({ path: await firstOf(page, "/themes", 'main a[href^="/themes/"]') }),
  measures: async () => ({ path: "/measures" }),
  "a measure with its charts": async (page) => ({ path: await firstOf(page, "/measures", "table.list a.title"), act: drawAll }),
  "why a rating": async (page) => ({ path: await firstOf(page, (await area(page)).path, "main a.to-why") }),
  programmes: async () => ({ path: "/programmes" }),
  "a programme": async (page) => ({ path: await firstOf(page, "/programmes", "ul.cards a") }),
  "a programme as it stood": async (page) => ({ path: `${await firstOf(page, "/programmes", "ul.cards a")}?on=2025-09-30&since=2025-01-01` }),
  "outcomes of the whole city": async () => ({ path: "/city" }),
  surveys: async () => ({ path: "/surveys" }),
  "the golden thread": async () => ({ path: "/thread" }),
  "one knot of the thread": async (page) => ({ path: await firstOf(page, "/thread", 'main a[href^="/thread?at="]') }),
  "a theme on the thread": async (page) => ({ path: await firstOf(page, "/thread", 'main a[href^="/thread?theme="]') }),
  "orphans of the thread": async () => ({ path: "/thread/orphans" }),
  money: async () => ({ path: "/money" }),
  "a gateway": async (page) => ({ path: await firstOf(page, "/money", "#gateways a") }),
  customer: async () => ({ path: "/customer" }),
  "the plan of a neighbourhood": async (page) => ({ path: await firstOf(page, "/programmes", 'main a[href$="/plan"]') }),
  "what neighbourhoods have learned": async () => ({ path: "/learning" }),
  "the Triple Lock": async () => ({ path: "/triple-lock" }),
  "a lens in a year": async () => ({ path: "/triple-lock/equality?year=2025" }),
  decisions: async () => ({ path: "/decisions" }),
  "decisions of one outcome": async () => ({ path: "/decisions?made=difference&lens=equality" }),
  "a decision": async (page) => ({ path: await firstOf(page, "/decisions", "main table a.title") }),
  directorates: async () => ({ path: "/directorates" }),
  "a directorate": async (page) => ({ path: await firstOf(page, "/directorates", "ul.cards a") }),
  "what was found": async (page) => ({ path: `/find?q=${encodeURIComponent((await area(page)).name)}` }),
  "nothing found": async () => ({ path: "/find?q=zzzzqqqq" }),
  "gaps between groups": async () => ({ path: "/equality" }),
  "the evidence map": async () => ({ path: "/equality/evidence" }),
  "what an average hides": async (page) => ({ path: `${await firstOf(page, "/measures", "table.list a.title")}/average` }),
  "what can be taken of an area": async (page) => ({ path: `${(await area(page)).path}/take` }),
  "what can be taken of a measure": async (page) => ({ path: `${await firstOf(page, "/measures", "table.list a.title")}/take` }),
  "a citation": async (page) => ({ path: `/cite?page=${(await area(page)).path}` }),
  "how to cite": async () => ({ path: "/cite" }),
  data: async () => ({ path: "/data" }),
  "every release": async () => ({ path: "/data/releases" }),
  corrections: async () => ({ path: "/data/corrections" }),
  "what is due when": async () => ({ path: "/data/due" }),
  "for programs": async () => ({ path: "/api" }),
  "everything as files": async () => ({ path: "/data/files" }),
  "a ward in one minute": async (page) => ({ path: `${(await area(page)).path}/minute` }),
  reports: async () => ({ path: "/reports" }),
  meetings: async () => ({ path: "/meetings" }),
  "what was asked about a measure": async (page) => ({ path: `${await firstOf(page, "/measures", "table.list a.title")}/questions` }),
  "a report": async () => ({ path: "/reports/quarterly/council" }),
  "a report of equality": async () => ({ path: "/reports/equality/council" }),
  "a card for another page": async (page) => ({ path: `/embed${(await area(page)).path}` }),
  "a page of a release as it was published": async (page) => ({ path: `/releases/1${(await area(page)).path}` }),
  "a measure of a release as it was published": async (page) => ({
    path: `/releases/1${await firstOf(page, "/measures", "table.list a.title")}`,
  }),
  "a release that is not there": async () => ({ path: "/releases/4711/no-such-thing" }),
  "how figures are made": async () => ({ path: "/about/methods" }),
  "how much is hidden": async () => ({ path: "/about/protection" }),
  "illustrative figures": async () => ({ path: "/about/illustrative" }),
  "the accessibility statement": async () => ({ path: "/about/accessibility" }),
  cookies: async () => ({ path: "/about/cookies" }),
  "a page that is not there": async () => ({ path: "/areas/no-such-thing" }),
  "an address that is not right": async (page) => ({ path: `${(await area(page)).path}?group=nobody` }),
};

const councils: Record<string, Council> = {
  Liverpool: { former: "/areas/E05000887" },
  "Calder Vale": { baseURL: calderVale.url, former: "/areas/CV-P90" },
};

for (const [name, council] of Object.entries(councils)) {
  test.describe(name, () => {
    if (council.baseURL) test.use({ baseURL: council.baseURL });
    test.use({ expectedFailures: /no-such-thing|group=nobody/ });

    for (const [state, prepare] of Object.entries(states)) {
      test(`${state}: no axe violation, headings in order, no sideways scrolling`, { tag: "@desktop" }, async ({ page }) => {
        test.slow();
        const { path, act } = await prepare(page, council);
        await open(page, path);
        await act?.(page);
        await expectNoAxeViolations(page);

        const levels = await page.getByRole("heading").evaluateAll((all) => all.map((heading) => Number(heading.tagName.slice(1))));
        expect(levels.filter((level) => level === 1)).toEqual([1]);
        const leaps = levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1);
        expect(leaps, `levels ${levels.join(" ")}`).toEqual([]);

        await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
        await expectNoAxeViolations(page, "colours");

        await page.setViewportSize({ width: 320, height: 640 });
        const width = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0);
        expect(width, "the width of the page on a screen of 320").toBeLessThanOrEqual(320);
        await page.emulateMedia({ colorScheme: "light" });
        await expectNoAxeViolations(page);
      });
    }

    test("the skip link leads to the page", { tag: "@desktop" }, async ({ page }) => {
      await open(page, "/");
      const [first = ""] = await tabOrder(page, 1);
      expect(first).toMatch(/^link "Skip to/);
      await page.keyboard.press("Enter");
      await expect(page.locator("main")).toBeFocused();
    });
  });
}
