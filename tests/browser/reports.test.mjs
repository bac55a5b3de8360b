import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DESKTOP, PHONE, assertAccessible, launch, openPage, ready } from "./lib/browser.mjs";
import { startServer } from "./lib/server.mjs";
import { openStory, signInOnPage } from "./lib/story.mjs";

let browser;
let server;
let story;
let project;

before(async () => {
  server = await startServer();
  browser = await launch();
  story = await openStory(server);
  project = await story.publish();
  const update = { title: { ky: "Уста табылды", en: "A builder was found" }, body: { ky: "Асан уста, 0555 12 34 56", en: "Asan, 0555 12 34 56" } };
  await story.village.post(`/projects/${project}/updates`, update);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test("a donor reports news with a telephone number in Kyrgyz, a steward hides it in English, and the donor is told", async () => {
  const donor = await openPage(browser, { viewport: PHONE, locale: "ky-KG" });
  await donor.page.goto(`${server.base}/projects/${project}?part=work&lang=ky`);
  await donor.page.getByRole("link", { name: "Кабар тууралуу арыздануу" }).click();
  // Whoever is not signed in does that first and comes back.
  await donor.page.getByRole("main").getByRole("link", { name: "Кирүү" }).click();
  await donor.page.locator("input[type=email]").fill(story.donor.email);
  await donor.page.locator("input[type=password]").fill(story.donor.password);
  await donor.page.locator("form button[type=submit]").click();
  await donor.page.getByRole("heading", { level: 1, name: "Кабар тууралуу арыздануу" }).waitFor();
  await assertAccessible(donor.page, "report");
  await donor.page.getByRole("button", { name: "Арызды жөнөтүү" }).click();
  await donor.page.getByRole("alert").filter({ hasText: "Эмнеси туура эмес экенин тандаңыз" }).waitFor();
  await donor.page.getByLabel("Эмнеси туура эмес?").selectOption({ label: "Бирөөнүн жеке маалыматы" });
  await donor.page.getByLabel("Көзөмөлчү эмнени билиши керек?").fill("Устанын телефону жазылган");
  await donor.page.getByRole("button", { name: "Арызды жөнөтүү" }).click();
  await donor.page.getByText("Рахмат, арызыңыз көзөмөлчүлөргө жетти").waitFor();

  const steward = await openPage(browser, { viewport: DESKTOP, locale: "en-GB" });
  await signInOnPage(steward.page, story.steward);
  // The first answer to who has a second factor asks for its code.
  steward.complaints.length = 0;
  await steward.page.goto(`${server.base}/steward/reports?lang=en`);
  const card = steward.page.getByRole("listitem").filter({ hasText: "Somebody's private data" });
  await card.getByText("Asan, 0555 12 34 56", { exact: false }).waitFor();
  await assertAccessible(steward.page, "steward's reports");
  await card.getByRole("button", { name: "Hide" }).click();
  const dialog = steward.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Hide" }).click();
  await dialog.getByText("Fill in this field", { exact: false }).waitFor();
  await dialog.getByLabel("Reason").fill("A telephone number is nobody else's to publish");
  await assertAccessible(steward.page, "steward's decision");
  await dialog.getByRole("button", { name: "Hide" }).click();
  await steward.page.getByText("No such report").waitFor();
  await steward.page.getByLabel("State").selectOption({ label: "hidden" });
  await steward.page.getByText("A telephone number is nobody else's to publish").waitFor();

  await donor.page.goto(`${server.base}/me?part=news&lang=ky`);
  await donor.page.getByText("Көзөмөлчү сиз арызданган нерсени жашырды").waitFor();
  await donor.page.getByRole("link", { name: "Сиздин арызыңыз" }).click();
  await donor.page.goto(`${server.base}/projects/${project}?part=work&lang=ky`);
  await donor.page.getByText("Көзөмөлчү жашырган", { exact: false }).waitFor();
  await ready(donor.page);
  const words = await donor.page.getByRole("main").innerText();
  assert.ok(!words.includes("0555") && !words.includes("telephone"), "the public sees neither the words nor the reason");
  await assertAccessible(donor.page, "hidden news");

  const village = await openPage(browser, { viewport: PHONE, locale: "en-GB" });
  await signInOnPage(village.page, story.village);
  village.complaints.length = 0;
  await village.page.goto(`${server.base}/projects/${project}?part=work&lang=en`);
  await village.page.getByText("A telephone number is nobody else's to publish", { exact: false }).waitFor();
  assert.deepEqual([...donor.complaints, ...steward.complaints, ...village.complaints], []);
});
