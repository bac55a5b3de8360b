// The whole story, as people live it in their browsers: from a stranger abroad to the photo of what was built, and from a
// village that nobody knows to a project that takes pledges.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DESKTOP, PHONE, assertAccessible, launch, openPage, ready } from "./lib/browser.mjs";
import { demoProjects } from "./lib/pages.mjs";
import { paper, photo } from "./lib/photo.mjs";
import { startServer } from "./lib/server.mjs";
import { statement } from "./lib/statement.mjs";
import { Person, STEWARD, signIn, signInOnPage } from "./lib/story.mjs";

const PASSWORD = "мост-через-реку-2026";

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

// Registers by the form, and confirms the address by the link in the mail.
async function register(page, words, person) {
  await page.goto(`${server.base}/sign-up?lang=${words.lang}`);
  await page.getByLabel(words.name).fill(person.name);
  await page.getByLabel(words.email).fill(person.email);
  await page.getByLabel(words.password, { exact: true }).fill(PASSWORD);
  await page.locator("form button[type=submit]").click();
  await page.locator(".notice.good").waitFor();
  await page.goto(server.base + (await server.linkMailedTo(person.email)));
  await page.getByLabel(words.password, { exact: true }).fill(PASSWORD);
  await page.locator("form button[type=submit]").click();
  await page.locator(".notice.good").waitFor();
}

