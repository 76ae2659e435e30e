// What every spec imports instead of `@playwright/test`: the same, and a test fails on anything that goes wrong in the page.
import { test as base, expect, type BrowserContext } from "@playwright/test";

export { expect };
export { calderVale, liverpool, publishing } from "./servers.ts";

type Options = {
  /** Addresses that are meant to fail in this test: `test.use({ expectedFailures: /\/areas\/nowhere/ })`. */
  expectedFailures: RegExp;
};

type Fixtures = Options & { quietPage: void };

/** Collects all that a page must never do; the list is read when the test has ended. */
function listen(context: BrowserContext, baseURL: string | undefined, scripted: boolean, expected: RegExp): string[] {
  const problems: string[] = [];
  const isExpected = (url: string) => expected.test(url);
  const own = (url: string) => !/^https?:/.test(url) || new URL(url).origin === new URL(baseURL ?? url).origin;

  context.on("console", (message) => {
    const text = message.text();
    const matters = message.type() === "error" || (message.type() === "warning" && /hydrat|panic/i.test(text));
    if (matters && !isExpected(message.location().url)) problems.push(`console ${message.type()}: ${text}`);
  });
  context.on("weberror", (error) => problems.push(`uncaught: ${error.error().message}`));
  context.on("request", (request) => {
    if (!own(request.url())) problems.push(`a request to another place: ${request.url()}`);
  });
  context.on("requestfailed", (request) => {
    // The browser gives up a request when the page is left before it is answered: nothing is wrong with that.
    const reason = request.failure()?.errorText ?? "";
    // Without JavaScript it refuses the scripts that the page names: that is what is being tested.
    if (!scripted && request.resourceType() === "script") return;
    if (reason !== "net::ERR_ABORTED" && !isExpected(request.url())) problems.push(`${reason}: ${request.url()}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400 && !isExpected(response.url())) problems.push(`${response.status()}: ${response.url()}`);
  });
  return problems;
}

export const test = base.extend<Fixtures>({
  expectedFailures: [/(?!)/, { option: true }],
  quietPage: [
    async ({ context, baseURL, javaScriptEnabled, expectedFailures }, use) => {
      const problems = listen(context, baseURL, javaScriptEnabled ?? true, expectedFailures);
      await use();
      expect(problems, "what went wrong in the page").toEqual([]);
    },
    { auto: true },
  ],
});
