import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DESKTOP, PHONE, assertAccessible, launch, openPage, ready } from "./lib/browser.mjs";
import { answer, course, receipt, spending } from "./lib/figures.mjs";
import { startServer } from "./lib/server.mjs";
import { BRIDGE, openStory, plan, signInOnPage } from "./lib/story.mjs";

let browser;
let server;
let story;
let project;

before(async () => {
  server = await startServer();
  story = await openStory(server);
  await story.importRates();
  const rule = { partners: [{ partner: "diaspora" }, { partner: "state", ratio: { numerator: 2, denominator: 1 } }] };
  const shares = [
    { partner: "diaspora", share: 2_500 }, { partner: "state", share: 5_000 }, { partner: "local_self_government", share: 2_500 },
  ];
  project = await story.publish(BRIDGE, { ...plan(1_000_000), funding_shares: shares, matching_rule: rule });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

// The spaces between groups of digits are narrow ones.
const digits = (text) => text.replace(/[^\d,.]/g, "");

async function enterAmount(page, amount, currency) {
  await page.getByLabel("Канча бергиңиз келет?").fill(amount);
  await page.getByLabel("Кайсы валютада төлөйсүз?").selectOption(currency);
  return page.getByRole("button", { name: "Улантуу" });
}

async function signInHere(page) {
  await page.locator("input[type=email]").fill(story.donor.email);
  await page.locator("input[type=password]").fill(story.donor.password);
  await page.getByRole("button", { name: "Кирүү" }).click();
}

const readInstructions = (page) => page.locator(".pay-facts code").allTextContents();

test("a person pledges on a phone in Kyrgyz in som and in roubles, sees how to pay, and finds both in my space", async () => {
  const { page, complaints } = await openPage(browser, { viewport: PHONE, locale: "ky-KG" });
  await page.goto(`${server.base}/projects/${project}?lang=ky`);
  await page.getByRole("heading", { level: 1, name: "Мектепке көпүрө" }).waitFor();
  await page.getByText("Сиз 1 сом төлөсөңүз, мамлекет 2 сом кошот.").waitFor();
  await page.getByRole("link", { name: "Жардам убада кылуу" }).first().click();

  await (await enterAmount(page, "5000", "KGS")).click();
  await signInHere(page);
  await page.getByRole("button", { name: "Убада берем" }).click();
  await page.getByText("Рахмат! Убадаңыз жазылды.").waitFor();
  const som = await readInstructions(page);
  assert.ok(som.includes("1290000123456789") && som.includes("5000.00"), som.join());
  assert.match(som.at(-1), /^RF\d\d/);
  const picture = page.locator(".qr img");
  assert.ok(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth > 0)), "the QR code is drawn");
  await assertAccessible(page, "how to pay");

  await page.goto(`${server.base}/projects/${project}/pledge`);
  const go = await enterAmount(page, "10000", "RUB");
  await page.getByText("1 RUB = 1,08 сом", { exact: false }).waitFor();
  assert.match(digits(await page.locator(".counted b").textContent()), /^10800$/);
  assert.match(digits(await page.locator(".counted li").textContent()), /^21600$/, "the state adds two for one");
  await assertAccessible(page, "amount");
  await go.click();
  await page.getByRole("button", { name: "Убада берем" }).click();
  await page.getByText("Рахмат! Убадаңыз жазылды.").waitFor();
  assert.ok((await readInstructions(page)).includes("10800.00"), "paid to the account in som");

  await page.getByRole("link", { name: /Менин барагым/ }).click();
  await page.locator(".card.linked").nth(1).waitFor();
  assert.equal(await page.locator(".card.linked").count(), 2);
  await assertAccessible(page, "my pledges");
  await page.getByLabel("Көрсөтүү").selectOption("cancelled");
  await page.getByText("Мындай абалдагы убадаңыз жок").waitFor();

  await page.getByLabel("Көрсөтүү").selectOption("pledged");
  await page.locator(".card.linked a").last().click();
  await page.getByRole("button", { name: "Убаданы кайтып алуу" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Убаданы кайтып алуу" }).click();
  await page.getByText("Бул убаданы кайтып алгансыз", { exact: false }).waitFor();
  assert.deepEqual(complaints, []);
});

test("a person follows a project, asks a question, and is told of the answer", async () => {
  const { page, complaints } = await openPage(browser, { viewport: PHONE, locale: "ky-KG" });
  await signInOnPage(page, story.donor);
  await story.donor.ask("DELETE", `/projects/${project}/follow`);
  await page.goto(`${server.base}/projects/${project}?part=talk&lang=ky`);
  await page.getByRole("button", { name: "Көз салуу" }).click();
  await page.getByRole("button", { name: "Көз салбоо" }).waitFor();
  await page.getByLabel("Сурооңуз").fill("Көпүрөнүн туурасы канча метр?");
  await page.getByRole("button", { name: "Суроо берүү" }).click();
  await page.getByText("Көпүрөнүн туурасы канча метр?").last().waitFor();
  await page.getByText("Жооп күтүүдө").waitFor();

  const [question] = (await story.village.get(`/projects/${project}/questions`)).items;
  await story.village.put(`/projects/${project}/questions/${question.id}/answer`, { answer: { ky: "Төрт метр." } });
  await page.goto(`${server.base}/me?part=news`);
  await page.getByRole("banner").getByRole("link", { name: "1 жаңы билдирүү", exact: false }).waitFor();
  await page.getByText("Суроого жооп берилди").waitFor();
  await assertAccessible(page, "notifications");
  await page.getByRole("button", { name: "Баарын окулду деп белгилөө" }).click();
  await page.locator(".icon-button .count").waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Көз салгандарым" }).click();
  await page.getByRole("link", { name: "Мектепке көпүрө" }).waitFor();
  assert.deepEqual(complaints, []);
});

test("a reload in the middle of a pledge loses nothing, and a lost answer makes no second pledge", async () => {
  const { page } = await openPage(browser, { viewport: PHONE, locale: "ky-KG" });
  const count = async () => (await story.donor.get("/me/pledges?limit=100")).items.length;
  const had = await count();
  await page.goto(`${server.base}/projects/${project}/pledge?lang=ky`);
  await (await enterAmount(page, "1234,50", "USD")).click();
  await page.getByText("1 234,50", { exact: false }).or(page.locator(".panel b")).first().waitFor();
  await page.reload();
  assert.match(digits(await page.locator(".panel b").textContent()), /^1234,50$/);
  await signInHere(page);

  // The server gets the first try; its answer is lost on the way.
  let lost = 0;
  await page.route("**/api/v1/pledges", async (route) => {
    lost += 1;
    if (lost > 1) return route.continue();
    await route.fetch();
    return route.abort("connectionreset");
  });
  await page.getByRole("button", { name: "Убада берем" }).click();
  await page.getByText("Кайра баса бериңиз", { exact: false }).waitFor();
  assert.equal(await count(), had + 1);
  await page.reload();
  await page.getByRole("button", { name: "Убада берем" }).click();
  await page.getByText("Рахмат! Убадаңыз жазылды.").waitFor();
  assert.equal(await count(), had + 1, "the second try answered as the first did");
});

test("a visitor verifies the account in the browser, and a changed amount is found", async () => {
  const { page, complaints } = await openPage(browser, { viewport: PHONE, locale: "ky-KG" });
  await page.goto(`${server.base}/projects/${project}/account?lang=ky`);
  const verify = page.getByRole("button", { name: "Эсепти өз браузеримде текшерүү" });
  await verify.click();
  await page.getByText("Баары жайында").waitFor();
  await assertAccessible(page, "account verified");
  await verify.click();
  await page.getByText("ошол кездегилер өзгөргөн эмес", { exact: false }).waitFor();

  let changes = (entries) => { entries[1].postings[0].amount += 100; };
  await page.route((url) => url.pathname.endsWith("/ledger/entries"), async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    changes(body.items);
    await route.fulfill({ response, json: body });
  });
  await verify.click();
  await page.getByText("2-жазуунун мазмуну жазылгандан кийин өзгөртүлгөн.").waitFor();
  await assertAccessible(page, "account not in order");

  changes = (entries) => entries.splice(0, 1);
  await verify.click();
  await page.getByText("1-жазуу жок.").waitFor();
  assert.deepEqual(complaints, []);
});

test("a journal that was cut since the last check is found, and so are balances that the server makes up", async () => {
  const { page } = await openPage(browser, { viewport: DESKTOP, locale: "en-GB" });
  await page.goto(`${server.base}/projects/${project}/account?lang=en`);
  const verify = page.getByRole("button", { name: "Verify this account in my browser" });
  await verify.click();
  await page.getByText("Everything is in order").waitFor();
  const { entries, ...rest } = await story.donor.get(`/projects/${project}/ledger`);
  const all = (await story.donor.get(`/projects/${project}/ledger/entries?limit=100`)).items;
  let told = { ...rest, entries: entries - 1, head: all[entries - 2].hash };
  await page.route((url) => url.pathname.endsWith("/ledger"), (route) => route.fulfill({ json: told }));
  await verify.click();
  await page.getByText("At your last check there were more entries.", { exact: false }).waitFor();
  told = { ...rest, entries, balances: rest.balances.map((row) => ({ ...row, balance: row.balance + 1 })) };
  await verify.click();
  await page.getByText("are not those that the entries add up to", { exact: false }).waitFor();
});

test("the account's entries are taken along as a table and as JSON", async () => {
  const { page } = await openPage(browser, { viewport: DESKTOP, locale: "en-GB" });
  await page.goto(`${server.base}/projects/${project}/account?lang=en`);
  for (const [button, ending] of [["CSV", ".csv"], ["JSON", ".json"]]) {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: button }).click();
    assert.ok((await download).suggestedFilename().endsWith(ending));
  }
});

