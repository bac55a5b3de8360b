import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DESKTOP, PHONE, assertAccessible, launch, openPage, ready } from "./lib/browser.mjs";
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

const PASSWORD = "мост-через-реку-2026";

async function registerAndConfirm(page, words, email, name) {
  await page.goto(`${server.base}/sign-up?lang=${words.lang}`);
  await page.getByLabel(words.name).fill(name);
  await page.getByLabel(words.email).fill(email);
  await page.getByLabel(words.password, { exact: true }).fill(PASSWORD);
  await page.locator("form button[type=submit]").click();
  await page.locator(".notice.good").waitFor();
  await page.goto(server.base + (await server.linkMailedTo(email)));
  await page.getByLabel(words.password, { exact: true }).fill(PASSWORD);
  await page.locator("form button[type=submit]").click();
  await page.locator(".notice.good").waitFor();
}

const KY = { lang: "ky", name: "Атыңыз", email: "Электрондук почта", password: "Сырсөз" };
const EN = { lang: "en", name: "Your name", email: "E-mail address", password: "Password" };

test("a person registers on a phone in Kyrgyz, confirms by the mail, and is still signed in after a reload", async () => {
  const { page, complaints } = await openPage(browser, { viewport: PHONE, locale: "ky-KG" });
  await registerAndConfirm(page, KY, "gulnara@example.kg", "Гүлнара");
  await page.goto(`${server.base}/account`);
  await ready(page);
  await page.getByText("gulnara@example.kg").first().waitFor();
  await page.reload();
  await page.getByText("gulnara@example.kg").first().waitFor();
  await assertAccessible(page, "account");
  assert.deepEqual(complaints, []);
});

async function api(path, body, token) {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await fetch(`${server.base}/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  assert.ok(answer.ok, await answer.clone().text());
  return answer.json();
}

test("an invited person signs in on the way, agrees, and acts for the organization", async () => {
  const owner = { email: "bakyt@demo.kopuro.kg", password: server.password };
  const { access_token: token } = await api("/sessions", owner);
  const founding = { kind: "local_self_government", name: { ky: "Алай айыл өкмөтү" }, place_id: "kg-o-alay" };
  const organization = await api("/organizations", founding, token);
  const invitation = { email: "aigul@demo.kopuro.kg", role: "treasurer" };
  await api(`/organizations/${organization.id}/invitations`, invitation, token);

  const { page, complaints } = await openPage(browser, { viewport: PHONE, locale: "ky-KG" });
  await page.goto(server.base + (await server.linkMailedTo("aigul@demo.kopuro.kg")));
  await page.locator("main").getByRole("link", { name: "Кирүү" }).click();
  await page.getByLabel(KY.email).fill("aigul@demo.kopuro.kg");
  await page.getByLabel(KY.password, { exact: true }).fill(server.password);
  await page.locator("form button[type=submit]").click();
  await page.getByRole("button", { name: "Макулмун" }).click();
  await page.getByText("Эми сиз «Алай айыл өкмөтү» уюмунун мүчөсүз: казыначы.").waitFor();
  await assertAccessible(page, "invitation accepted");
  assert.deepEqual(complaints, []);
});

test("a person on a desktop in English sees what is wrong with each field, and loses nothing", async () => {
  const { page, complaints } = await openPage(browser, { viewport: DESKTOP, locale: "en-GB" });
  await page.goto(`${server.base}/sign-up`);
  await page.getByLabel(EN.name).fill("Azamat");
  await page.getByLabel(EN.email).fill("not an address");
  await page.getByLabel(EN.password, { exact: true }).fill("short");
  await page.locator("form button[type=submit]").click();
  await page.getByText("Enter an e-mail address like name@example.kg.").waitFor();
  await page.getByText("Too short: at least 10.").waitFor();
  assert.equal(await page.getByLabel(EN.name).inputValue(), "Azamat");
  await assertAccessible(page, "sign-up with faults");
  assert.deepEqual(complaints, []);
});

test("a wrong password is refused in words, the right one opens the account, signing out closes it", async () => {
  const { page } = await openPage(browser, { viewport: DESKTOP, locale: "en-GB" });
  await page.goto(`${server.base}/sign-in`);
  await page.getByLabel(EN.email).fill("aigul@demo.kopuro.kg");
  await page.getByLabel(EN.password, { exact: true }).fill("wrong");
  await page.locator("form button[type=submit]").click();
  await page.getByText("The e-mail address or the password is wrong.", { exact: false }).waitFor();
  await page.getByLabel(EN.password, { exact: true }).fill(server.password);
  await page.locator("form button[type=submit]").click();
  // One's own space is another program: until its page stands, the address must not change.
  await page.waitForURL(`${server.base}/me`);
  await page.getByRole("link", { name: /Айгүл/ }).waitFor();
  await page.goto(`${server.base}/account`);
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByRole("banner").getByRole("link", { name: "Sign in" }).waitFor();
});
