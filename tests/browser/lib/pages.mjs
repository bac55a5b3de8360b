// The pages that anyone can open: name and address.
export const PUBLIC_PAGES = [
  ["home", "/"],
  ["places", "/places"],
  ["place", "/places/kg-o"],
  ["how-money-works", "/how-money-works"],
  ["about", "/about"],
  ["sign-in", "/sign-in"],
  ["sign-up", "/sign-up"],
  ["password", "/password"],
  ["not-found", "/nothing-here"],
];
