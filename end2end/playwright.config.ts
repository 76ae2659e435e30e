import { defineConfig, devices } from "@playwright/test";
import { chromiumArgs, chromiumPath } from "./chromium.mjs";
import { calderVale, liverpool, publishing } from "./servers.ts";

const serve = ({ folder, port, url }: typeof liverpool) => ({
  command: `node serve.mjs ${folder} ${port}`,
  url,
  timeout: 120_000,
  stdout: "ignore" as const,
  stderr: "pipe" as const,
  gracefulShutdown: { signal: "SIGTERM" as const, timeout: 5_000 },
});

// A test runs on the desktop and on the phone. Tags change that: `@desktop` and `@phone` keep it to one of them,
// and `@noscript` runs it a further time with JavaScript switched off (axe needs it on: see `withoutHydration`).
export default defineConfig({
  testDir: "specs",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  retries: 0,
  timeout: 30_000,
  reporter: [["list"]],
  use: {
    baseURL: liverpool.url,
    locale: "en-GB",
    timezoneId: "Europe/London",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: chromiumPath(), args: chromiumArgs },
  },
  projects: [
    { name: "desktop", grepInvert: /@phone/, use: { viewport: { width: 1280, height: 800 } } },
    {
      name: "phone",
      grepInvert: /@desktop/,
      use: { ...devices["Pixel 7"], viewport: { width: 390, height: 844 } },
    },
    {
      name: "noscript",
      grep: /@noscript/,
      use: { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false },
    },
  ],
  webServer: [serve(liverpool), serve(calderVale), serve(publishing)],
});
