// Every page of the web app's programs, each with its name and address, on what the demo's story tells: for the
// axe run and for the screenshots.

import { DONOR, STEWARD, signIn } from "./story.mjs";

const TREASURER = "cholpon@demo.kopuro.kg";
const ACCOUNTANT = "ermek@demo.kopuro.kg";

// The pages that anyone can open and that need no id.
const PAGES = [
  ["home", "/"],
  ["projects", "/projects"],
  ["projects-empty", "/projects?q=zzz&sector=21020"],
  ["organizations", "/organizations"],
  ["ask", "/ask"],
  ["cases", "/cases"],
  ["cases-none", "/cases?q=zzzz&state=closed&overdue=true"],
  ["guest-case-none", "/guest_case"],
  ["responsiveness", "/responsiveness"],
  ["consultations", "/consultations"],
  ["places", "/places"],
  ["place", "/places/kg-o-alay"],
  ["place-none", "/places/kg-j-toktogul"],
  ["how-money-works", "/how-money-works"],
  ["about", "/about"],
  ["sign-in", "/sign-in"],
  ["sign-up", "/sign-up"],
  ["password", "/password"],
  ["password-new", "/password/new#none"],
  ["email-confirm", "/email/confirm#none"],
  ["invitation", "/invitation#none"],
  ["not-found", "/nothing-here"],
];

const PROJECT_PARTS = [["", ""], ["-work", "?part=work"], ["-money", "?part=money"], ["-talk", "?part=talk"]];

// What the demo's projects are called in English, by the names in the story.
const TITLES = {
  bridge: "The bridge to the school", hospital: "The operating room", water: "The water line",
  kindergarten: "Repairing the kindergarten", lights: "Street lights",
};

// The demo's projects by their names in the story.
export async function demoProjects(base) {
  const { items } = await (await fetch(`${base}/api/v1/projects?limit=100`)).json();
  return Object.fromEntries(Object.entries(TITLES).map(([name, title]) => [name, items.find((one) => one.title.en === title)]));
}

async function list(address) {
  return (await fetch(address)).json();
}

// The pages that anyone can open.
export async function publicPages(base) {
  const projects = await demoProjects(base);
  const path = (name) => `/projects/${projects[name].id}`;
  const { items: [answered] } = await list(`${base}/api/v1/cases?state=closed&limit=1`);
  const { items: [overdue] } = await list(`${base}/api/v1/cases?overdue=true&limit=1`);
  const [open, concluded] = await Promise.all(["open", "concluded"].map(async (state) => {
    return (await list(`${base}/api/v1/consultations?state=${state}&limit=1`)).items[0];
  }));
  return [
    ...PAGES,
    ["organization", `/organizations/${projects.bridge.organization.id}`],
    ...PROJECT_PARTS.map(([name, query]) => [`project${name}`, `${path("bridge")}${query}`]),
    ["project-open", path("hospital")],
    ["project-finished", `${path("kindergarten")}?part=money`],
    ["account-of-project", `${path("bridge")}/account`],
    ["consultation", `/consultations/${open.id}`],
    ["consultation-concluded", `/consultations/${concluded.id}`],
    ["case", `/cases/${answered.id}`],
    ["case-overdue", `/cases/${overdue.id}`],
    ["desk", `/desks/${answered.desk.id}`],
    ["ask-desk", `/ask?desk_id=${answered.desk.id}`],
    ["responsiveness-of-desk", `/responsiveness?desk_id=${answered.desk.id}`],
    ["report-sign-in", `/report/project/${projects.bridge.id}`],
    ["pledge-amount", `${path("hospital")}/pledge`],
  ];
}

// The donor's own pages; `donor` is signed in at the API.
async function donorPages(donor, project) {
  const { items } = await donor.get("/me/pledges?limit=100");
  const [paid, open] = ["received", "pledged"].map((state) => items.find((pledge) => pledge.state === state));
  const { items: [asked] } = await donor.get("/me/cases?limit=1");
  const { receipts: [receipt] } = await donor.get(`/pledges/${paid.id}`);
  return [
    ["me", "/me"],
    ["me-follows", "/me?part=follows"],
    ["me-news", "/me?part=news"],
    ["my-cases", "/me/cases"],
    ["my-blocks", "/me/blocks"],
    ["my-case", `/cases/${asked.id}?asked=1`],
    ["pledge", `/pledges/${paid.id}`],
    ["pledge-made", `/pledges/${open.id}?made=1`],
    ["receipt", `/receipts/${receipt.code}`],
    ["report", `/report/project/${project}`],
    ["account", "/account"],
  ];
}

