// Makes docs/screenshots anew: every public page and the account, phone and desktop, in Kyrgyz and English.

import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { DESKTOP, PHONE, launch, openPage, ready } from "./lib/browser.mjs";
import { publicPages } from "./lib/pages.mjs";
import { startServer } from "./lib/server.mjs";

const target = join(import.meta.dirname, "../../docs/screenshots");
mkdirSync(target, { recursive: true });
const server = await startServer();
const browser = await launch();

async function shoot(page, name, device, language) {
  await ready(page);
  await page.screenshot({ path: join(target, `${name}-${device}-${language}.png`), fullPage: true });
}

try {
  for (const [device, viewport] of [["phone", PHONE], ["desktop", DESKTOP]]) {
    for (const language of ["ky", "en"]) {
      const { page, context } = await openPage(browser, { viewport, locale: language });
      for (const [name, path] of await publicPages(server.base)) {
        await page.goto(`${server.base}${path}${path.includes("?") ? "&" : "?"}lang=${language}`);
        await shoot(page, name, device, language);
      }
      await page.goto(`${server.base}/sign-in?lang=${language}`);
      await page.locator("input[type=email]").fill("aigul@demo.kopuro.kg");
      await page.locator("input[type=password]").fill(server.password);
      await page.locator("form button[type=submit]").click();
      await page.waitForURL(/\/me/);
      await page.goto(`${server.base}/account?lang=${language}`);
      await shoot(page, "account", device, language);
      await context.close();
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
