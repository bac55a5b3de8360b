import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DESKTOP, PHONE, assertAccessible, launch, openPage, ready } from "./lib/browser.mjs";
import { photo } from "./lib/photo.mjs";
import { startServer } from "./lib/server.mjs";
import { statement } from "./lib/statement.mjs";
import { BRIDGE, openStory, signIn, signInOnPage } from "./lib/story.mjs";

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

function inDays(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

let story;
const open = new Map();

// A page on which this person is signed in, the same for every test: each code of a second factor is good once, and the
// next one comes half a minute later. Everything after it is in this language and size.
async function pageOf(person, viewport, language) {
  if (!open.has(person.email)) {
    const opened = await openPage(browser, { viewport, locale: language });
    await signInOnPage(opened.page, person);
    // The account is in the other program, which is still loading.
    await opened.page.waitForLoadState("networkidle");
    // The first answer to who has a second factor asks for its code.
    opened.complaints.length = 0;
    open.set(person.email, opened);
  }
  const { page, complaints } = open.get(person.email);
  await page.setViewportSize(viewport);
  await page.goto(`${server.base}/workspace?lang=${language}`);
  await ready(page);
  return { page, complaints };
}

test("the head of a village founds on a phone in Kyrgyz what the steward verifies on a desktop in English", async () => {
  const head = await signIn(server, "aigul@demo.kopuro.kg");
  const { page, complaints } = await openPage(browser, { viewport: PHONE, locale: "ky-KG" });
  await signInOnPage(page, head);
  await page.waitForLoadState("networkidle");
  await page.goto(`${server.base}/workspace`);
  await page.getByText("Сиз азырынча эч бир уюмдун мүчөсү эмессиз").waitFor();
  await page.getByRole("link", { name: "Уюм түзүү" }).click();
  await page.getByLabel("Аталышы").fill("Гүлчө айыл өкмөтү");
  await page.getByRole("button", { name: /Русский/ }).click();
  await page.getByLabel("Аталышы").fill("Гульчинский айыл окмоту");
  // A lost connection or a reload costs nothing.
  await page.reload();
  await page.getByText("Бул жерде мурда жазып, жөнөтө элек текстиңиз сакталып калыптыр.").waitFor();
  assert.equal(await page.getByLabel("Аталышы").inputValue(), "Гүлчө айыл өкмөтү");
  await page.getByLabel("Кайсы жерде").fill("алай");
  await page.getByRole("button", { name: /^Алай району/ }).click();
  await page.getByRole("button", { name: "Уюмду түзүү" }).click();
  await page.getByRole("heading", { level: 1, name: "Гүлчө айыл өкмөтү" }).waitFor();
  await page.getByRole("link", { name: "Текшерүүдөн өтүү" }).click();
  await page.getByLabel("Уюм жөнүндө көзөмөлчүгө").fill("Кеңсе: Гүлчө, Ленин 1. Башчысы: Асанов. Тел. 0 3234 5 00 00");
  await page.getByRole("button", { name: "Текшерүүгө жөнөтүү" }).click();
  await page.getByText("Сурооңуз көзөмөлчүдө.", { exact: false }).first().waitFor();
  await assertAccessible(page, "verification on a phone");
  assert.deepEqual(complaints, []);

  story = await openStory(server);
  const desk = await pageOf(story.steward, DESKTOP, "en");
  await desk.page.getByRole("banner").getByRole("link", { name: "Steward", exact: true }).click();
  const card = desk.page.getByRole("listitem").filter({ hasText: "Гүлчө айыл өкмөтү" });
  await card.getByText("Decide").click();
  await card.getByLabel("Reason for the decision").fill("Called the office; the statute is in order.");
  await card.getByRole("button", { name: "Verify" }).click();
  // The demo's association goes on waiting.
  await card.waitFor({ state: "detached" });
  await assertAccessible(desk.page, "steward's queue");
  await desk.page.goto(`${server.base}/steward/audit?action=decide_submission`);
  await desk.page.getByText("Called the office; the statute is in order.").first().waitFor();
  assert.deepEqual(desk.complaints, []);
  await page.reload();
  await page.getByText("текшерилген", { exact: true }).first().waitFor();
});

test("the head of the village plans a project on a phone, the steward publishes it, nothing that was typed is lost", async () => {
  const { page, complaints } = await pageOf(story.village, PHONE, "ky");
  await page.goto(`${server.base}/workspace/${story.organization}/projects`);
  await page.getByRole("link", { name: "Жаңы долбоор" }).click();
  await page.getByLabel("Аталышы").fill("Мектепке баруучу көпүрө");
  await page.getByLabel("Кыскача").fill("Балдар сууну кечип мектепке барат.");
  await page.getByLabel("Тармагы").selectOption("21020");
  await page.getByLabel("Канча адамга пайдасы тиет").fill("400");
  await page.getByRole("button", { name: "Долбоорду баштоо" }).click();
  await page.getByRole("heading", { level: 1, name: "Мектепке баруучу көпүрө" }).waitFor();
  // What is missing leads to where it is put right.
  await page.getByRole("link", { name: "Кыскача жана толук баяндамасын жазыңыз." }).click();
  await page.getByLabel("Толук баяндама").fill("Он эки метрлик бетон көпүрө. Айыл өкмөтү долбоорун жасайт.");
  await page.locator("#cover").setInputFiles(photo("cover.png", [120, 90, 40]));
  await page.getByText("✓ жөнөтүлдү").waitFor();
  await page.getByRole("button", { name: "Сактоо" }).click();
  await page.getByRole("img", { name: "Азыркы сүрөтү" }).waitFor();

  await page.getByRole("link", { name: "План", exact: true }).click();
  await page.getByLabel("Баары канча турат").fill("1000000");
  await page.getByLabel("Акча чогултуунун акыркы күнү").fill(inDays(60));
  await page.getByRole("button", { name: "Сап кошуу" }).click();
  await page.getByRole("group", { name: "1-сап" }).getByLabel("Эмнеге").fill("Бетон жана курулуш");
  await page.getByRole("group", { name: "1-сап" }).getByLabel("Сумма").fill("900 000");
  await page.getByText(/максатка 100.000.сом жетпейт/).waitFor();
  await page.reload();
  assert.equal(await page.getByRole("group", { name: "1-сап" }).getByLabel("Эмнеге").inputValue(), "Бетон жана курулуш");
  await page.getByRole("group", { name: "1-сап" }).getByLabel("Сумма").fill("1000000");
  await page.getByLabel("Эреже").selectOption("three_for_one");
  await page.getByRole("button", { name: "Үлүштөрдү ушул эреже боюнча коюу" }).click();
  await page.getByText("Үлүштөрдүн суммасы: 100 %").waitFor();
  await page.getByRole("button", { name: "Кадам кошуу" }).click();
  await page.getByRole("group", { name: "1-кадам" }).getByLabel("Эмне жасалат").fill("Тирөөчтөр турду");
  await page.getByRole("group", { name: "1-кадам" }).getByLabel("Качанга чейин").fill(inDays(90));
  await page.getByLabel("Акча каякка жумшалат").selectOption("same_place");
  await page.getByLabel("Кантип, качан").fill("Жолду оңдоого");
  await page.getByText("План толук: долбоорду жөнөтсө болот.").waitFor();
  // Where the dock lies over a button, the button is small only at this height of the page.
  await page.evaluate(() => window.scrollTo(0, 0));
  await assertAccessible(page, "plan on a phone");
  await page.getByRole("button", { name: "Планды сактоо" }).click();
  await page.getByText("Сакталды").waitFor();
  await page.getByRole("link", { name: "Абалы" }).click();
  await page.getByRole("button", { name: "Көзөмөлчүгө жөнөтүү" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Көзөмөлчүгө жөнөтүү" }).click();
  await page.getByText("Көзөмөлчү карап жатат.", { exact: false }).waitFor();
  assert.deepEqual(complaints, []);

  const desk = await pageOf(story.steward, DESKTOP, "en");
  await desk.page.goto(`${server.base}/steward`);
  await desk.page.getByRole("link", { name: "Мектепке баруучу көпүрө" }).click();
  await desk.page.getByText("Он эки метрлик бетон көпүрө.", { exact: false }).waitFor();
  await assertAccessible(desk.page, "review of a project");
  await desk.page.getByRole("button", { name: "Publish" }).click();
  await desk.page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await desk.page.getByText("takes pledges").first().waitFor();
  assert.deepEqual(desk.complaints, []);

  await page.goto(`${page.url().split("?")[0]}/updates`);
  await page.getByLabel("Бир нече сөз менен").fill("Жыйын өттү");
  await page.getByLabel("Эмне болду").fill("Айылдыктар ашарга макул болду.");
  await page.locator("#update-photos").setInputFiles([photo("one.png", [30, 80, 160]), photo("two.png", [60, 140, 60])]);
  await page.getByText("✓ жөнөтүлдү").nth(1).waitFor();
  await page.getByRole("button", { name: "Жарыялоо" }).click();
  await page.getByText("Айылдыктар ашарга макул болду.").waitFor();
  assert.equal(await page.locator(".photos img").count(), 2);
  await assertAccessible(page, "updates on a phone");
  assert.deepEqual(complaints, []);
});

test("what somebody else changed meanwhile is said, and what was typed stays", async () => {
  const { page, complaints } = await pageOf(story.village, DESKTOP, "en");
  await page.goto(`${server.base}/workspace/${story.organization}/organization`);
  await page.getByLabel("What the organization does").fill("Typed on the desktop");
  await story.village.change("PATCH", `/organizations/${story.organization}`, { phone: "+996 3234 1 11 11" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Somebody else changed this while you were writing").waitFor();
  assert.equal(await page.getByLabel("What the organization does").inputValue(), "Typed on the desktop");
  await assertAccessible(page, "a conflict");
  await page.getByRole("button", { name: "Save mine" }).click();
  await page.getByText("Saved").waitFor();
  const saved = await story.village.get(`/organizations/${story.organization}`);
  assert.equal(saved.about.en, "Typed on the desktop");
  assert.deepEqual(complaints.splice(0).filter((complaint) => !complaint.includes("412")), []);
});

test("the village imports a statement, matches a transfer by hand, enters an expense, and another member approves it", async () => {
  const { village, donor, organization } = story;
  const school = { ...BRIDGE, title: { ky: "Мектептин чатыры", ru: "Крыша школы", en: "The roof of the school" } };
  const project = await story.publish(school);
  const pledge = await donor.post("/pledges", { project_id: project, amount: { amount: 70_000_000, currency: "KGS" } });
  const { page, complaints } = await pageOf(village, PHONE, "ky");
  await page.goto(`${server.base}/workspace/${organization}/money/statements`);
  await page.locator("#statement-file").setInputFiles(statement({
    number: "1290000123456789", holder: "Алай айыл өкмөтү (демо)", opening: 0,
    payments: [
      { amount: 70_000_000, payer: "Аида", text: `Мектепке ${pledge.reference}` },
      { amount: 30_000_000, payer: "Алай айыл өкмөтү", text: "Чатырга үлүш" },
    ],
  }));
  await page.getByRole("heading", { name: "Бул файл жүктөлсө" }).waitFor();
  await page.getByText("убадага жазылат").waitFor();
  await assertAccessible(page, "preview of a statement on a phone");
  await page.getByRole("button", { name: "Жүктөө" }).click();
  await page.getByText("Көчүрмө жүктөлдү").waitFor();
  await page.getByRole("link", { name: "Банктагы кыймыл" }).click();
  await page.getByRole("link", { name: "Алай айыл өкмөтү" }).click();
  await page.getByText("Убадасыз акча: өнөктөш же белгисиз адам").click();
  await page.getByLabel("Долбоор").first().selectOption({ label: "Мектептин чатыры" });
  await page.getByLabel("Өнөктөш").first().selectOption("local_self_government");
  await page.getByRole("button", { name: "Жазуу", exact: true }).click();
  await page.getByRole("heading", { name: "Эмне үчүн жазылды" }).waitFor();
  await assertAccessible(page, "a booked transaction");

  await page.goto(`${server.base}/workspace/${organization}/projects/${project}/money`);
  const enter = page.locator("details").filter({ hasText: "Чыгым киргизүү" });
  await enter.locator("summary").click();
  await enter.getByLabel("Бюджеттин сабы").selectOption({ label: "Долбоорлоо" });
  await enter.getByLabel("Кимге төлөндү").fill("Курулуш ЖЧК");
  await enter.getByLabel("Сумма").fill("150000");
  await enter.getByLabel("Эмне үчүн").fill("Чатырдын долбоору");
  await page.locator("#invoices").setInputFiles(photo("invoice.png", [200, 200, 190]));
  await enter.getByText("✓ жөнөтүлдү").waitFor();
  await enter.getByRole("button", { name: "Чыгым киргизүү" }).click();
  await page.getByText("Муну сиз киргиздиңиз, ошондуктан башка мүчө бекитет.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Бекитүү" }).count(), 0);
  await assertAccessible(page, "an entered expense");
  assert.deepEqual(complaints, []);

  await village.post(`/organizations/${organization}/invitations`, { email: donor.email, role: "treasurer" });
  const link = await server.linkMailedTo(donor.email, "/invitation");
  await donor.post("/invitations/accept", { token: link.split("#")[1].replace(/^token=/, "") });
  await donor.setUpSecondFactor();
  const other = await pageOf(donor, DESKTOP, "en");
  await other.page.goto(`${server.base}/workspace/${organization}/money`);
  const payment = other.page.locator("article").filter({ hasText: "Курулуш ЖЧК" });
  await payment.getByRole("button", { name: "Approve", exact: true }).click();
  await other.page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await payment.getByText("approved", { exact: true }).waitFor();
  assert.deepEqual(other.complaints, []);
});

test("a steward finds an organization by the beginning of its name, whatever its alphabet and language", async () => {
  const { page, complaints } = await pageOf(story.steward, DESKTOP, "en");
  await page.goto(`${server.base}/steward/organizations`);
  for (const [typed, name] of [["leyl", "Leylek local self-government (demo)"], ["больниц", "At-Bashy raion hospital (demo)"]]) {
    await page.getByLabel("Name", { exact: true }).fill(typed);
    const isOnlyOne = (name) => [...document.querySelectorAll("main li h3")].map((heading) => heading.innerText).join() === name;
    await page.waitForFunction(isOnlyOne, name);
  }
  await page.getByLabel("Name", { exact: true }).fill("xyzzy");
  await page.getByText("No such organization").waitFor();
  await assertAccessible(page, "stewards' search");
  assert.deepEqual(complaints, []);
});