const PARTS = ["", "/texts", "/plan", "/work", "/money", "/updates", "/questions"];

// The pages on which an organization works on this project.
function workspacePages(organization, project) {
  const desk = `/workspace/${organization}`;
  return [
    ["workspaces", "/workspace"],
    ["workspace-found", "/workspace/new"],
    ["workspace", desk],
    ["workspace-organization", `${desk}/organization`],
    ["workspace-members", `${desk}/members`],
    ["workspace-projects", `${desk}/projects`],
    ["workspace-project-new", `${desk}/projects/new`],
    ...PARTS.map((part) => [`workspace-project${part.replace("/", "-")}`, `${desk}/projects/${project}${part}`]),
    ["workspace-payments", `${desk}/money`],
    ["workspace-desks", `${desk}/desks`],
    ["workspace-desk-new", `${desk}/desks/new`],
    ["workspace-consultations", `${desk}/consultations`],
    ["workspace-consultation-new", `${desk}/consultations/new`],
  ];
}

// The pages on which a treasurer works, with a transaction of the bank.
async function treasurerPages(treasurer, organization) {
  const money = `/workspace/${organization}/money`;
  const { items: [transaction] } = await treasurer.get(`/organizations/${organization}/transactions?limit=1`);
  return [
    ["workspace-transactions", `${money}/transactions`],
    ["workspace-transaction", `${money}/transactions/${transaction.id}`],
    ["workspace-statements", `${money}/statements`],
  ];
}

// The pages on which a desk's member answers, with the case that waits longest and a consultation.
async function deskPages(member) {
  const [desk] = await member.get("/me/desks");
  const { items: [first] } = await member.get(`/desks/${desk.id}/cases`);
  const workspace = `/workspace/${desk.organization_id}`;
  return [
    ["desk-queue", `${workspace}/desks/${desk.id}/cases`],
    ["desk-case", `${workspace}/cases/${first.id}`],
    ["desk-canned-answers", `${workspace}/desks/${desk.id}/canned_answers`],
    ["desk-blocks", `${workspace}/desks/${desk.id}/blocks`],
    ["desk-settings", `${workspace}/desks/${desk.id}`],
  ];
}

function stewardPages(organization, project) {
  return [
    ["steward-queue", "/steward"],
    ["steward-organizations", "/steward/organizations"],
    ["steward-organization", `/steward/organizations/${organization}`],
    ["steward-project", `/steward/projects/${project}`],
    ["steward-reports", "/steward/reports"],
    ["steward-cases", "/steward/cases"],
    ["steward-block-appeals", "/steward/block_appeals"],
    ["steward-topics", "/steward/topics"],
    ["steward-calendar", "/steward/calendar"],
    ["steward-rates", "/steward/rates"],
    ["steward-audit", "/steward/audit"],
  ];
}

// The pages that one must sign in for: by whom, signed in and with a second factor where one is needed.
export async function personalPages(server) {
  const [donor, owner, treasurer, accountant, official, steward] = await Promise.all(
    [DONOR, "bakyt@demo.kopuro.kg", TREASURER, ACCOUNTANT, "nazgul@demo.kopuro.kg", STEWARD].map((email) => signIn(server, email)),
  );
  for (const person of [owner, accountant, steward]) await person.setUpSecondFactor();
  const { bridge, hospital } = await demoProjects(server.base);
  const organization = bridge.organization.id;
  // So that the stewards' queue has something in it.
  await donor.post("/reports", { subject: "project", subject_id: bridge.id, reason: "untrue", text: "Быйыл курулуш болгон жок" });
  return [
    { person: donor, pages: await donorPages(donor, bridge.id) },
    { person: owner, pages: workspacePages(organization, bridge.id) },
    // Without a second factor: what asks for it.
    { person: treasurer, pages: [["workspace-factor", `/workspace/${organization}/money/statements`]] },
    { person: accountant, pages: await treasurerPages(accountant, hospital.organization.id) },
    { person: official, pages: await deskPages(official) },
    { person: steward, pages: stewardPages(organization, bridge.id) },
  ];
}

// The address with the language asked for.
export function inLanguage(path, language) {
  const [address, hash] = path.split("#");
  return `${address}${address.includes("?") ? "&" : "?"}lang=${language}${hash === undefined ? "" : `#${hash}`}`;
}
