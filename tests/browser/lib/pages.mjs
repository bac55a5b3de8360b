// The pages that anyone can open: name and address.
const PAGES = [
  ["home", "/"],
  ["projects", "/projects"],
  ["projects-empty", "/projects?q=zzz&sector=21020"],
  ["organizations", "/organizations"],
  ["places", "/places"],
  ["place", "/places/kg-o"],
  ["how-money-works", "/how-money-works"],
  ["about", "/about"],
  ["sign-in", "/sign-in"],
  ["sign-up", "/sign-up"],
  ["password", "/password"],
  ["not-found", "/nothing-here"],
];

// Those, and the page of the demo's organization.
export async function publicPages(base) {
  const list = await (await fetch(`${base}/api/v1/organizations`)).json();
  return [...PAGES, ["organization", `/organizations/${list.items[0].id}`]];
}

// The pages for work by who opens them, as `openStory` names them; the village has a project.
export async function deskPages(story) {
  const { organization, village } = story;
  const desk = `/workspace/${organization}`;
  const { items: [project] } = await village.get(`/organizations/${organization}/projects`);
  const parts = ["", "/texts", "/plan", "/work", "/money", "/updates", "/questions"];
  return {
    village: [
      ["workspaces", "/workspace"],
      ["found", "/workspace/new"],
      ["overview", desk],
      ["organization", `${desk}/organization`],
      ["members", `${desk}/members`],
      ["payments", `${desk}/money`],
      ["transactions", `${desk}/money/transactions`],
      ["statements", `${desk}/money/statements`],
      ["projects", `${desk}/projects`],
      ["new-project", `${desk}/projects/new`],
      ...parts.map((part) => [`project${part.replace("/", "-")}`, `${desk}/projects/${project.id}${part}`]),
    ],
    steward: [
      ["steward-queue", "/steward"],
      ["steward-organizations", "/steward/organizations"],
      ["steward-organization", `/steward/organizations/${organization}`],
      ["steward-project", `/steward/projects/${project.id}`],
      ["steward-rates", "/steward/rates"],
      ["steward-audit", "/steward/audit"],
    ],
  };
}
