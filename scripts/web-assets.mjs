// Lays out frontend/dist: content-hashed names under assets/ (cached for ever), the page template, and each file
// beside its brotli and gzip form. Prints what a first visit transfers.
//
// node web-assets.mjs BINDGEN_OUT DIST PROFILE

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [out, dist, profile] = process.argv.slice(2);
const LANGUAGES = ["ky", "ru", "en"];
const quality = profile === "dev" ? 4 : 11;
const transferred = new Map();

rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, "assets"), { recursive: true });

function write(path, content) {
  const bytes = Buffer.from(content);
  writeFileSync(join(dist, path), bytes);
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const brotli = brotliCompressSync(bytes, { params });
  writeFileSync(join(dist, `${path}.br`), brotli);
  writeFileSync(join(dist, `${path}.gz`), gzipSync(bytes, { level: 9 }));
  return brotli.length;
}

function asset(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const extension = extname(name);
  const path = `assets/${basename(name, extension)}.${hash}${extension}`;
  transferred.set(name, write(path, content));
  return `/${path}`;
}

// The messages for faulty fields are the server's: the forms say the same sentence.
function fieldMessages(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith(".ftl"));
  const messages = files.flatMap((name) => readFileSync(join(folder, name), "utf8").split(/\n(?=[a-z#])/));
  return messages.filter((message) => message.startsWith("field-"));
}

const catalogues = {};
for (const language of LANGUAGES) {
  const folder = join("i18n", language, "web");
  const files = readdirSync(folder).filter((name) => name.endsWith(".ftl")).sort();
  const texts = files.map((name) => readFileSync(join(folder, name), "utf8"));
  const text = [...texts, ...fieldMessages(join("i18n", language))].join("\n");
  // Comments are for translators; nobody downloads them.
  catalogues[language] = asset(`${language}.ftl`, text.replace(/^#.*\n/gm, ""));
}

const fill = (text, values) => text.replace(/%([A-Z_]+)%/g, (whole, key) => values[key] ?? whole);
const read = (name) => readFileSync(join("frontend", name), "utf8");
const WASM = asset("app.wasm", readFileSync(join(out, "app_bg.wasm")));
const APP = asset("app.js", readFileSync(join(out, "app.js")));
const FAVICON = asset("favicon.svg", read("assets/favicon.svg"));
const ORNAMENT = asset("ornament.svg", read("assets/ornament.svg"));
const MANIFEST = asset("app.webmanifest", fill(read("assets/app.webmanifest"), { FAVICON }));
const styles = readdirSync("frontend/assets/css").sort().map((name) => read(`assets/css/${name}`)).join("\n");
const bare = styles.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\n\s*/g, "\n").replace(/\n+/g, "\n");
const CSS = asset("style.css", fill(bare, { ORNAMENT }));
const LOADER = asset("loader.js", fill(read("assets/loader.js"), { APP, WASM, CATALOGUES: JSON.stringify(catalogues) }));
const page = fill(read("index.html"), { APP, WASM, CSS, LOADER, FAVICON, MANIFEST });
writeFileSync(join(dist, "index.html"), page);
transferred.set("index.html", brotliCompressSync(page).length);

// One language only is loaded: the largest counts.
const first = new Map(transferred);
const largest = LANGUAGES.map((language) => `${language}.ftl`).sort((a, b) => first.get(b) - first.get(a));
for (const name of largest.slice(1)) first.delete(name);
const total = [...first.values()].reduce((sum, size) => sum + size, 0);
for (const [name, size] of first) console.log(`  ${name.padEnd(12)} ${(size / 1024).toFixed(1).padStart(8)} KB`);
console.log(`  first load   ${(total / 1024).toFixed(1).padStart(8)} KB with brotli (limit 350 KB)`);
if (profile !== "dev" && total > 350 * 1024) {
  console.error("error: the first load is larger than 350 KB");
  process.exit(1);
}