// Finds the project on the map of the first page, and by words in the catalogue; ends on its page.
async function find(page, words, { title, oblast, raion, typed }) {
  await page.goto(`${server.base}/?lang=${words.lang}`);
  await ready(page);
  await page.getByRole("button", { name: oblast }).first().click();
  await page.waitForURL(/\/projects\?place_id=/);
  await page.locator(".project-card").getByRole("heading", { name: title }).waitFor();
  await page.getByRole("link", { name: words.places }).first().click();
  await page.getByRole("button", { name: oblast }).first().click();
  await page.getByRole("heading", { level: 1, name: oblast }).waitFor();
  await page.getByRole("button", { name: raion }).first().click();
  await page.getByRole("heading", { level: 1, name: raion }).waitFor();
  await page.locator(".project-card").getByRole("heading", { name: title }).waitFor();

  await page.goto(`${server.base}/projects`);
  await page.getByRole("searchbox", { name: words.search }).fill(typed);
  await page.waitForURL((url) => url.searchParams.get("q") === typed);
  await page.locator(".project-card").getByRole("link", { name: title }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
}

// Pledges, and answers what the page says about how to pay.
async function pledge(page, words, { amount, currency }) {
  await page.getByRole("link", { name: words.pledge, exact: true }).first().click();
  await page.getByLabel(words.amount).fill(amount);
  await page.getByLabel(words.currency).selectOption(currency);
  await page.getByRole("button", { name: words.goOn }).click();
  await page.getByRole("button", { name: words.promise }).click();
  await page.getByText(words.promised).waitFor();
  const facts = await page.locator(".pay-facts code").allTextContents();
  const reference = facts.find((fact) => /^RF\d\d/.test(fact));
  const paid = facts.find((fact) => /^\d+\.\d\d$/.test(fact));
  assert.ok(reference && paid, facts.join());
  return { reference, paid: Math.round(Number(paid) * 100), address: new URL(page.url()).pathname };
}

// A page on which somebody of the organization works.
async function openDesk(email, viewport, language) {
  const person = await signIn(server, email);
  await person.setUpSecondFactor();
  const opened = await openPage(browser, { viewport, locale: language });
  await signInOnPage(opened.page, person);
  await opened.page.waitForLoadState("networkidle");
  // The first answer to who has a second factor asks for its code.
  opened.complaints.length = 0;
  return { ...opened, person };
}

// The treasurer looks at what the bank's file would do, and imports it.
async function importStatement(page, words, organization, file) {
  await page.goto(`${server.base}/workspace/${organization}/money?lang=${words.lang}`);
  await page.getByRole("link", { name: words.statements }).click();
  await page.locator("#statement-file").setInputFiles(file);
  await page.getByText(words.willBeBooked).first().waitFor();
  await assertAccessible(page, "what a statement would do");
  await page.getByRole("button", { name: words.importIt, exact: true }).click();
  await page.getByText(words.imported).first().waitFor();
}

// A manager shows what was done: a photo with the milestone, which is done then, and an update with another.
async function show(page, words, organization, project) {
  const desk = `${server.base}/workspace/${organization}/projects/${project}`;
  await page.goto(`${desk}/work?lang=${words.lang}`);
  const milestone = page.locator("li.card").filter({ has: page.getByText(words.addEvidence) }).first();
  await milestone.getByText(words.addEvidence).click();
  await milestone.locator("input[id^=photos-]").setInputFiles(photo("done.png", [60, 120, 40]));
  await milestone.getByText(words.sent).waitFor();
  await milestone.getByRole("button", { name: words.toMilestone }).click();
  await milestone.getByRole("button", { name: words.markDone }).click();
  await page.getByRole("dialog").getByRole("button", { name: words.markDone }).click();
  await milestone.locator(".badge.good").waitFor();
  await page.goto(`${desk}/updates`);
  await page.getByLabel(words.updateTitle).fill(words.news);
  await page.getByLabel(words.updateBody).fill(words.newsBody);
  await page.locator("#update-photos").setInputFiles(photo("news.png", [30, 90, 150]));
  await page.getByText(words.sent).waitFor();
  await page.getByRole("button", { name: words.post, exact: true }).click();
  await page.getByText(words.newsBody).waitFor();
}

const KY = {
  lang: "ky", name: "Атыңыз", email: "Электрондук почта", password: "Сырсөз", places: "Жерлер", search: "Долбоорду издөө",
  pledge: "Жардам убада кылуу", amount: "Канча бергиңиз келет?", currency: "Кайсы валютада төлөйсүз?", goOn: "Улантуу",
  promise: "Убада берем", promised: "Рахмат! Убадаңыз жазылды.", receipt: "Дүмүрчөк", statements: "Банк көчүрмөлөрү",
  willBeBooked: "убадага жазылат", importIt: "Жүктөө", imported: "Көчүрмө жүктөлдү", addEvidence: "Сүрөт же документ кошуу",
  sent: "✓ жөнөтүлдү", toMilestone: "Кадамга кошуу", markDone: "Бүттү деп белгилөө", updateTitle: "Бир нече сөз менен",
  updateBody: "Эмне болду", news: "Чырактар келди", newsBody: "Кырк чырак айылга жетти, мамычаларды тигип жатабыз.", post: "Жарыялоо",
  doneEvent: "Жумуштун бир кадамы бүттү", newsEvent: "Жаңы кабар чыкты", fundedEvent: "Акча толук чогулду",
  verify: "Эсепти өз браузеримде текшерүү", inOrder: "Баары жайында",
};
const EN = {
  lang: "en", name: "Your name", email: "E-mail address", password: "Password", places: "Places", search: "Search projects",
  pledge: "Pledge", amount: "How much would you like to give?", currency: "In which currency do you pay?", goOn: "Continue",
  promise: "Pledge", promised: "Thank you! Your promise is recorded.", receipt: "Receipt", statements: "Bank statements",
  willBeBooked: "booked for a pledge", importIt: "Import it", imported: "The statement is imported", addEvidence: "Add photos or a document",
  sent: "✓ sent", toMilestone: "Add to the milestone", markDone: "Mark as done", updateTitle: "In a few words",
  updateBody: "What happened", news: "The room is repaired", newsBody: "Walls, floor and ventilation are done; the lamp comes next week.", post: "Post it",
  doneEvent: "A step of the work is done", newsEvent: "News was posted", fundedEvent: "All the money is there",
  verify: "Verify this account in my browser", inOrder: "Everything is in order",
};

const STORIES = [
  {
    device: "phone", viewport: PHONE, words: KY, donor: { name: "Нурбек", email: "nurbek@example.kg" },
    project: "lights", manager: "kubat@demo.kopuro.kg", treasurer: "saltanat@demo.kopuro.kg", currency: "KGS", rate: 1,
    found: { title: "Көчөгө жарык", oblast: /^Талас облусу/, raion: /^Кара-Буура району/, typed: "жарыктар" },
  },
  {
    device: "desktop", viewport: DESKTOP, words: EN, donor: { name: "Begimai", email: "begimai@example.org" },
    project: "hospital", manager: "gulnara@demo.kopuro.kg", treasurer: "ermek@demo.kopuro.kg", currency: "USD", rate: 87.4,
    found: { title: "The operating room", oblast: /^Naryn Oblast/, raion: /^At-Bashy Raion/, typed: "operating" },
  },
];

for (const { device, viewport, words, donor, project: name, manager, treasurer, currency, rate, found } of STORIES) {
  test(`from a stranger to the photo of what was built, in ${words.lang} on a ${device}`, async () => {
    const { page, complaints } = await openPage(browser, { viewport, locale: words.lang });
    const { id: project, organization, goal, received } = (await demoProjects(server.base))[name];
    await register(page, words, donor);
    await find(page, words, found);
    // What is missing, so that the work can begin; the bank pays as much as the instructions say.
    const missing = Math.ceil((goal.amount - received.amount) / 100 / rate) + 10;
    const { reference, paid, address } = await pledge(page, words, { amount: String(missing), currency });

    const money = await openDesk(treasurer, viewport, words.lang);
    const [account] = await money.person.get(`/organizations/${organization.id}/bank_accounts`);
    const { items: [last] } = await money.person.get(`/organizations/${organization.id}/statements?limit=1`);
    const file = statement({
      number: account.number, holder: account.holder, opening: last.closing.amount,
      payments: [{ amount: paid, payer: donor.name, text: `donation ${reference.toLowerCase()}` }],
    });
    await importStatement(money.page, words, organization.id, file);
    assert.deepEqual(money.complaints, []);

    const work = await openDesk(manager, viewport, words.lang);
    await show(work.page, words, organization.id, project);
    assert.deepEqual(work.complaints, []);

    // The receipt, by which anyone can check it.
    await page.goto(`${server.base}${address}`);
    await page.getByRole("link", { name: words.receipt, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: words.receipt }).waitFor();
    await page.getByText(reference, { exact: true }).waitFor();
    // What happened meanwhile, and the photo of it.
    await page.goto(`${server.base}/me?part=news`);
    for (const event of [words.fundedEvent, words.doneEvent, words.newsEvent]) await page.getByText(event).first().waitFor();
    await page.locator(".card.linked").filter({ hasText: words.newsEvent }).first().getByRole("link").click();
    await page.getByText(words.newsBody).waitFor();
    for (const picture of [page.locator(".timeline img").first(), page.locator("article .photos img").first()]) {
      await picture.scrollIntoViewIfNeeded();
      assert.ok(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth > 0)), "the photo is shown");
    }
    await page.goto(`${server.base}/projects/${project}/account`);
    await page.getByRole("button", { name: words.verify }).click();
    await page.getByText(words.inOrder).waitFor();
    assert.deepEqual(complaints, []);
  });
}

