import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DESKTOP, PHONE, assertAccessible, launch, openPage, ready } from "./lib/browser.mjs";
import { publicPages } from "./lib/pages.mjs";
import { startServer } from "./lib/server.mjs";

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

for (const language of ["ky", "ru", "en"]) {
  for (const [device, viewport] of [["phone", PHONE], ["desktop", DESKTOP]]) {
    test(`every page is accessible in ${language} on a ${device}, light and dark`, async () => {
      for (const colorScheme of ["light", "dark"]) {
        const { page, context, complaints } = await openPage(browser, { viewport, locale: language, colorScheme });
        for (const [name, path] of await publicPages(server.base)) {
          await page.goto(`${server.base}${path}${path.includes("?") ? "&" : "?"}lang=${language}`);
          await ready(page);
          assert.equal(await page.evaluate(() => document.documentElement.lang), language);
          await assertAccessible(page, `${name} ${language} ${device} ${colorScheme}`);
        }
        assert.deepEqual(complaints, []);
        await context.close();
      }
    });
  }
}

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
  await page.getByRole("link", { name: "Чоң-Алай району" }).click();
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
