// Starts the web app: picks the language, loads its catalogue beside the WASM, and hands both over.
// The build bundles it and fills in APP, WASM and CATALOGUES.
import { FluentBundle, FluentNumber, FluentResource } from "@fluent/bundle";
import init from "APP";

const catalogues = CATALOGUES;
const root = document.documentElement;

function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // Storage may be forbidden; the app works without.
  }
}

function language() {
  const asked = new URLSearchParams(location.search).get("lang");
  if (asked in catalogues) {
    try {
      localStorage.setItem("kopuro.language", asked);
    } catch { /* as above */ }
    return asked;
  }
  const wishes = [stored("kopuro.language"), ...(navigator.languages ?? [])];
  const tags = wishes.filter(Boolean).map((tag) => tag.toLowerCase().split("-")[0]);
  return tags.find((tag) => tag in catalogues) ?? "ky";
}

// Key and arguments to a text; nothing where there is no such key.
function messages(text) {
  const bundle = new FluentBundle(root.lang, { useIsolating: false });
  bundle.addResource(new FluentResource(text), { allowOverrides: true });
  return (key, args) => {
    const pattern = bundle.getMessage(key)?.value;
    // A broken part stands in braces and costs nothing else; the catalogues' test refuses it before it gets here.
    if (!pattern) return undefined;
    // Numbers choose the plural; those to be read in groups come as text.
    const plain = (value) => (typeof value === "number" ? new FluentNumber(value, { useGrouping: false }) : value);
    const values = Object.fromEntries(Object.entries(args).map(([name, value]) => [name, plain(value)]));
    return bundle.formatPattern(pattern, values, []);
  };
}

const theme = stored("kopuro.theme");
if (theme === "light" || theme === "dark") root.dataset.theme = theme;
root.lang = language();

try {
  // Both downloads at once: `init` runs the app as soon as it is there, so it gets its bytes only after the catalogue.
  const [catalogue, module] = await Promise.all([fetch(catalogues[root.lang]), fetch(WASM, { credentials: "same-origin" })]);
  if (!catalogue.ok || !module.ok) throw new Error(`${catalogue.status} ${module.status}`);
  globalThis.kopuro = {
    message: messages(await catalogue.text()),
    // Whether the person came by Back or Forward, or turned round while this page was being loaded.
    get returning() {
      const [entry] = performance.getEntriesByType("navigation");
      return entry !== undefined && (entry.type === "back_forward" || new URL(entry.name).pathname !== location.pathname);
    },
  };
  await init({ module_or_path: module });
} catch (error) {
  console.error(error);
  const note = document.createElement("p");
  note.className = "boot-note";
  note.textContent = {
    ky: "Барак жүктөлгөн жок. Байланышты текшерип, баракты жаңылаңыз.",
    ru: "Страница не загрузилась. Проверьте связь и обновите страницу.",
    en: "The page did not load. Check your connection and reload.",
  }[root.lang];
  document.querySelector(".boot")?.append(note);
}
