import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { DESKTOP, PHONE, assertAccessible, launch, openPage, ready } from "./lib/browser.mjs";
import { inLanguage, personalPages, publicPages } from "./lib/pages.mjs";
import { startServer } from "./lib/server.mjs";
import { signInOnPage } from "./lib/story.mjs";

let browser;
let server;

before(async () => {
  server = await startServer();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

// Each page in each language; with each language on both devices, in one scheme on each. What most people see first also
// in the other two pairs, so in everything there is.
const LANGUAGES = {
  ky: [[PHONE, "light"], [DESKTOP, "dark"]],
  ru: [[PHONE, "dark"], [DESKTOP, "light"]],
  en: [[PHONE, "light"], [DESKTOP, "dark"]],
};
const EVERYTHING = [[PHONE, "light"], [PHONE, "dark"], [DESKTOP, "dark"], [DESKTOP, "light"]];
const FIRST = new Set(["home", "ask", "case", "projects", "project", "project-money", "pledge-amount", "sign-up", "me", "workspace", "steward-queue"]);

// Every key of the catalogues: a program that lacks a message shows its key.
const WORDS = join(import.meta.dirname, "../../i18n/ky/web");
const KEYS = readdirSync(WORDS).flatMap((name) => [...readFileSync(join(WORDS, name), "utf8").matchAll(/^([a-z][\w-]*) =/gm)]
  .map(([, key]) => key).filter((key) => key.includes("-")));

async function assertWorded(page, name) {
  const shown = await page.evaluate((keys) => {
    const known = new Set(keys);
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) if (known.has(texts.currentNode.data.trim())) found.push(texts.currentNode.data);
    const labels = [...document.querySelectorAll("[aria-label]")].map((element) => element.getAttribute("aria-label"));
    return [...found, ...labels.filter((label) => known.has(label))];
  }, KEYS);
  assert.deepEqual(shown, [], name);
}

async function assertAllAccessible(page, complaints, pages) {
  for (const [language, some] of Object.entries(LANGUAGES)) {
    for (const [name, path] of pages) {
      await page.goto(`${server.base}${inLanguage(path, language)}`);
      await ready(page);
      assert.equal(await page.evaluate(() => document.documentElement.lang), language);
      await assertWorded(page, `${name} ${language}`);
      for (const [viewport, colorScheme] of FIRST.has(name) ? EVERYTHING : some) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        await ready(page);
        await assertAccessible(page, `${name} ${language} ${viewport.width} ${colorScheme}`);
      }
    }
  }
  assert.deepEqual(complaints, []);
}

test("every page that anyone can open is accessible in each language, on phone and desktop, light and dark", async () => {
  const { page, context, complaints } = await openPage(browser, { viewport: PHONE, locale: "ky" });
  await assertAllAccessible(page, complaints, await publicPages(server.base));
  await context.close();
});

test("every page of donors, organizations and stewards is accessible in each language, on phone and desktop, light and dark", async () => {
  for (const { person, pages } of await personalPages(server)) {
    const { page, context, complaints } = await openPage(browser, { viewport: PHONE, locale: "ky" });
    await signInOnPage(page, person);
    await page.waitForLoadState("networkidle");
    // The first answer to who has a second factor asks for its code.
    complaints.length = 0;
    await assertAllAccessible(page, complaints, pages);
    await context.close();
  }
});

test("a village's raion is found by the map and by search, and the way back is in the breadcrumbs", async () => {
  const { page } = await openPage(browser, { viewport: PHONE, locale: "ky-KG" });
  await page.goto(`${server.base}/places?lang=ky`);
  await page.getByRole("button", { name: "Ош облусу" }).click();
  await page.getByRole("heading", { level: 1, name: "Ош облусу" }).waitFor();
  await page.getByRole("button", { name: "Алай району", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Алай району" }).waitFor();
  assert.match(page.url(), /\/places\/kg-o-alay$/);
  await page.getByRole("navigation").getByRole("link", { name: "Кыргызстан" }).click();
  await page.getByRole("searchbox").fill("chong al");
  await page.getByRole("button", { name: "Чоң-Алай району" }).click();
  await page.getByRole("heading", { level: 1, name: "Чоң-Алай району" }).waitFor();
});

test("a place that does not exist says so", async () => {
  const { page } = await openPage(browser, { viewport: PHONE, locale: "en-GB" });
  await page.goto(`${server.base}/places/atlantis?lang=en`);
  await page.getByText("There is no such page or record", { exact: false }).waitFor();
});

test("the API's documentation works without the internet and under its policy", async () => {
  const { page, complaints } = await openPage(browser, { viewport: DESKTOP, locale: "en-GB" });
  await page.goto(`${server.base}/api/docs/`);
  await page.getByText("Accounts: registration, sessions, passwords", { exact: false }).waitFor();
  assert.deepEqual(complaints, []);
});