test("every page of giving is accessible in each language, light and dark, on a phone and a desktop", async () => {
  const { id: pledge } = await story.donor.post("/pledges", { project_id: project, amount: { amount: 500_000, currency: "KGS" } });
  const about = await story.donor.get(`/projects/${project}`);
  const paths = [
    "", "?part=work", "?part=money", "?part=talk", "/pledge", "/account",
  ].map((part) => `/projects/${project}${part}`);
  paths.push("/me", "/me?part=follows", "/me?part=news", `/pledges/${pledge}`, `/pledges/${pledge}?made=1`, "/receipts/0123456789abcdef");
  for (const [language, viewport, colorScheme] of [["ky", PHONE, "light"], ["ru", PHONE, "dark"], ["en", DESKTOP, "light"], ["ky", DESKTOP, "dark"]]) {
    const { page, context, complaints } = await openPage(browser, { viewport, locale: language, colorScheme });
    await answer(page, "/spending", spending());
    await answer(page, "/course", course());
    await answer(page, "/receipts/0123456789abcdef", receipt(about, about.organization));
    await signInOnPage(page, story.donor);
    for (const path of paths) {
      await page.goto(`${server.base}${path}${path.includes("?") ? "&" : "?"}lang=${language}`);
      await ready(page);
      await assertAccessible(page, `${path} ${language} ${colorScheme}`);
    }
    assert.deepEqual(complaints, []);
    await context.close();
  }
});
