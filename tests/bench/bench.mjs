// Load figures on this machine: a server on a database of BENCH_PROJECTS projects with ten times as many pledges, and as
// many cases with ten times as many messages; each kind of request at saturation (autocannon, one request after the other on each connection) and then, arriving by chance
// at half of that rate whether or not the server keeps up, its percentiles. Prints a table per engine and fails when a
// goal is missed.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import autocannon from "autocannon";
import { chromium } from "playwright-core";

const BINARY = process.env.BENCH_BINARY;
const PROJECTS = Number(process.env.BENCH_PROJECTS ?? 100_000);
const SMALL = Math.max(100, PROJECTS / 100);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);
const CONNECTIONS = 32;
const SIGN_INS = 200;

// The goals, as the project set them itself.
const P99_MS = 20;
const MEMORY_MB = 150;
const GROWTH = 1.5;
const FIRST_LOAD_KB = 350;

const misses = [];
function goal(holds, text) {
  if (!holds) misses.push(text);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

// A server on a new database of so many projects.
async function startServer(databaseUrl, projects) {
  const folder = mkdtempSync(join(tmpdir(), "kopuro-bench-"));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env, DATABASE_URL: databaseUrl, KOPURO_DATA_DIR: folder, KOPURO_LISTEN: `127.0.0.1:${port}`,
    KOPURO_PUBLIC_URL: base, KOPURO_LOG_FILTER: "error",
  };
  const started = Date.now();
  execFileSync(BINARY, ["demo", "--scale", String(projects)], { env, cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  process.stderr.write(`${projects} projects loaded in ${Math.round((Date.now() - started) / 1000)} s\n`);
  const child = spawn(BINARY, ["serve"], { env, cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  for (let tries = 0; ; tries += 1) {
    try {
      if ((await fetch(`${base}/health/ready`)).ok) break;
    } catch { /* not listening yet */ }
    if (tries > 400 || child.exitCode !== null) throw new Error("the server did not start");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    base,
    // The most that the server ever held, in MB (Linux: VmHWM of proc(5), in kB).
    memory: () => Number(readFileSync(`/proc/${child.pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/)[1]) / 1024,
    async stop() {
      child.kill("SIGTERM");
      await new Promise((resolve) => child.once("exit", resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function get(base, path) {
  const answer = await fetch(`${base}/api/v1${path}`);
  assert.ok(answer.ok, `${path}: ${answer.status}`);
  return answer.json();
}

// Identifiers of published projects, gathered page by page in different orders.
async function projectIds(base) {
  const ids = [];
  for (const sort of ["newest", "closest_to_goal", "ending_soon"]) {
    let cursor = "";
    for (let pages = 0; pages < 5; pages += 1) {
      const page = await get(base, `/projects?state=published&limit=100&sort=${sort}${cursor}`);
      ids.push(...page.items.map((row) => row.id));
      if (!page.next_cursor) break;
      cursor = `&cursor=${page.next_cursor}`;
    }
  }
  return ids;
}

async function signIn(base, password) {
  const tokens = [];
  for (let number = 1; number <= SIGN_INS; number += 1) {
    const answer = await fetch(`${base}/api/v1/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: `load-${number}@demo.kopuro.kg`, password }),
    });
    if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
    tokens.push((await answer.json()).access_token);
  }
  return tokens;
}

// The desks, each with who answers there.
async function desksOf(base, tokens) {
  const desks = [];
  for (const token of tokens) {
    const answer = await fetch(`${base}/api/v1/me/desks`, { headers: { authorization: `Bearer ${token}` } });
    assert.ok(answer.ok, `/me/desks: ${answer.status}`);
    const [desk] = await answer.json();
    desks.push({ id: desk.id, token });
  }
  return desks;
}

const pick = (list) => list[Math.floor(Math.random() * list.length)];

// What is asked, as a function that makes the next request.
function requests(ids, tokens, desks) {
  const places = ["kg-o", "kg-c", "kg-t", "kg-j", "kg-y", "kg-n", "kg-b"];
  const sectors = ["21020", "11320", "12230", "14031"];
  const words = ["көпүрө", "мектептерди", "bridges", "больницы", "суу", "kopuro", "көчө жарыгы", "оорукана"];
  const matters = ["жабдуу", "диплом", "жер участогу", "солнечная станция", "wheelchairs", "күбөлүктү", "визалар"];
  const queue = () => {
    const { id, token } = pick(desks);
    return { path: `/api/v1/desks/${id}/cases?limit=50`, headers: { authorization: `Bearer ${token}` } };
  };
  return {
    "filtered list": () => ({
      path: `/api/v1/projects?place_id=${pick(places)}&sector=${pick(sectors)}&state=published&sort=closest_to_goal`,
    }),
    search: () => ({ path: `/api/v1/projects?q=${encodeURIComponent(pick(words))}` }),
    "project page": () => ({ path: `/api/v1/projects/${pick(ids)}` }),
    "public answers": () => ({ path: `/api/v1/cases?q=${encodeURIComponent(pick(matters))}&place_id=${pick(places)}` }),
    "desk's queue": queue,
    pledge: () => ({
      path: "/api/v1/pledges",
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${pick(tokens)}` },
      body: JSON.stringify({ project_id: pick(ids), amount: { amount: 100_000, currency: "KGS" } }),
    }),
  };
}

// A person's pledges are limited; the limit answering is the server at work, anything else is a fault.
const isGood = (status) => (status >= 200 && status < 300) || status === 429;

// Requests per second that the server answers when there is always another one on each connection.
async function saturate(base, next, seconds) {
  const result = await autocannon({
    url: base, connections: CONNECTIONS, duration: seconds,
    requests: [{ setupRequest: (request) => ({ ...request, ...next() }) }],
  });
  const bad = Object.entries(result.statusCodeStats ?? {}).filter(([status]) => !isGood(Number(status)));
  assert.equal(bad.length + result.errors, 0, `${result.errors} failed: ${JSON.stringify(result.statusCodeStats)}`);
  return result.requests.average;
}

function send(agent, base, { path, method, headers, body }) {
  return new Promise((resolve, reject) => {
    const sent = request(`${base}${path}`, { agent, method, headers }, (answer) => {
      answer.resume().on("end", () => resolve(answer.statusCode)).on("error", reject);
    });
    sent.on("error", reject).end(body);
  });
}

// Milliseconds from sending to the last octet, sorted, of requests that come one by one at times that know nothing of each
// other (a Poisson process), as people do. autocannon's own rate sends a second's requests at its beginning.
async function arrive(base, next, rate, seconds) {
  const agent = new Agent({ keepAlive: true });
  const times = [];
  const waiting = [];
  const end = performance.now() + seconds * 1000;
  for (let due = performance.now(); due < end; due += (-Math.log(1 - Math.random()) * 1000) / rate) {
    while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, 1));
    const began = performance.now();
    waiting.push(send(agent, base, next()).then((status) => {
      assert.ok(isGood(status), `answered ${status}`);
      times.push(performance.now() - began);
    }));
  }
  await Promise.all(waiting);
  agent.destroy();
  return times.sort((a, b) => a - b);
}

// Saturation, then half of it. A write is not repeated for as long: people's limits would answer.
async function measure(base, next, isWrite) {
  const seconds = isWrite ? Math.min(4, SECONDS) : SECONDS;
  await saturate(base, next, 1);
  const saturation = await saturate(base, next, seconds);
  const times = await arrive(base, next, Math.max(1, saturation / 2), seconds);
  const percentile = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];
  return { saturation, p50: percentile(0.5), p97: percentile(0.975), p99: percentile(0.99) };
}

function print(engine, rows, memory) {
  console.log(`\n### ${engine}, ${PROJECTS} projects, ${PROJECTS * 10} pledges, ${PROJECTS} cases\n`);
  console.log("| request | at saturation, per s | p50 ms | p97.5 ms | p99 ms |\n| --- | ---: | ---: | ---: | ---: |");
  for (const [name, row] of Object.entries(rows)) {
    console.log(`| ${name} | ${Math.round(row.saturation)} | ${row.p50.toFixed(1)} | ${row.p97.toFixed(1)} | ${row.p99.toFixed(1)} |`);
  }
  console.log(`\nLatencies at half of saturation. The server held at most ${Math.round(memory)} MB.`);
}

async function bench(engine, urls) {
  const password = "kopuro-demo-эки-жээк";
  const small = await startServer(urls.small, SMALL);
  const list = requests(await projectIds(small.base), [], [])["filtered list"];
  const little = await measure(small.base, list, false);
  await small.stop();

  const server = await startServer(urls.large, PROJECTS);
  const ids = await projectIds(server.base);
  const tokens = await signIn(server.base, password);
  const rows = {};
  for (const [name, next] of Object.entries(requests(ids, tokens, await desksOf(server.base, tokens)))) {
    rows[name] = await measure(server.base, next, name === "pledge");
    goal(rows[name].p99 <= P99_MS, `${engine}: ${name} takes ${rows[name].p99} ms at the 99th percentile`);
  }
  const memory = server.memory();
  await server.stop();
  print(engine, rows, memory);
  const growth = little.saturation / rows["filtered list"].saturation;
  console.log(`The filtered list costs ${growth.toFixed(2)} times as much as with ${SMALL} projects.`);
  goal(growth <= GROWTH, `${engine}: the filtered list costs ${growth.toFixed(2)} times as much with ${PROJECTS} projects`);
  if (engine === "SQLite") goal(memory <= MEMORY_MB, `${engine}: the server held ${Math.round(memory)} MB`);
}

// What a phone transfers for the first page, as Chromium counts it.
async function firstLoad() {
  const server = await startServer("", 100);
  const executablePath = process.env.TEST_CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: "ky" });
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  let bytes = 0;
  client.on("Network.loadingFinished", (event) => { bytes += event.encodedDataLength; });
  await page.goto(server.base, { waitUntil: "networkidle" });
  await browser.close();
  await server.stop();
  console.log(`\nFirst load of the web app: ${Math.round(bytes / 1024)} KB transferred (WASM, scripts, styles, texts and data).`);
  goal(bytes / 1024 <= FIRST_LOAD_KB, `the first load transfers ${Math.round(bytes / 1024)} KB`);
}

assert.ok(BINARY && existsSync(BINARY), "BENCH_BINARY names no server: run `make bench`");
const postgres = process.env.BENCH_POSTGRES_URL;
assert.ok(postgres, "BENCH_POSTGRES_URL names no PostgreSQL: run `make bench`");
await bench("SQLite", { small: "", large: "" });
await bench("PostgreSQL", { small: `${postgres}/kopuro_small`, large: `${postgres}/kopuro_large` });
await firstLoad();
if (misses.length > 0) {
  console.log(`\nGoals missed:\n${misses.map((miss) => `- ${miss}`).join("\n")}`);
  process.exit(1);
}
console.log("\nEvery goal is met.");
