// Lays out frontend/dist: content-hashed names under assets/ (cached for ever), the page template, and each file
// beside its brotli and gzip form. Prints what a first visit transfers.
//
// node web-assets.mjs BINDGEN_OUT DIST PROFILE PROGRAM…

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { buildSync } from "../frontend/node_modules/esbuild/lib/main.js";

const [out, dist, profile, ...programs] = process.argv.slice(2);
const LANGUAGES = ["ky", "ru", "en"];
// It comes over mobile data in a village or a dormitory.
const LIMIT_KB = 350;
const [quality, level] = profile === "dev" ? [1, 1] : [11, 9];
const transferred = new Map();

rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, "assets"), { recursive: true });

function write(path, content) {
  const bytes = Buffer.from(content);
  writeFileSync(join(dist, path), bytes);
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const brotli = brotliCompressSync(bytes, { params });
  writeFileSync(join(dist, `${path}.br`), brotli);
  writeFileSync(join(dist, `${path}.gz`), gzipSync(bytes, { level }));
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

// The last parts of some keys are put in when the program runs: `t_of!("project-state", …)`.
function families(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".rs"));
  const calls = files.flatMap((name) => [...readFileSync(join(folder, name), "utf8").matchAll(/t_of!\(\s*"([^"]+)"/g)]);
  return [...new Set(calls.map(([, family]) => `${family}-`))];
}

const FAMILIES = families("frontend/src");

// The words of a program: of all messages those whose key stands in its code, or the family of its key.
function catalogues(program, code) {
  const found = FAMILIES.filter((family) => code.includes(family));
  // Looking through megabytes once for a key is enough for three languages.
  const used = new Map();
  const isUsed = (message) => {
    const key = message.slice(0, message.indexOf(" ="));
    if (!used.has(key)) used.set(key, found.some((family) => key.startsWith(family)) || code.includes(key));
    return used.get(key);
  };
  const addresses = {};
  for (const language of LANGUAGES) {
    const folder = join("i18n", language, "web");
    const files = readdirSync(folder).filter((name) => name.endsWith(".ftl")).sort();
    // Comments are for translators; nobody downloads them.
    const texts = files.map((name) => readFileSync(join(folder, name), "utf8").replace(/^#.*\n/gm, ""));
    const messages = texts.join("\n").split(/\n(?=[a-z])/).map((message) => message.trimEnd());
    const text = [...messages.filter(isUsed), ...fieldMessages(join("i18n", language))].join("\n");
    addresses[language] = asset(`${program}-${language}.ftl`, text);
  }
  return addresses;
}

// The loader with what it imports, but for the program itself.
function loader(APP, WASM, CATALOGUES) {
  const { outputFiles: [file] } = buildSync({
    entryPoints: ["frontend/assets/loader.js"], bundle: true, minify: true, format: "esm", target: "es2022", charset: "utf8",
    external: ["APP"], define: { WASM: JSON.stringify(WASM), CATALOGUES: JSON.stringify(CATALOGUES) },
    nodePaths: ["frontend/node_modules"], write: false, legalComments: "none",
  });
  return file.text.replace('"APP"', JSON.stringify(APP));
}

const fill = (text, values) => text.replace(/%([A-Z_]+)%/g, (whole, key) => values[key] ?? whole);
const read = (name) => readFileSync(join("frontend", name), "utf8");
const FAVICON = asset("favicon.svg", read("assets/favicon.svg"));
const ORNAMENT = asset("ornament.svg", read("assets/ornament.svg"));
const MANIFEST = asset("app.webmanifest", fill(read("assets/app.webmanifest"), { FAVICON }));
const styles = readdirSync("frontend/assets/css").sort().map((name) => read(`assets/css/${name}`)).join("\n");
const bare = styles.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\n\s*/g, "\n").replace(/\n+/g, "\n");
const CSS = asset("style.css", fill(bare, { ORNAMENT }));

// A page for each program of the web app, as `kopuro_shared::site` names them.
let tooLarge = false;
for (const program of programs) {
  const name = program === "web" ? "index.html" : `${program}.html`;
  const code = readFileSync(join(out, `${program}_bg.wasm`));
  const WASM = asset(`${program}.wasm`, code);
  const APP = asset(`${program}.js`, readFileSync(join(out, `${program}.js`)));
  const CATALOGUES = catalogues(program, code);
  const LOADER = asset(`${program}-loader.js`, loader(APP, WASM, CATALOGUES));
  const page = fill(read("index.html"), { APP, WASM, CSS, LOADER, FAVICON, MANIFEST });
  writeFileSync(join(dist, name), page);
  transferred.set(name, brotliCompressSync(page).length);
  // One language only is loaded: the largest counts.
  const words = LANGUAGES.map((language) => `${program}-${language}.ftl`).sort((a, b) => transferred.get(b) - transferred.get(a))[0];
  const first = [name, `${program}.wasm`, `${program}.js`, `${program}-loader.js`, words, "style.css", "favicon.svg", "ornament.svg",
    "app.webmanifest"];
  console.log(program);
  for (const part of first) console.log(`  ${part.padEnd(15)} ${(transferred.get(part) / 1024).toFixed(1).padStart(8)} KB`);
  const total = first.reduce((sum, part) => sum + transferred.get(part), 0);
  console.log(`  first load      ${(total / 1024).toFixed(1).padStart(8)} KB with brotli (limit ${LIMIT_KB} KB)`);
  tooLarge ||= total > LIMIT_KB * 1024;
}
if (profile !== "dev" && tooLarge) {
  console.error(`error: a first load is larger than its limit`);
  process.exit(1);
}
