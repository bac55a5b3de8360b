// Finding a project: by the map, by words in any alphabet, by filters that live in the address, by keyboard alone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DESKTOP, PHONE, assertAccessible, launch, openPage, ready } from "./lib/browser.mjs";
import { startServer } from "./lib/server.mjs";
import { BRIDGE, openStory, plan } from "./lib/story.mjs";

let browser;
let server;
let story;

// The bridge is the demo's; it shows four projects more, and this test adds these.
const PUBLISHED = 5 + 22;

const SCHOOL = {
  ...BRIDGE, place_id: "kg-c", sector: "11220",
  title: { ky: "Жаңы класстар", ru: "Новые классы", en: "New classrooms" },
  summary: { ky: "Окуучулар үч сменада окуйт.", en: "Pupils learn in three shifts." },
  description: { ky: "Төрт класс." },
};

before(async () => {
  server = await startServer();
  browser = await launch();
  story = await openStory(server);
  await story.importRates();
  await story.publish(SCHOOL, plan(80_000, 20));
  // More than a page, so that there is more to show.
  for (let number = 1; number <= 21; number += 1) {
    const title = { ky: `${number}-суу түтүгү`, ru: `Водопровод ${number}`, en: `Water line ${number}` };
    await story.publish({ ...BRIDGE, place_id: "kg-j", sector: "14031", title, summary: { ky: "Таза суу." }, description: { ky: "Таза суу." } });
  }
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

// Waits until the catalogue says how many it finds.
const counted = (page, text) => page.getByRole("status").filter({ hasText: new RegExp(`^${text}$`) }).first().waitFor();
const cards = (page) => page.locator(".project-card");

async function openCatalogue(viewport, locale, query = "") {
  const opened = await openPage(browser, { viewport, locale });
  const mark = query ? "&" : "?";
  await opened.page.goto(`${server.base}/projects${query}${mark}lang=${locale.slice(0, 2)}`);
  await ready(opened.page);
  return opened;
}

test("on a phone the bridge is found by the map: oblast, then raion, then Back", async () => {
  const { page, complaints } = await openCatalogue(PHONE, "ky-KG");
  await counted(page, `${PUBLISHED} долбоор`);
  await page.getByRole("button", { name: "Чыпкалар" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: /^Ош облусу/ }).first().click();
  await sheet.getByRole("button", { name: /^Алай району/ }).first().click();
  await sheet.getByRole("button", { name: "Көрсөтүү: 1 долбоор" }).click();
  await page.getByRole("heading", { name: "Мектепке көпүрө" }).waitFor();
  assert.match(page.url(), /place_id=kg-o-alay/);
  assert.equal(await cards(page).count(), 1);
  await page.goBack();
  await page.getByRole("button", { name: /Чыпканы алып салуу: Ош облусу/ }).waitFor();
  assert.match(page.url(), /place_id=kg-o(&|$)/);
  await page.goBack();
  await counted(page, `${PUBLISHED} долбоор`);
  assert.deepEqual(complaints, []);
});

test("words find it with their endings and in Latin letters, and the address can be shared", async () => {
  const { page } = await openCatalogue(DESKTOP, "ky-KG");
  for (const words of ["көпүрөлөрдү", "көпүрө", "kopuro", "мосты", "bridges"]) {
    await page.getByRole("searchbox", { name: "Долбоорду издөө" }).fill(words);
    await page.waitForURL((url) => url.searchParams.get("q") === words);
    await counted(page, "1 долбоор");
    assert.equal(await cards(page).getByRole("heading").innerText(), "Мектепке көпүрө", words);
  }
  const shared = page.url();
  await page.goBack();
  await counted(page, `${PUBLISHED} долбоор`);
  assert.equal(await page.getByRole("searchbox", { name: "Долбоорду издөө" }).inputValue(), "");
  await page.goto(shared);
  await counted(page, "1 долбоор");
  assert.equal(await page.getByRole("searchbox", { name: "Долбоорду издөө" }).inputValue(), "bridges");
});

test("filters stand in the address, add up, and what is empty says what to loosen", async () => {
  const { page } = await openCatalogue(DESKTOP, "en-GB");
  await page.getByLabel("Sector").selectOption("11220");
  await page.waitForURL(/sector=11220/);
  await counted(page, "1 project");
  await page.getByLabel("Amount missing").selectOption({ label: "up to 100,000\u00a0som" });
  await page.waitForURL(/missing_max=10000000/);
  await page.getByRole("heading", { name: "New classrooms" }).waitFor();
  await page.getByLabel("State").selectOption("completed");
  await page.getByRole("heading", { name: "No project fits all of this" }).waitFor();
  const empty = page.locator(".state");
  await empty.getByRole("button", { name: "Remove the filter: completed", exact: true }).click();
  await page.getByRole("heading", { name: "New classrooms" }).waitFor();
  await page.getByRole("button", { name: "Remove all" }).click();
  await counted(page, `${PUBLISHED} projects`);
  await page.getByLabel("Order").selectOption("ending_soon");
  await page.waitForURL(/sort=ending_soon/);
  await cards(page).first().getByRole("heading", { name: "New classrooms" }).waitFor();
});

test("amounts show in the person's currency beside som", async () => {
  const { page } = await openCatalogue(DESKTOP, "en-GB", "?q=classrooms");
  await page.getByLabel("Second currency").selectOption("USD");
  // 80,000 som at 87.45.
  await cards(page).getByText("≈ 914\u00a0$").waitFor();
  await page.reload();
  await cards(page).getByText("≈ 914\u00a0$").waitFor();
});

test("more rows keep what is read, the focus goes to the first new one, and Back comes to the same place", async () => {
  const { page } = await openCatalogue(PHONE, "en-GB");
  assert.equal(await cards(page).count(), 20);
  await page.getByRole("button", { name: "Show more" }).click();
  await cards(page).nth(PUBLISHED - 1).waitFor();
  assert.equal(await page.getByRole("button", { name: "Show more" }).count(), 0);
  const focused = await page.evaluate(() => [...document.querySelectorAll(".project-card")].findIndex((card) => card.contains(document.activeElement)));
  assert.equal(focused, 20);
  const link = cards(page).nth(21).getByRole("link");
  await link.scrollIntoViewIfNeeded();
  await page.waitForTimeout(200);
  const before = await page.evaluate(() => window.scrollY);
  await link.click();
  await page.waitForURL(/\/projects\/[0-9a-f-]{36}/);
  await page.goBack();
  await cards(page).nth(PUBLISHED - 1).waitFor();
  await page.waitForTimeout(300);
  assert.ok(Math.abs(await page.evaluate(() => window.scrollY) - before) < 5, "the same place");
});

test("without a line it says so, shows nothing that was not asked for, and goes on by itself once it is back", async () => {
  const { page, context } = await openCatalogue(PHONE, "en-GB");
  await context.setOffline(true);
  await page.getByRole("searchbox", { name: "Search projects" }).fill("bridges");
  await page.getByText("No connection to the server", { exact: false }).waitFor();
  assert.equal(await cards(page).count(), 0);
  await context.setOffline(false);
  await page.getByRole("heading", { name: "The bridge to the school" }).waitFor();
  await counted(page, "1 project");
});

test("everything is done by keyboard alone", async () => {
  const { page } = await openCatalogue(DESKTOP, "en-GB");
  await page.getByRole("searchbox", { name: "Search projects" }).focus();
  await page.keyboard.type("school");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=school/);
  const tabTo = async (wanted) => {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press("Tab");
      const name = await page.evaluate(() => document.activeElement?.textContent ?? "");
      if (wanted.test(name)) return;
    }
    assert.fail(`no ${wanted} by Tab`);
  };
  await tabTo(/^Osh Oblast/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/place_id=kg-o/);
  await counted(page, "1 project");
  await tabTo(/The bridge to the school/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/projects\/[0-9a-f-]{36}/);
});

