// Signing in as somebody of accounts.mjs, with a second step that is set up as a person would.
import { createHmac } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { password } from "./accounts.mjs";

/** The code that an authenticator shows for a secret (RFC 6238), so many steps of 30 seconds from now. */
export function code(secret: string, steps = 0): string {
  const bits = [...secret.replace(/\s/g, "")].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const hash = createHmac("sha1", key).update(counter).digest();
  const at = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** The first half: login and password. */
export async function giveThePassword(page: Page, who: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Login").fill(who);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** The second half, the first time; gives the secret of the second step. */
export async function setUpTheSecondStep(page: Page): Promise<string> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set up a second step");
  const secret = await page.locator("dd code").innerText();
  await page.getByLabel("Code", { exact: true }).fill(code(secret));
  await page.getByRole("button", { name: "Turn it on" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your recovery codes");
  return secret;
}

/** Signs in for the first time, and gives the secret of the second step. */
export async function enrol(page: Page, who: string): Promise<string> {
  await giveThePassword(page, who);
  return setUpTheSecondStep(page);
}

/** Signs in again. The code of now may have been used, so that of the next step is given. */
export async function signIn(page: Page, who: string, secret: string): Promise<void> {
  await giveThePassword(page, who);
  await page.getByLabel("Code", { exact: true }).fill(code(secret, 1));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your pages");
}
