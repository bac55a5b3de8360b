// People and projects for browser tests, made through the API as an app would: the demo's people sign in with their
// second factor, a village publishes what it needs. For tests and screenshots; nothing of it goes around the rules.

import assert from "node:assert/strict";
import { createHmac, randomUUID } from "node:crypto";

export const DONOR = "aigul@demo.kopuro.kg";
// Of somebody who is new, so that nothing of the demo's year is theirs.
const NEWCOMER = { email: "aida@example.org", password: "мост-через-реку-2026", display_name: "Аида", language: "ky" };
export const VILLAGE = "bakyt@demo.kopuro.kg";
export const STEWARD = "steward@demo.kopuro.kg";

const STEP_SECONDS = 30;

function base32(text) {
  const bits = [...text.replace(/=+$/, "")]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/g).map((octet) => Number.parseInt(octet, 2)));
}

// The code of a step (RFC 6238, as authenticator apps compute it).
function totp(secret, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac("sha1", base32(secret)).update(counter).digest();
  const offset = hash.at(-1) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

// One person's access to the API.
export class Person {
  constructor(server, email, password) {
    Object.assign(this, { server, email, password, token: null, cookie: "", secret: null, lastStep: 0 });
  }

  async send(method, path, body, headers = {}) {
    const answer = await fetch(`${this.server.base}/api/v1${path}`, {
      method,
      headers: {
        "accept-language": "en", ...(body !== undefined && { "content-type": "application/json" }),
        ...(this.token && { authorization: `Bearer ${this.token}` }), ...(this.cookie && { cookie: this.cookie }), ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    const cookie = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
    if (cookie) this.cookie = cookie;
    return { status: answer.status, etag: answer.headers.get("etag"), body: text && JSON.parse(text) };
  }

  // The answer's body; anything but success fails the test with what the server said.
  async ask(method, path, body, headers) {
    const { status, body: answer } = await this.send(method, path, body, headers);
    assert.ok(status < 300, `${method} ${path}: ${status} ${JSON.stringify(answer)}`);
    return answer;
  }

  get(path) { return this.ask("GET", path); }
  put(path, body) { return this.ask("PUT", path, body); }
  // POST with an idempotency key of its own.
  post(path, body) { return this.ask("POST", path, body, { "idempotency-key": randomUUID() }); }

  // Changes a resource as it stands now: reads its version from `at`, and sends that along.
  async change(method, path, body, at = path) {
    const { etag } = await this.send("GET", at);
    return this.ask(method, path, body, { "if-match": etag, "idempotency-key": randomUUID() });
  }

  // A code that was not used yet: each is good once, and the server takes the one of the next half minute too.
  async code() {
    for (;;) {
      const now = Math.floor(Date.now() / 1000 / STEP_SECONDS);
      const step = Math.max(now, this.lastStep + 1);
      if (step <= now + 1) {
        this.lastStep = step;
        return totp(this.secret, step);
      }
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }

  takeUp(session) {
    this.token = session.access_token;
    this.id = session.me.id;
    return this;
  }

  async signIn() {
    const code = this.secret ? { code: await this.code() } : {};
    return this.takeUp(await this.ask("POST", "/sessions", { email: this.email, password: this.password, ...code }));
  }

  // Sets up the second factor, which stewards and treasurers must have.
  async setUpSecondFactor() {
    const { otpauth_url } = await this.ask("POST", "/me/second_factor", { password: this.password });
    this.secret = new URL(otpauth_url).searchParams.get("secret");
    await this.ask("POST", "/me/second_factor/confirm", { code: await this.code() });
    return this.takeUp(await this.ask("POST", "/sessions/refresh"));
  }
}

// Signs one of the demo's people in, by the API.
export function signIn(server, email, password = server.password) {
  return new Person(server, email, password).signIn();
}

// Registers a person by the API, who confirms the address by the mail's link.
async function register(server, newcomer) {
  const person = new Person(server, newcomer.email, newcomer.password);
  await person.post("/people", newcomer);
  const [, token] = (await server.linkMailedTo(newcomer.email)).split("#");
  return person.takeUp(await person.ask("POST", "/people/confirm_email", { token, password: newcomer.password }));
}

// Signs a person in on a page, by the form as people do. With `person` whose second factor is set up, with a code.
export async function signInOnPage(page, person) {
  await page.goto(`${person.server.base}/sign-in`);
  await page.locator("input[type=email]").fill(person.email);
  await page.locator("input[type=password]").fill(person.password);
  await page.evaluate(() => { window.isSignInPage = true; });
  await page.locator("form button[type=submit]").click();
  if (person.secret) {
    await page.locator("input[autocomplete=one-time-code]").fill(await person.code());
    await page.locator("form button[type=submit]").click();
  }
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  // What comes is another program: the address changes before its document loads.
  await page.waitForFunction(() => !window.isSignInPage);
  await page.waitForLoadState("networkidle");
}

function inDays(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

// What a village asks for; a test changes what it is about.
export const BRIDGE = {
  place_id: "kg-o-alay",
  sector: "21020",
  title: { ky: "Мектепке көпүрө", ru: "Мост к школе", en: "The bridge to the school" },
  summary: {
    ky: "Балдар сууну кечип мектепке барат. Он эки метрлик бетон көпүрө керек.",
    ru: "Дети ходят в школу вброд. Нужен бетонный мост в двенадцать метров.",
    en: "Children wade through the river to school. A concrete bridge of twelve metres is needed.",
  },
  description: {
    ky: "Суу ташыганда мектепке баруу мүмкүн эмес. Айыл өкмөтү долбоорун жасап, жерин берет; бетон жана кран сатып алынат.",
    en: "When the river is high nobody gets to school. The local self-government does the design; concrete and a crane are bought.",
  },
  beneficiaries: 400,
  currency: "KGS",
};

// A plan of this many som that can be submitted.
export function plan(som, days = 60) {
  const goal = som * 100;
  const design = Math.floor(goal / 5);
  return {
    goal: { amount: goal, currency: "KGS" },
    ends_on: inDays(days),
    budget_lines: [
      { name: { ky: "Долбоорлоо", ru: "Проект", en: "Design" }, amount: design },
      { name: { ky: "Материал жана курулуш", ru: "Материалы и работа", en: "Material and work" }, amount: goal - design },
    ],
    funding_shares: [
      { partner: "diaspora", share: 7_000 },
      { partner: "local_self_government", share: 3_000, name: { ky: "Алай айыл өкмөтү", ru: "Алайский айыл окмоту", en: "Alay LSG" } },
    ],
    milestones: [
      { title: { ky: "Тирөөчтөр турду", ru: "Опоры стоят", en: "Piers stand" }, planned_on: inDays(days + 30) },
      { title: { ky: "Көпүрө ачылды", ru: "Мост открыт", en: "The bridge is open" }, planned_on: inDays(days + 90) },
    ],
    surplus: { use: "same_place", note: { ky: "Жолду оңдоого", ru: "На ремонт дороги", en: "To mend the road" } },
  };
}

// The demo's village, which can publish, a steward with a second factor, and a donor who is new.
export async function openStory(server) {
  const [village, steward] = await Promise.all([VILLAGE, STEWARD].map((email) => signIn(server, email)));
  const donor = await register(server, NEWCOMER);
  await village.setUpSecondFactor();
  await steward.setUpSecondFactor();
  const [{ id: organization }] = await village.get("/me/organizations");
  const story = {
    server, village, steward, donor, organization,

    act(person, id, action, more = {}) {
      return person.change("POST", `/projects/${id}/actions`, { action, ...more }, `/projects/${id}`);
    },

    // A draft with its plan.
    async draft(project = BRIDGE, planned = plan(1_000_000)) {
      const { id } = await village.post(`/organizations/${organization}/projects`, project);
      await village.change("PUT", `/projects/${id}/plan`, planned, `/projects/${id}`);
      return id;
    },

    // A project that everyone sees; answers its id.
    async publish(project = BRIDGE, planned = plan(1_000_000)) {
      const id = await story.draft(project, planned);
      await story.act(village, id, "submit");
      await story.act(steward, id, "publish");
      return id;
    },

    // The rates of today, so that other currencies can be shown and pledged.
    importRates() {
      const rates = { RUB: "1.08", USD: "87.45", EUR: "101.20", KZT: "0.17", TRY: "2.10", KRW: "0.062", GBP: "117.50", AED: "23.81" };
      const lines = Object.entries(rates).map(([currency, rate]) => `${inDays(0)},${currency},${rate}`);
      return steward.post("/exchange_rates/imports", { source: "Улуттук банк (демо)", table: ["date,currency,rate", ...lines].join("\n") });
    },
  };
  return story;
}
