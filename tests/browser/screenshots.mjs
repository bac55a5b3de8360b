// Makes docs/screenshots anew: every page, on a phone in Kyrgyz and on a desktop in English.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { DESKTOP, PHONE, launch, openPage, ready } from "./lib/browser.mjs";
import { inLanguage, personalPages, publicPages } from "./lib/pages.mjs";
import { startServer } from "./lib/server.mjs";
import { signInOnPage } from "./lib/story.mjs";

// Longer pages are cut: the folder belongs to every copy of the project.
const HEIGHT_MAX = 3000;
const DEVICES = [["phone", PHONE, "ky"], ["desktop", DESKTOP, "en"]];

const target = process.env.SCREENSHOTS ?? join(import.meta.dirname, "../../docs/screenshots");
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const server = await startServer();
const browser = await launch();

// Names of the pages in their order, for the index.
const shot = [];

async function shoot(page, pages) {
  shot.push(...pages.map(([name]) => name));
  for (const [device, viewport, language] of DEVICES) {
    await page.setViewportSize(viewport);
    for (const [name, path] of pages) {
      await page.goto(`${server.base}${inLanguage(path, language)}`);
      await ready(page);
      // Pictures further down come when they are scrolled to.
      await page.evaluate(() => document.querySelectorAll("img[loading=lazy]").forEach((image) => { image.loading = "eager"; }));
      await page.waitForLoadState("networkidle");
      // As tall as the page, so that what stands at the foot of the screen does not cover its middle.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ ...viewport, height: Math.min(height, HEIGHT_MAX) });
      await page.screenshot({ path: join(target, `${name}-${device}-${language}.png`) });
      await page.setViewportSize(viewport);
    }
  }
}

try {
  const visitor = await openPage(browser, { viewport: PHONE, locale: "ky" });
  await shoot(visitor.page, await publicPages(server.base));
  for (const { person, pages } of await personalPages(server)) {
    const { page, context } = await openPage(browser, { viewport: PHONE, locale: "ky" });
    await signInOnPage(page, person);
    await page.waitForLoadState("networkidle");
    await shoot(page, pages);
    await context.close();
  }
  const rows = shot.map((name) => `| ${name} | ![${name} on a phone](${name}-phone-ky.png) | ![${name} on a desktop](${name}-desktop-en.png) |`);
  const head = ["# Every page", "", "Made by `make screenshots`.", "", "| page | phone, Kyrgyz | desktop, English |", "| --- | --- | --- |"];
  writeFileSync(join(target, "README.md"), `${[...head, ...rows].join("\n")}\n`);
} finally {
  await browser.close();
  await server.stop();
}
