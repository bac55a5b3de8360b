import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { deflateSync } from "node:zlib";

import { DESKTOP, PHONE, assertAccessible, launch, openPage, ready } from "./lib/browser.mjs";
import { deskPages } from "./lib/pages.mjs";
import { startServer } from "./lib/server.mjs";
import { BRIDGE, openStory, signIn, signInOnPage } from "./lib/story.mjs";

let browser;
let server;
let folder;

before(async () => {
  server = await startServer();
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "kopuro-photos-"));
});

after(async () => {
  await browser?.close();
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

function crc(bytes) {
  let rest = ~0;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return ~rest >>> 0;
}

// A photo as a phone would take it, in colours of its own: PNG (ISO/IEC 15948), so that it needs no library.
function photo(name, [red, green, blue]) {
  const [width, height] = [640, 480];
  const row = (y) => Buffer.concat([Buffer.from([0]), ...Array.from({ length: width }, (_, x) =>
    Buffer.from([(red + x / 8) & 255, (green + y / 8) & 255, blue]))]);
  const chunk = (kind, data) => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    const body = Buffer.concat([Buffer.from(kind), data]);
    const tail = Buffer.alloc(4);
    tail.writeUInt32BE(crc(body));
    return Buffer.concat([head, body, tail]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, (_, y) => row(y))));
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0)),
  ]));
  return path;
}

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

function som(amount) {
  return (amount / 100).toFixed(2);
}

// A bank's statement (ISO 20022 camt.053.001.02) of entries that came: amount, payer, text.
function statement(number, entries) {
  const today = new Date().toISOString().slice(0, 10);
  const balance = (kind, amount) => `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="KGS">${som(amount)}</Amt>`
    + `<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${today}</Dt></Dt></Bal>`;
  const lines = entries.map(([amount, payer, text], index) => `<Ntry><NtryRef>${index + 1}</NtryRef><Amt Ccy="KGS">${som(amount)}</Amt>`
    + `<CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${today}</Dt></BookgDt><AcctSvcrRef>B${index}</AcctSvcrRef><NtryDtls><TxDtls>`
    + `<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="KGS">${som(amount)}</Amt></TxAmt></AmtDtls>`
    + `<RltdPties><Dbtr><Nm>${payer}</Nm></Dbtr></RltdPties><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`);
  const sum = entries.reduce((all, [amount]) => all + amount, 0);
  const path = join(folder, "statement.xml");
  writeFileSync(path, '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">'
    + `<BkToCstmrStmt><GrpHdr><MsgId>S1</MsgId><CreDtTm>${today}T18:00:00Z</CreDtTm></GrpHdr><Stmt><Id>S1</Id>`
    + `<CreDtTm>${today}T18:00:00Z</CreDtTm><Acct><Id><Othr><Id>${number}</Id></Othr></Id><Ccy>KGS</Ccy></Acct>`
    + `${balance("OPBD", 0)}${balance("CLBD", sum)}${lines.join("")}</Stmt></BkToCstmrStmt></Document>`);
  return path;
}

test("the village imports a statement, matches a transfer by hand, enters an expense, and another member approves it", async () => {
  const { village, donor, organization } = story;
  const school = { ...BRIDGE, title: { ky: "Мектептин чатыры", ru: "Крыша школы", en: "The roof of the school" } };
  const project = await story.publish(school);
  const pledge = await donor.post("/pledges", { project_id: project, amount: { amount: 70_000_000, currency: "KGS" } });
  const { page, complaints } = await pageOf(village, PHONE, "ky");
  await page.goto(`${server.base}/workspace/${organization}/money/statements`);
  await page.locator("#statement-file").setInputFiles(statement("1290000123456789", [
    [70_000_000, "Айгүл", `Мектепке ${pledge.reference}`],
    [30_000_000, "Алай айыл өкмөтү", "Чатырга үлүш"],
  ]));
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
  const link = await server.linkMailedTo(donor.email);
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

for (const who of ["village", "steward"]) {
  test(`every page for work of the ${who} is accessible in three languages, on phone and desktop, light and dark`, async () => {
    const pages = (await deskPages(story))[who];
    for (const [device, viewport] of [["phone", PHONE], ["desktop", DESKTOP]]) {
      const { page, complaints } = await pageOf(story[who], viewport, "ky");
      for (const language of ["ky", "ru", "en"]) {
        for (const [name, path] of pages) {
          await page.goto(`${server.base}${path}${path.includes("?") ? "&" : "?"}lang=${language}`);
          for (const colorScheme of ["light", "dark"]) {
            // Without motion: a colour that is still changing is not yet the one to look at.
            await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
            await ready(page);
            await assertAccessible(page, `${name} ${language} ${device} ${colorScheme}`);
          }
        }
      }
      assert.deepEqual(complaints, []);
    }
  });
}
