import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
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

// Made-up boundaries of an oblast's parts: neighbouring fields, each with a wavy border to the one beside it.
function fields(ids) {
  const wave = (west, from, to) => Array.from({ length: 60 }, (_, step) => {
    const latitude = from + ((to - from) * step) / 59;
    return [west + Math.sin(latitude * 30) * 0.04, latitude];
  });
  const features = ids.map((id, index) => {
    const [column, row] = [index % 3, Math.floor(index / 3)];
    const [west, south] = [71 + column, 39.5 + row * 0.6];
    const ring = [...wave(west, south, south + 0.6), ...wave(west + 1, south + 0.6, south)];
    return { type: "Feature", properties: { id }, geometry: { type: "Polygon", coordinates: [[...ring, ring[0]]] } };
  });
  return JSON.stringify({ type: "FeatureCollection", features });
}

function importBoundaries(ids) {
  const path = join(server.folder, "boundaries.geojson");
  writeFileSync(path, fields(ids));
  const { status, stderr } = spawnSync(process.env.TEST_BINARY, ["places", "import", path], { env: server.env, encoding: "utf8" });
  assert.equal(status, 0, stderr);
}

test("where only some parts have boundaries the tiles stay, and once all have them the map is of regions", async () => {
  const { children } = await (await fetch(`${server.base}/api/v1/places/kg-o`)).json();
  const ids = children.map((place) => place.id);
  importBoundaries(ids.slice(1));
  const { page, context, complaints } = await openPage(browser, { viewport: PHONE, locale: "en-GB" });
  await page.goto(`${server.base}/places/kg-o?lang=en`);
  await page.locator(".tilemap").getByRole("button", { name: "Alay Raion", exact: false }).first().waitFor();
  assert.equal(await page.locator(".regionmap").count(), 0);

  importBoundaries(ids);
  // Caches keep the map for some minutes; a visit without them shows the new one.
  await context.close();
  const fresh = await openPage(browser, { viewport: PHONE, locale: "en-GB" });
  await fresh.page.goto(`${server.base}/places/kg-o?lang=en`);
  const map = fresh.page.getByRole("group", { name: "Map: choose a place" });
  await map.getByRole("button", { name: /^Alay Raion/ }).waitFor();
  assert.equal(await map.getByRole("button").count(), ids.length);
  assert.equal(await fresh.page.locator(".tilemap").count(), 0);
  for (const viewport of [PHONE, DESKTOP]) {
    await fresh.page.setViewportSize(viewport);
    await ready(fresh.page);
    await assertAccessible(fresh.page, `regions ${viewport.width}`);
    if (process.env.SHOTS) await fresh.page.screenshot({ path: join(process.env.SHOTS, `regions-${viewport.width}.png`), fullPage: true });
  }
  // By a tap, and the table beside it as before.
  await fresh.page.setViewportSize(PHONE);
  await fresh.page.getByText("The same as a table").click();
  await fresh.page.getByRole("row").getByRole("button", { name: "Alay Raion", exact: true }).waitFor();
  await map.getByRole("button", { name: /^Alay Raion/ }).click();
  await fresh.page.getByRole("heading", { level: 1, name: "Alay Raion" }).waitFor();
  assert.match(fresh.page.url(), /\/places\/kg-o-alay$/);
  assert.equal(await map.getByRole("button", { name: /^Alay Raion/ }).getAttribute("aria-pressed"), "true");
  assert.deepEqual([...complaints, ...fresh.complaints], []);
});

test("a region is chosen by the keyboard in the catalogue's filter, as a tile is", async () => {
  const { page, complaints } = await openPage(browser, { viewport: DESKTOP, locale: "en-GB" });
  await page.goto(`${server.base}/projects?place_id=kg-o&lang=en`);
  const map = page.getByRole("group", { name: "Map: choose a place" });
  const region = map.getByRole("button", { name: /^Alay Raion/ });
  await region.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("place_id") === "kg-o-alay");
  await page.getByRole("navigation").getByText("Alay Raion").waitFor();
  await region.focus();
  await page.keyboard.press("Space");
  await page.waitForURL((url) => url.searchParams.get("place_id") !== "kg-o-alay");
  assert.deepEqual(complaints, []);
});
