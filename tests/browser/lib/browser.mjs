// Debian's Chromium, phone and desktop pages, and checks that hold on every page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 800 };

export function launch() {
  return chromium.launch({
    executablePath: process.env.TEST_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
}

// A page in a context of its own. Whatever the page complains of fails the test that calls `complaints`.
export async function openPage(browser, { viewport, locale, colorScheme = "light" }) {
  const context = await browser.newContext({ viewport, locale, colorScheme, reducedMotion: "reduce", hasTouch: viewport.width < 500 });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    // A visitor has no session to renew; the 401 that says so is no fault.
    const expected = message.location().url.endsWith("/sessions/refresh");
    if (message.type() === "error" && !expected) complaints.push(`${message.text()} ${message.location().url}`);
  });
  return { page, context, complaints };
}

// Waits until the app stands in place of its first picture.
export async function ready(page) {
  await page.locator("main").waitFor();
  await page.locator(".skeleton").first().waitFor({ state: "detached" });
}

// No violation of WCAG 2.2 AA that axe can see, and nothing wider than the screen.
export async function assertAccessible(page, name) {
  // As tall as the page: what stands at the foot of the screen must not hide half a button that can be scrolled to.
  const viewport = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...viewport, height: Math.max(height, viewport.height) });
  // Behind the policy's back: an inline script of the page itself would be refused.
  await page.evaluate(AXE);
  const result = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] }));
  const found = result.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join(" ")}`);
  assert.deepEqual(found, [], name);
  await page.setViewportSize(viewport);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `${name} is ${overflow} px wider than the screen`);
}