test("the way from the first page: words, a tap on the map, what lacks little", async () => {
  const { page, complaints } = await openPage(browser, { viewport: PHONE, locale: "ru-RU" });
  await page.goto(`${server.base}/?lang=ru`);
  await ready(page);
  await page.getByRole("searchbox").fill("мост");
  await page.getByRole("button", { name: "Найти" }).click();
  await page.getByRole("heading", { name: "Мост к школе" }).waitFor();
  await page.goto(`${server.base}/?lang=ru`);
  await page.getByRole("button", { name: /^Ошская область/ }).first().click();
  await page.waitForURL(/\/projects\?place_id=kg-o$/);
  await page.getByRole("heading", { name: "Мост к школе" }).waitFor();
  assert.deepEqual(complaints, []);
});

test("a place shows what it needs and who answers, an organization its projects and what verification means", async () => {
  const { page } = await openPage(browser, { viewport: PHONE, locale: "en-GB" });
  await page.goto(`${server.base}/places/kg-o-alay?lang=en`);
  await page.getByRole("heading", { name: "The bridge to the school" }).waitFor();
  await page.getByRole("link", { name: "Alay local self-government (demo)" }).click();
  await page.waitForURL(/\/organizations\//);
  await page.getByText("Nobody verifies their own organization", { exact: false }).waitFor();
  await page.getByRole("heading", { name: "Water line 21" }).waitFor();
  await page.goto(`${server.base}/organizations?lang=en&kind=school`);
  await page.getByRole("heading", { name: "No such organization was found" }).waitFor();
  await page.getByLabel("Kind of organization").selectOption("local_self_government");
  await page.getByRole("link", { name: "Alay local self-government (demo)" }).waitFor();
});

for (const [device, viewport] of [["phone", PHONE], ["desktop", DESKTOP]]) {
  test(`pages with projects on them are accessible on a ${device}, light and dark`, async () => {
    for (const colorScheme of ["light", "dark"]) {
      const { page, context, complaints } = await openPage(browser, { viewport, locale: "ky-KG", colorScheme });
      const paths = ["/", "/projects", "/projects?q=kopuro&place_id=kg-o-alay&sector=21020", "/projects?q=zzz", "/places/kg-o", "/organizations",
        `/organizations/${story.organization}`];
      for (const path of paths) {
        await page.goto(`${server.base}${path}`);
        await ready(page);
        await assertAccessible(page, `${path} ${device} ${colorScheme}`);
      }
      if (device === "phone") {
        await page.goto(`${server.base}/projects`);
        await page.getByRole("button", { name: "Чыпкалар" }).click();
        await page.getByRole("dialog").getByRole("button", { name: /^Ош облусу/ }).first().waitFor();
        await assertAccessible(page, `filters ${colorScheme}`);
      }
      assert.deepEqual(complaints, []);
      await context.close();
    }
  });
}
