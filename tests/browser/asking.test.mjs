import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DESKTOP, PHONE, assertAccessible, launch, openPage, ready } from "./lib/browser.mjs";
import { QUESTION, ask, say, setUpDesk } from "./lib/desks.mjs";
import { paper } from "./lib/photo.mjs";
import { startServer } from "./lib/server.mjs";
import { openStory, signInOnPage } from "./lib/story.mjs";

let browser;
let server;
let story;
let desk;

before(async () => {
  server = await startServer();
  browser = await launch();
  story = await openStory(server);
  desk = await setUpDesk(story);
  // What was answered before, so that there is something to read first.
  const { id } = await ask(story.donor, desk);
  await say(story.village, id, "answer", "Ооба, иш берүүчүнүн справкасы менен стаж пенсияга кошулат.");
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const MATTER = "Орусияда беш жыл иштедим. Ошол стаж пенсияга кошулабы, справка керекпи?";

// The first two steps: from one's own words to the desk that is suggested, with the reason.
async function describe(page, text = MATTER) {
  await page.goto(`${server.base}/ask?lang=ky`);
  await page.getByLabel("Эмнени билгиңиз келет?").fill(text);
  await page.getByRole("button", { name: "Жооп бере турган бөлүмдү табуу" }).click();
  await page.getByText("Сиз мындай деп жаздыңыз:", { exact: false }).first().waitFor();
  await page.getByRole("radio", { name: /Пенсия бөлүмү/ }).waitFor();
}

test("a guest asks on a phone in Kyrgyz, sends it by the mail's link, and follows the case by it", async () => {
  const { page, context, complaints } = await openPage(browser, { viewport: PHONE, locale: "ky-KG" });
  await page.goto(`${server.base}/ask?lang=ky`);
  await page.getByRole("button", { name: "Жооп бере турган бөлүмдү табуу" }).click();
  await page.getByRole("alert").filter({ hasText: "толтуруңуз" }).waitFor();
  await assertAccessible(page, "ask, first step");
  await describe(page);
  await page.getByRole("heading", { name: "Балким, жооп мурунтан эле бардыр" }).waitFor();
  await page.getByRole("link", { name: QUESTION.subject }).waitFor();
  assert.ok(await page.getByRole("radio", { name: /Пенсия бөлүмү/ }).isChecked());
  await page.getByText(/жооп .* чейин келиши керек \(10 жумуш күнү\)/).waitFor();
  await assertAccessible(page, "ask, second step");
  await page.getByRole("button", { name: "Текшерүү" }).click();
  await page.getByText("Пенсия бөлүмү", { exact: false }).waitFor();
  await assertAccessible(page, "ask, third step");
  await page.getByRole("button", { name: "Шилтемени жөнөтүү" }).click();
  await page.getByRole("alert").filter({ hasText: "толтуруңуз" }).first().waitFor();
  await page.getByLabel("Электрондук почта").fill("jyldyz@example.kg");
  await page.getByLabel("Атыңыз").fill("Жылдыз");
  await page.getByRole("button", { name: "Шилтемени жөнөтүү" }).click();
  await page.getByText("jyldyz@example.kg дарегине шилтеме жөнөттүк.").waitFor();
  await assertAccessible(page, "ask, mailed");
  // Nothing is asked yet, and a reload still says what to do.
  assert.equal((await story.village.get(`/desks/${desk}/cases`)).items.length, 0);
  await page.reload();
  await page.getByText("jyldyz@example.kg дарегине шилтеме жөнөттүк.").waitFor();

  const secrets = [];
  page.on("request", (request) => {
    if (request.url().includes("guest_case")) secrets.push(request.url());
  });
  const link = await server.linkMailedTo("jyldyz@example.kg", "/guest_case");
  await page.goto(server.base + link);
  await page.getByText("Эми эмне болот").waitFor();
  const [{ id }] = (await story.village.get(`/desks/${desk}/cases`)).items;
  await assertAccessible(page, "a guest's case");
  // The secret stands in no address that was sent.
  const [, secret] = link.split("#");
  assert.ok(secrets.length > 0 && secrets.every((address) => !new URL(address).pathname.includes(secret) && !new URL(address).search.includes(secret)));
  // The question was asked: nothing of it waits in the browser any more.
  const other = await context.newPage();
  await other.goto(`${server.base}/ask?lang=ky`);
  await ready(other);
  assert.equal(await other.getByLabel("Эмнени билгиңиз келет?").inputValue(), "");
  await other.close();

  const { id: file } = await upload(story.village, "kelishim.pdf");
  const path = `/cases/${id}/messages`;
  await story.village.post(path, { kind: "answer", text: "Үлгү келишим тиркелди.", attachments: [file] });
  await page.reload();
  await page.getByText("Үлгү келишим тиркелди.").waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /kelishim.pdf/ }).click()]);
  assert.equal(download.suggestedFilename(), "kelishim.pdf");
  await page.getByLabel("Тексти").fill("Рахмат, дагы бир суроом бар: канча күндө?");
  await page.getByRole("button", { name: "Жөнөтүү" }).click();
  await page.getByText("Рахмат, дагы бир суроом бар: канча күндө?").waitFor();
  await page.getByText("Жаңы кат келгендиктен, кайрылуу кайра ачылды.").waitFor();
  // Changing the language keeps the page: the secret goes along.
  await page.getByLabel("Тил").selectOption("en");
  await page.getByText("A new message opened the case again.").waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

