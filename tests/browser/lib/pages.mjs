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
