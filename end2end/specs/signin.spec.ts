// Signing in, with a second step that is set up as a person would, and what is behind it. All of it works without script.
import { login } from "../accounts.mjs";
import { expectNoAxeViolations, tabOrder } from "../accessibility.ts";
import { code, giveThePassword, setUpTheSecondStep } from "../signing-in.ts";
import { calderVale, expect, test } from "../test.ts";

test.use({ baseURL: calderVale.url });

test("an administrator signs in, adds somebody, reads the audit and signs out", { tag: "@noscript" }, async ({ page }, info) => {
  const who = login(info.project.name, "walk");
  await giveThePassword(page, who);
  const secret = await setUpTheSecondStep(page);
  await expect(page.locator(".codes code")).toHaveCount(10);
  await page.getByRole("link", { name: "I have kept them" }).click();
  await expect(page.locator("main")).toContainText(who);

  await page.getByRole("link", { name: "People" }).first().click();
  const added = `${info.project.name}-new@example.org`;
  await page.getByLabel("Login").fill(added);
  await page.getByLabel("Name", { exact: true }).fill("Nora New");
  await page.getByRole("checkbox", { name: "Look at what the public sees" }).check();
  await page.getByRole("button", { name: "Add" }).click();
  await expect(page.locator("main dd code").first()).toHaveText(added);

  await page.getByRole("link", { name: "Audit" }).first().click();
  await expect(page.locator("main table")).toContainText("Added a person");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto("/manage");
  await expect(page).toHaveURL(/\/sign-in$/);

  // Again, with a code: that of the next step, as the one of now has been used.
  await giveThePassword(page, who);
  await page.getByLabel("Code", { exact: true }).fill(code(secret, 1));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your pages");
});

test("a councillor is led to what of their ward is not released", { tag: "@noscript" }, async ({ page }, info) => {
  await giveThePassword(page, login(info.project.name, "ward"));
  await setUpTheSecondStep(page);
  await page.getByRole("link", { name: "I have kept them" }).click();
  await page.locator("main").getByRole("link", { name: "Aldershaw before release" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Aldershaw");
  await expect(page.locator("main")).toContainText(/not released|waits to be released/);
  await page.locator("main").getByRole("link", { name: "Public page" }).click();
  await expect(page).toHaveURL(/\/areas\/CV-P01$/);
});

test("the pages of signing in keep to WCAG 2.2 AA", async ({ page }, info) => {
  // Nine pages are examined.
  test.slow();
  await page.goto("/sign-in");
  await expectNoAxeViolations(page);
  expect((await tabOrder(page)).join("\n")).toMatch(/textbox "Login"[\s\S]*textbox "Password"[\s\S]*button "Continue"/);
  await giveThePassword(page, login(info.project.name, "axe"));
  await expectNoAxeViolations(page);
  await setUpTheSecondStep(page);
  await expectNoAxeViolations(page);
  for (const path of ["/manage", "/manage/people", "/manage/people?user=1", "/manage/audit", "/manage/password", "/manage/factor"]) {
    await page.goto(path);
    await expectNoAxeViolations(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide, `${path} is wider than the screen`).toBe(false);
  }
});

test.describe("what is not right", () => {
  test.use({ expectedFailures: /\/(sign-in|manage\/people)$/ });

  test("is said at the field, and read out", { tag: "@noscript" }, async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByLabel("Login").fill("nobody@example.org");
    await page.getByLabel("Password").fill("not a password of anybody");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page).toHaveTitle(/^Error: /);
    await expect(page.getByRole("alert")).toContainText("The login or the password is not right.");
    await expect(page.getByLabel("Password")).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel("Password")).toHaveValue("");
    await expect(page.getByLabel("Login")).toHaveValue("nobody@example.org");
  });

  test("a viewer may not manage people", { tag: "@noscript" }, async ({ page }, info) => {
    await giveThePassword(page, login(info.project.name, "viewer"));
    await setUpTheSecondStep(page);
    await page.goto("/manage");
    await expect(page.getByRole("link", { name: "People" })).toHaveCount(0);
    const response = await page.goto("/manage/people");
    expect(response?.status()).toBe(403);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You may not do this");
  });
});