test("a village that nobody knows is founded, verified with its paper, and its project is published", async () => {
  const steward = await openDesk(STEWARD, DESKTOP, "en");
  const { page, complaints } = await openPage(browser, { viewport: PHONE, locale: "ky" });
  const head = new Person(server, "jumagul@example.kg", PASSWORD);
  await register(page, KY, { name: "Жумагүл", email: head.email });
  await page.goto(`${server.base}/?lang=ky`);
  await page.getByRole("link", { name: "Айылыма жардам керек: уюмду киргизүү" }).click();
  await page.getByRole("link", { name: "Уюм түзүү" }).click();
  await page.getByLabel("Аталышы").fill("Ак-Талаа айыл өкмөтү");
  await page.getByLabel("Кайсы жерде").fill("ак-талаа");
  await page.getByRole("button", { name: /^Ак-Талаа району/ }).click();
  await page.getByRole("button", { name: "Уюмду түзүү" }).click();
  await page.getByRole("heading", { level: 1, name: "Ак-Талаа айыл өкмөтү" }).waitFor();
  await page.getByRole("link", { name: "Текшерүүдөн өтүү" }).click();
  await page.getByLabel("Уюм жөнүндө көзөмөлчүгө").fill("Кеңсе: Баетов, Мамбетов 4. Уставды тиркедим.");
  await page.locator("#submission-documents").setInputFiles(paper("ustav.pdf"));
  await page.getByText("✓ жөнөтүлдү").waitFor();
  await page.getByRole("button", { name: "Текшерүүгө жөнөтүү" }).click();
  await page.getByText("Сурооңуз көзөмөлчүдө.", { exact: false }).first().waitFor();
  const organization = new URL(page.url()).pathname.split("/")[2];

  await steward.page.goto(`${server.base}/steward?lang=en`);
  const card = steward.page.getByRole("listitem").filter({ hasText: "Ак-Талаа айыл өкмөтү" }).first();
  const download = steward.page.waitForEvent("download");
  await card.getByRole("button", { name: "Download ustav.pdf" }).click();
  assert.equal((await download).suggestedFilename(), "ustav.pdf");
  await card.getByText("Decide").click();
  await card.getByLabel("Reason for the decision").fill("The statute is in order.");
  await card.getByRole("button", { name: "Verify" }).click();
  await card.waitFor({ state: "detached" });

  // The account to which people pay needs a second factor.
  await head.signIn();
  await head.setUpSecondFactor();
  await page.context().clearCookies();
  await signInOnPage(page, head);
  await page.waitForLoadState("networkidle");
  complaints.length = 0;
  await page.goto(`${server.base}/workspace/${organization}/organization?lang=ky`);
  await page.getByRole("button", { name: "Эсеп кошуу" }).click();
  await page.getByLabel("Эсептин ээси").fill("Ак-Талаа айыл өкмөтү");
  await page.getByLabel("Эсептин номери").fill("1290 0001 1122 3344");
  await page.getByLabel("Банк", { exact: true }).fill("Элдик банк");
  await page.locator("form.panel button[type=submit]").click();
  await page.getByText(/1290\s?0001\s?1122\s?3344/).first().waitFor();

  await page.goto(`${server.base}/workspace/${organization}/projects/new`);
  await page.getByLabel("Аталышы").fill("Медпунктка жылуулук");
  await page.getByLabel("Кыскача").fill("Кышында медпунктта 10 градус.");
  await page.getByLabel("Тармагы").selectOption("12230");
  await page.getByLabel("Канча адамга пайдасы тиет").fill("900");
  await page.getByRole("button", { name: "Долбоорду баштоо" }).click();
  await page.getByRole("heading", { level: 1, name: "Медпунктка жылуулук" }).waitFor();
  const project = new URL(page.url()).pathname.split("/")[4];
  await page.goto(`${server.base}/workspace/${organization}/projects/${project}/texts`);
  await page.getByLabel("Толук баяндама").fill("Эски казан алмашат, терезелер жаңыланат.");
  await page.getByRole("button", { name: "Сактоо" }).click();
  await page.getByText("Сакталды").first().waitFor();
  await page.getByRole("link", { name: "План", exact: true }).click();
  await page.getByLabel("Баары канча турат").fill("450000");
  await page.getByLabel("Акча чогултуунун акыркы күнү").fill(new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10));
  await page.getByRole("button", { name: "Сап кошуу" }).click();
  await page.getByRole("group", { name: "1-сап" }).getByLabel("Эмнеге").fill("Казан жана терезелер");
  await page.getByRole("group", { name: "1-сап" }).getByLabel("Сумма").fill("450000");
  await page.getByLabel("Эреже").selectOption("three_for_one");
  await page.getByRole("button", { name: "Үлүштөрдү ушул эреже боюнча коюу" }).click();
  await page.getByRole("button", { name: "Кадам кошуу" }).click();
  await page.getByRole("group", { name: "1-кадам" }).getByLabel("Эмне жасалат").fill("Жылуулук берилди");
  await page.getByRole("group", { name: "1-кадам" }).getByLabel("Качанга чейин").fill(new Date(Date.now() + 120 * 86_400_000).toISOString().slice(0, 10));
  await page.getByLabel("Акча каякка жумшалат").selectOption("same_place");
  await page.getByLabel("Кантип, качан").fill("Медпункттун чатырын оңдоого");
  await page.getByText("План толук: долбоорду жөнөтсө болот.").waitFor();
  await page.getByRole("button", { name: "Планды сактоо" }).click();
  await page.getByText("Сакталды").first().waitFor();
  await page.getByRole("link", { name: "Абалы" }).click();
  await page.getByRole("button", { name: "Көзөмөлчүгө жөнөтүү" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Көзөмөлчүгө жөнөтүү" }).click();
  await page.getByText("Көзөмөлчү карап жатат.", { exact: false }).waitFor();
  assert.deepEqual(complaints, []);

  await steward.page.goto(`${server.base}/steward?lang=en`);
  await steward.page.getByRole("link", { name: "Медпунктка жылуулук" }).click();
  await steward.page.getByRole("button", { name: "Publish" }).click();
  await steward.page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await steward.page.getByText("takes pledges").first().waitFor();
  assert.deepEqual(steward.complaints, []);

  const visitor = await openPage(browser, { viewport: PHONE, locale: "ky" });
  await visitor.page.goto(`${server.base}/projects/${project}?lang=ky`);
  await visitor.page.getByRole("heading", { level: 1, name: "Медпунктка жылуулук" }).waitFor();
  await visitor.page.getByRole("link", { name: "Жардам убада кылуу" }).first().waitFor();
});
