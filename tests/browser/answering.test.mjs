import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DESKTOP, PHONE, assertAccessible, launch, openPage, ready } from "./lib/browser.mjs";
import { startServer } from "./lib/server.mjs";
import { DONOR, openStory, signIn, signInOnPage } from "./lib/story.mjs";

const PLACE = "kg-o-alay";

let browser;
let server;
let story;
let desk;

// What somebody asks; without a desk the stewards find one.
function question(subject, more = {}) {
  return {
    subject, text: `${subject}: кайда кайрылсам болот, кандай кагаз керек?`, topic: "land", place_id: PLACE, language: "ky", ...more,
  };
}

function newDesk(name, topics, more = {}) {
  return { name: { ky: name, en: name }, topics, place_ids: [PLACE], languages: ["ky", "ru", "en"], promise_days: 10, ...more };
}

before(async () => {
  server = await startServer();
  browser = await launch();
  story = await openStory(server);
  const { village, organization } = story;
  desk = await village.post(`/organizations/${organization}/desks`, newDesk("Land desk", ["land", "other"]));
  await village.post(`/organizations/${organization}/desks`, newDesk("Papers desk", ["children_documents"]));
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

// A page of a person who is signed in, in this language.
async function openAs(person, viewport, locale) {
  const opened = await openPage(browser, { viewport, locale });
  await signInOnPage(opened.page, person);
  // The first answer to who has a second factor asks for its code.
  opened.complaints.length = 0;
  const go = async (path) => {
    await opened.page.goto(`${server.base}${path}${path.includes("?") ? "&" : "?"}lang=${locale.slice(0, 2)}`);
    await ready(opened.page);
  };
  return { ...opened, go };
}

test("a member works through the desk's queue by keyboard, assigns several at once, answers, asks back and transfers", async () => {
  const { donor, village, organization } = story;
  const subjects = ["Жер участогу", "Короо курулушу", "Жайыт ижарасы"];
  for (const subject of subjects) await donor.post("/cases", question(subject, { desk_id: desk.id }));
  const { page, go, complaints } = await openAs(village, DESKTOP, "en-GB");
  await go(`/workspace/${organization}/desks`);
  await assertAccessible(page, "desks");
  await page.getByRole("link", { name: "Land desk" }).click();
  await page.getByRole("heading", { level: 1, name: "Land desk" }).waitFor();
  await ready(page);
  await assertAccessible(page, "queue");

  // A canned answer first.
  await page.getByRole("link", { name: "Canned answers" }).click();
  await page.getByLabel("Name for the desk").fill("Land papers");
  await page.getByRole("button", { name: "Кыргызча" }).click();
  await page.getByLabel("Answer").fill("Кадастрдан көчүрмө алыңыз.");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { level: 3, name: "Land papers" }).waitFor();
  await assertAccessible(page, "canned answers");

  // The queue by keys: two are chosen and taken at once.
  await page.getByRole("link", { name: "Queue" }).click();
  await page.locator(".queue-row").nth(2).waitFor();
  assert.equal(await page.locator(".queue-row").count(), 3);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
  await assertAccessible(page, "keys of the queue");
  await page.keyboard.press("Escape");
  for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
  await page.getByText("2 selected").waitFor();
  await assertAccessible(page, "queue with a choice");
  await page.keyboard.press("a");
  await page.getByText(/^2 questions assigned to /).waitFor();
  await page.getByLabel("Assigned").selectOption({ label: "To me" });
  await page.waitForURL(/assigned_to=me/);
  await page.locator(".queue-row").nth(1).waitFor();
  assert.equal(await page.locator(".queue-row").count(), 2);
  await page.getByLabel("Assigned").selectOption({ label: "To nobody" });
  await page.waitForURL(/assigned_to=none/);
  await page.locator(".queue-row").first().waitFor();
  assert.equal(await page.locator(".queue-row").count(), 1);
  // Where somebody chooses or types, letters are letters.
  await page.getByLabel("Topic").focus();
  await page.keyboard.press("x");
  await page.getByText("None selected").waitFor();
  await page.goBack();
  await page.waitForURL(/assigned_to=me/);
  await page.locator(".queue-row").nth(1).waitFor();

  // The first of them is opened by Enter and answered with what the desk answers often.
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Send the answer" }).waitFor();
  await ready(page);
  await assertAccessible(page, "case at its desk");
  const text = page.getByLabel("Text", { exact: true });
  await text.fill("Саламатсызбы!");
  await page.getByLabel("Canned answer").selectOption({ label: "Land papers" });
  await page.getByRole("button", { name: "Insert" }).click();
  assert.equal(await text.inputValue(), "Саламатсызбы!\n\nКадастрдан көчүрмө алыңыз.");
  // A reload loses nothing.
  await page.reload();
  await ready(page);
  assert.equal(await text.inputValue(), "Саламатсызбы!\n\nКадастрдан көчүрмө алыңыз.");
  await page.getByRole("button", { name: "Send the answer" }).click();
  await page.getByText("The answer was sent").waitFor();
  await page.getByText("answered", { exact: true }).waitFor();

  // The second is not clear enough: the clock stands.
  await page.getByRole("link", { name: "Back to the queue" }).click();
  await page.locator(".queue-row h3 a").first().click();
  await page.getByRole("radio", { name: "Ask back" }).check();
  await text.fill("Кайсы айыл?");
  await page.getByRole("button", { name: "Send the question" }).click();
  await page.getByText("The question was sent").waitFor();
  await page.getByText("waits for the asker").waitFor();
  // A note is the desk's own.
  await page.getByRole("radio", { name: "Internal note" }).check();
  await text.fill("Кадастрга чалуу керек");
  await page.getByRole("button", { name: "Keep the note" }).click();
  await page.getByText("The note was kept").waitFor();
  const { items } = await donor.get("/me/cases");
  const threads = await Promise.all(items.map(({ id }) => donor.get(`/cases/${id}`)));
  const words = JSON.stringify(threads);
  assert.ok(words.includes("Кайсы айыл?") && words.includes("көчүрмө") && !words.includes("чалуу"));

  // The third is another desk's.
  await go(`/workspace/${organization}/desks/${desk.id}/cases?assigned_to=none`);
  await page.locator(".queue-row h3 a").first().click();
  await page.getByRole("button", { name: "Give it to another desk" }).click();
  const dialog = page.getByRole("dialog", { name: "Give it to another desk" });
  await dialog.getByLabel("Topic").selectOption({ label: "Any topic" });
  await dialog.getByRole("button", { name: "Choose: Papers desk" }).click();
  await dialog.getByRole("button", { name: "Give it to another desk" }).click();
  await dialog.getByText("Fill in this field", { exact: false }).waitFor();
  await dialog.getByLabel("Reason").fill("Бул балдардын кагаздары боюнча");
  await assertAccessible(page, "transfer");
  await dialog.getByRole("button", { name: "Give it to another desk" }).click();
  await page.getByText(/^Given to: Papers desk/).waitFor();
  await page.getByRole("heading", { level: 1, name: "Land desk" }).waitFor();
  assert.deepEqual(complaints, []);
});

test("a manager sets a desk up on a phone in Kyrgyz, puts nobody else on duty, and closes it again", async () => {
  const { village, organization } = story;
  const { page, go, complaints } = await openAs(village, PHONE, "ky-KG");
  await go(`/workspace/${organization}/desks/new`);
  await page.getByRole("button", { name: "Бөлүмдү түзүү" }).click();
  await page.getByRole("alert").filter({ hasText: "толтуруңуз" }).first().waitFor();
  await page.getByLabel("Бөлүмдүн аталышы").fill("Жайыт бөлүмү");
  await page.locator("fieldset", { hasText: "Темалар" }).locator(".choice").first().click();
  await assertAccessible(page, "new desk");
  await page.getByRole("button", { name: "Бөлүмдү түзүү" }).click();
  await page.getByRole("heading", { level: 1, name: "Жайыт бөлүмү" }).waitFor();
  await ready(page);
  await assertAccessible(page, "settings of a desk");
  await page.getByRole("button", { name: "Жаңы суроо албоо" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Жаңы суроо албоо" }).click();
  await page.getByText("жаңы суроо албайт").waitFor();
  assert.deepEqual(complaints, []);
});

test("a steward gives a question that found no desk to one, and maintains topics and the calendar", async () => {
  const { donor, steward } = story;
  await donor.post("/cases", question("Көпүрө салуу"));
  const { page, go, complaints } = await openAs(steward, DESKTOP, "en-GB");
  await go("/steward/cases");
  await assertAccessible(page, "unrouted cases");
  await page.getByRole("link", { name: "Көпүрө салуу" }).click();
  await page.getByRole("button", { name: /^Choose: Land desk/ }).first().click();
  await ready(page);
  await assertAccessible(page, "unrouted case");
  await page.getByLabel("Why this desk").fill("Жер боюнча бөлүм");
  await page.getByRole("button", { name: "Give it to the desk" }).click();
  await page.getByText("The question is at the desk now", { exact: false }).waitFor();
  await page.getByRole("heading", { level: 1, name: "Questions" }).waitFor();
  await ready(page);
  assert.equal(await page.getByRole("link", { name: "Көпүрө салуу" }).count(), 0);

  await go("/steward/topics");
  await page.locator("details", { hasText: "Customs" }).first().locator("summary").click();
  const topic = page.locator("details[open]");
  await topic.getByLabel("Keywords").fill("duty, parcel, drone");
  await topic.getByRole("button", { name: "Save" }).click();
  await page.getByText("duty, parcel, drone").first().waitFor();
  await assertAccessible(page, "topics");

  await go("/steward/calendar?year=2027");
  await page.getByLabel("Day").fill("2027-03-10");
  await page.getByLabel("Name").fill("Orozo Ait");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").filter({ hasText: "Fill in this field" }).waitFor();
  await page.getByLabel("Source").fill("Decree 12 of 2026");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("cell", { name: "10 March 2027", exact: true }).waitFor();
  await assertAccessible(page, "calendar");
  await page.getByRole("button", { name: "Take out 10 March 2027" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take out" }).click();
  await page.getByRole("cell", { name: "10 March 2027", exact: true }).waitFor({ state: "detached" });
  await go("/steward/block_appeals");
  await page.getByRole("heading", { level: 1, name: "Appeals" }).waitFor();
  await assertAccessible(page, "appeals");
  assert.deepEqual(complaints, []);
});

test("an organization asks, one person comments on a phone in Kyrgyz, another supports, and the result says what was taken up", async () => {
  const { village, donor, organization } = story;
  const office = await openAs(village, DESKTOP, "en-GB");
  await office.go(`/workspace/${organization}/consultations/new`);
  const { page } = office;
  await page.getByLabel("What it is about").fill("Rules for pastures");
  await page.getByLabel("What is asked, and why").fill("The council decides in spring.");
  await page.getByLabel("Heading").fill("Who may graze");
  await page.getByLabel(/^Text/).fill("Every family has twenty sheep.");
  await page.getByRole("button", { name: "Add a section" }).click();
  await page.getByLabel("Heading").nth(1).fill("What it costs");
  await page.getByLabel(/^Text/).nth(1).fill("Fifty som for each.");
  await assertAccessible(page, "new consultation");
  await page.getByRole("button", { name: "Save the draft" }).click();
  await page.getByRole("heading", { level: 1, name: "Rules for pastures" }).waitFor();
  await ready(page);
  await assertAccessible(page, "draft of a consultation");
  await page.getByRole("button", { name: "Publish it" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish it" }).click();
  await page.getByText("Everyone can comment now").waitFor();
  const id = new URL(page.url()).pathname.split("/").at(-1);

  const aida = await openAs(donor, PHONE, "ky-KG");
  await aida.go("/consultations");
  await assertAccessible(aida.page, "consultations");
  await aida.page.getByRole("link", { name: "Rules for pastures" }).click();
  await aida.page.getByText("Биринчи болуп пикир жазыңыз").first().click();
  await aida.page.getByRole("button", { name: "Пикирди жарыялоо" }).click();
  await aida.page.getByRole("alert").filter({ hasText: "толтуруңуз" }).waitFor();
  await aida.page.getByLabel("Бул бөлүк боюнча пикириңиз").fill("Жыйырма аз");
  await aida.page.getByRole("button", { name: "Пикирди жарыялоо" }).click();
  await aida.page.getByText("Пикириңизди эми баары көрөт").waitFor();
  await aida.page.getByRole("button", { name: "Өзгөртүү" }).click();
  await aida.page.getByLabel("Бул бөлүк боюнча пикириңиз").fill("Жыйырма аз, отуз болсун");
  await aida.page.getByRole("button", { name: "Пикирди жарыялоо" }).click();
  await aida.page.getByRole("button", { name: "2 түрү бар" }).click();
  await aida.page.getByText("Жыйырма аз", { exact: true }).waitFor();
  await assertAccessible(aida.page, "consultation");

  const other = await openAs(await signIn(server, DONOR), PHONE, "ru-RU");
  await other.go(`/consultations/${id}`);
  await other.page.getByText("1 мнение: читать и писать").click();
  await other.page.getByRole("button", { name: "Поддерживаю" }).click();
  await other.page.getByText("Поддерживает 1 человек").waitFor();
  const consultation = await donor.get(`/consultations/${id}`);
  const { items: [comment] } = await donor.get(`/consultation_sections/${consultation.sections[0].id}/comments`);
  assert.deepEqual([comment.supports, comment.version], [1, 2]);

  // Commenting lasts a week at least: that it is over is put before the page, and what the page sends is looked at.
  const closed = { ...consultation, state: "closed", can_manage: true, closes_on: "2026-01-01", result_due_on: "2026-02-01", is_overdue: true };
  let sent;
  await page.route(`**/api/v1/consultations/${id}`, (route) => route.fulfill({ json: closed, headers: { etag: '"2"' } }));
  await page.route(`**/api/v1/consultations/${id}/conclude`, (route) => {
    sent = { body: route.request().postDataJSON(), version: route.request().headers()["if-match"] };
    return route.fulfill({ json: { ...closed, state: "concluded", is_overdue: false } });
  });
  await office.go(`/workspace/${organization}/consultations/${id}`);
  await page.getByText("The organization has not said yet", { exact: false }).waitFor();
  await assertAccessible(page, "result of a consultation");
  await page.getByRole("button", { name: "Publish the result" }).click();
  await page.getByRole("alert").filter({ hasText: "Choose what became of it" }).waitFor();
  for (const [index, outcome, reason] of [[0, "taken up", "Thirty it is"], [1, "not taken up", "The law says fifty"]]) {
    await page.getByLabel("What became of what people said").nth(index).selectOption({ label: outcome });
    await page.getByLabel(/^Why/).nth(index).fill(reason);
  }
  await page.getByLabel("What you say of it all").fill("Thank you all");
  await page.getByRole("button", { name: "Publish the result" }).click();
  await page.getByText("The result is public").first().waitFor();
  assert.deepEqual(sent, {
    version: '"2"',
    body: {
      note: { en: "Thank you all" },
      outcomes: [
        { section_id: consultation.sections[0].id, kind: "taken_up", reason: { en: "Thirty it is" } },
        { section_id: consultation.sections[1].id, kind: "not_taken_up", reason: { en: "The law says fifty" } },
      ],
    },
  });
  const results = {
    ...closed, state: "concluded", is_overdue: false, concluded_at: "2026-01-20T08:00:00Z", result_note: { en: "Thank you all" },
    sections: consultation.sections.map((section) => ({ ...section, outcome: "taken_up", outcome_reason: { en: "Thirty it is" } })),
  };
  await aida.page.route(`**/api/v1/consultations/${id}`, (route) => route.fulfill({ json: results }));
  await aida.go(`/consultations/${id}`);
  await aida.page.getByText("эске алынды").first().waitFor();
  await aida.page.getByText("Thank you all").waitFor();
  await assertAccessible(aida.page, "result for everyone");
  assert.deepEqual([...office.complaints, ...aida.complaints, ...other.complaints], []);
});