async function upload(person, name) {
  const answer = await fetch(`${server.base}/api/v1/files?kind=document&name=${name}`, {
    method: "POST", headers: { authorization: `Bearer ${person.token}`, "content-type": "application/octet-stream", "idempotency-key": name },
    body: paper(name).buffer,
  });
  assert.equal(answer.status, 201);
  return answer.json();
}

test("a signed-in person asks in three steps through a reload and a lost connection, gets the answer, and rates it", async () => {
  const { page, context, complaints } = await openPage(browser, { viewport: PHONE, locale: "ky-KG" });
  await signInOnPage(page, story.donor);
  await describe(page, "Апамдын пенсиясы боюнча сурагым келет: Жалал-Абадга көчсө, пенсия кайдан төлөнөт?");
  await page.getByRole("radio", { name: /Ачык: суроону да/ }).check();
  await page.getByLabel("Кыскача аталышы").fill("Апамдын пенсиясы");
  await page.getByLabel("Файлдар").setInputFiles(paper("spravka.pdf"));
  // What has arrived stands in the second list, which is kept.
  await page.locator("ul.uploads").last().getByText("spravka.pdf").waitFor();
  await page.reload();
  await page.getByRole("radio", { name: /Пенсия бөлүмү/ }).waitFor();
  assert.equal(await page.getByLabel("Кыскача аталышы").inputValue(), "Апамдын пенсиясы");
  assert.ok(await page.getByRole("radio", { name: /Ачык: суроону да/ }).isChecked());
  await page.getByText("spravka.pdf").waitFor();
  // Another topic asks for other desks; none answers for schools, so the stewards find one. Then whom one knows.
  await page.getByLabel("Тема", { exact: true }).selectOption({ label: "Билим берүү" });
  await page.waitForFunction(() => [...document.querySelectorAll(".option")].some((one) => one.textContent.startsWith("Билбейм") && one.querySelector("input").checked));
  await page.getByRole("button", { name: "Башка бөлүмдү тандоо" }).click();
  await page.getByRole("listitem").filter({ hasText: "Пенсия бөлүмү" }).getByRole("button", { name: "Тандоо", exact: true }).click();
  assert.ok(await page.getByRole("radio", { name: /Пенсия бөлүмү/ }).isChecked());
  await page.getByRole("button", { name: "Текшерүү" }).click();
  await page.getByRole("heading", { name: "Апамдын пенсиясы" }).waitFor();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Суроону жөнөтүү" }).click();
  await page.getByText("суроо эки жолу жөнөтүлбөйт", { exact: false }).waitFor();
  await context.setOffline(false);
  await page.reload();
  await page.getByRole("button", { name: "Суроону жөнөтүү" }).click();
  await page.getByText("Сурооңуз жөнөтүлдү").waitFor();
  await page.getByText(/Жооп .* чейин келиши керек/).first().waitFor();
  await assertAccessible(page, "asked");
  const id = new URL(page.url()).pathname.split("/").pop();
  const number = (await page.locator(".copyable code").innerText()).trim();
  assert.match(number, /^\d{4} \d{4} \d{2}$/);

  await page.goto(`${server.base}/me?lang=ky`);
  await page.getByRole("link", { name: "Менин кайрылууларым" }).click();
  await page.getByRole("link", { name: "Апамдын пенсиясы" }).waitFor();
  await assertAccessible(page, "my cases");

  await say(story.village, id, "ask_back", "Апаңыз азыр кайда катталган?");
  await page.goto(`${server.base}/cases/${id}?lang=ky`);
  await page.getByText("Бөлүм сизден бир нерсени тактап сурады").waitFor();
  await page.getByLabel("Тексти").fill("Ошто катталган");
  await page.reload();
  await ready(page);
  assert.equal(await page.getByLabel("Тексти").inputValue(), "Ошто катталган");
  await page.getByRole("button", { name: "Жөнөтүү" }).click();
  await page.locator(".message").filter({ hasText: "Ошто катталган" }).waitFor();
  await say(story.village, id, "answer", "Жаңы жердеги Соцфондго арыз жазасыз.");
  await page.reload();
  await page.getByText("Жаңы жердеги Соцфондго арыз жазасыз.").waitFor();
  await page.getByRole("button", { name: "Баа берүү" }).click();
  await page.getByText("1ден 5ке чейинки бааны тандаңыз.").waitFor();
  await page.getByRole("radio", { name: "5: мыкты" }).check();
  await page.getByLabel("Эмне үчүн?").fill("Тез жооп беришти");
  await assertAccessible(page, "rating");
  // The desk writes once more meanwhile: nothing is done to what the person has not seen, and the comment stays.
  await say(story.village, id, "answer", "Паспорттун көчүрмөсү да керек.");
  await page.getByRole("button", { name: "Баа берүү" }).click();
  await page.getByRole("button", { name: "Азыркы абалын көрсөтүү" }).click();
  await page.getByText("Паспорттун көчүрмөсү да керек.").waitFor();
  assert.equal(await page.getByLabel("Эмне үчүн?").inputValue(), "Тез жооп беришти");
  await page.getByRole("button", { name: "Баа берүү" }).click();
  await page.getByText("Кайрылган кишинин баасы: 5 / 5").waitFor();
  await page.getByRole("button", { name: "Кайрылууну жабуу" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Кайрылууну жабуу" }).click();
  await page.getByText("Жабылгандан кийин 30 күндүн ичинде жазсаңыз, кайра ачылат.").waitFor();

  // Everyone finds it, by words and by its number.
  const visitor = await openPage(browser, { viewport: PHONE, locale: "ky-KG" });
  await visitor.page.goto(`${server.base}/cases?lang=ky`);
  await visitor.page.getByRole("searchbox", { name: "Суроолордон издөө" }).fill("пенсия кайдан төлөнөт");
  await visitor.page.getByRole("link", { name: "Апамдын пенсиясы" }).waitFor();
  await visitor.page.getByRole("link", { name: QUESTION.subject }).waitFor({ state: "detached" });
  await assertAccessible(visitor.page, "public cases");
  await visitor.page.getByText("Кайрылуунун номери барбы?").click();
  const wrong = number.slice(0, -1) + ((Number(number.at(-1)) + 1) % 10);
  await visitor.page.getByLabel("Кайрылуунун номери").fill(wrong);
  await visitor.page.getByRole("button", { name: "Ачуу" }).click();
  await visitor.page.getByText("Номерде ката бар", { exact: false }).waitFor();
  await visitor.page.getByLabel("Кайрылуунун номери").fill(number);
  await visitor.page.getByRole("button", { name: "Ачуу" }).click();
  await visitor.page.getByRole("heading", { level: 1, name: "Апамдын пенсиясы" }).waitFor();
  await visitor.page.getByText("Аты көрсөтүлгөн эмес").first().waitFor();
  assert.ok(!(await visitor.page.getByRole("main").innerText()).includes("Аида"));
  await assertAccessible(visitor.page, "a public case");
  // The lost connection and the refused rating are told on the console; nothing else is.
  const told = complaints.filter((text) => !/ERR_INTERNET_DISCONNECTED|\b412\b/.test(text));
  assert.deepEqual([...told, ...visitor.complaints], []);
  await context.close();
  await visitor.context.close();
});

test("a desk's page says what it answers for and how, in English on a desktop, and leads to asking it", async () => {
  const { page, context, complaints } = await openPage(browser, { viewport: DESKTOP, locale: "en-GB" });
  await page.goto(`${server.base}/organizations/${story.organization}?lang=en`);
  await page.getByRole("link", { name: "Pension desk" }).click();
  await page.getByRole("heading", { level: 1, name: "Pension desk" }).waitFor();
  await page.getByText("Promises an answer within 10 working days").waitFor();
  await page.getByText("Below ten answers there is no median: it would speak of single people.").waitFor();
  await ready(page);
  await assertAccessible(page, "desk");
  await page.getByRole("link", { name: "Ask this desk" }).click();
  await page.getByLabel("What would you like to know?").fill("Does my time in Germany count?");
  await page.getByRole("button", { name: "Find the desk that answers" }).click();
  assert.ok(await page.getByRole("radio", { name: /Pension desk/ }).isChecked());
  await page.goto(`${server.base}/responsiveness?topic=pensions&lang=en`);
  await page.getByRole("heading", { level: 2, name: "Pensions and social insurance" }).waitFor();
  await ready(page);
  await assertAccessible(page, "responsiveness");
  assert.deepEqual(complaints, []);
  await context.close();
});
