// Answers in place of the server's, for what only a bank statement can make: they are put before the page by
// interception, so that its drawing and its words can be looked at.

const som = (amount) => ({ amount: amount * 100, currency: "KGS" });

export function spending() {
  return {
    planned: som(1_000_000), received: som(640_000), spent: som(410_000), distributed: som(0), left: som(230_000),
    partners: [
      { partner: "diaspora", received: som(340_000) },
      { partner: "local_self_government", received: som(180_000) },
      { partner: "state", received: som(120_000) },
    ],
    lines: [
      { budget_line_id: "a", name: { ky: "Долбоорлоо", en: "Design" }, planned: som(200_000), spent: som(215_000), expenses: 2, is_over: true },
      { budget_line_id: "b", name: { ky: "Материал жана курулуш", en: "Material and work" }, planned: som(800_000), spent: som(195_000), expenses: 3, is_over: false },
    ],
    unspent: [som(230_000)], surplus_use: "same_place",
  };
}

export function course() {
  const point = (on, received) => ({ on, received: som(received), promised: som(0), spent: som(0), distributed: som(0) });
  return {
    step: "day",
    points: [point("2026-05-02", 0), point("2026-05-20", 90_000), point("2026-06-11", 310_000), point("2026-07-30", 330_000),
      point("2026-09-01", 640_000)],
  };
}

export function receipt(project, organization) {
  return {
    code: "0123456789abcdef0123456789abcdef", project_id: project.id, project_title: project.title,
    organization_id: organization.id, organization_name: organization.name, partner: "diaspora",
    booked_at: "2026-06-12T09:30:00Z", reference: "RF18539007547034", amount: { amount: 10_000, currency: "USD" }, counted: som(8_745), received_on: "2026-06-11",
    entry_number: 12, entry_hash: "616cc58ffe5b901174d1b6612875ca853c91c322944ddfbc7e95f1f45c267934",
    verification_url: "https://kopuro.example/receipts/0123456789abcdef0123456789abcdef",
    qr_svg: "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 4'><path d='M0 0h2v2H0zM2 2h2v2H2z'/></svg>",
  };
}

// Puts a JSON answer before the page wherever it asks for an address that ends so.
export function answer(page, ending, body) {
  return page.route((url) => url.pathname.startsWith("/api/") && url.pathname.endsWith(ending), (route) => route.fulfill({ json: body }));
}
