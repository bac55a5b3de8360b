// A bank's statement (camt.053.001.08) with what a donor paid, for a treasurer to import.

const decimal = (minor) => (minor / 100).toFixed(2);

// `number` and `holder` are the account's; `opening` is its balance before, in tyiyn; each payment has `amount` in
// tyiyn, `payer` and `text`.
export function statement({ number, holder, opening, payments }) {
  const today = new Date().toISOString().slice(0, 10);
  const id = `E2E-${Date.now()}`;
  const closing = payments.reduce((sum, payment) => sum + payment.amount, opening);
  const balance = (kind, amount) => `
      <Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="KGS">${decimal(amount)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${today}</Dt></Dt></Bal>`;
  const entry = ({ amount, payer, text }, index) => `
      <Ntry><NtryRef>${index + 1}</NtryRef><Amt Ccy="KGS">${decimal(amount)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
        <BookgDt><Dt>${today}</Dt></BookgDt><ValDt><Dt>${today}</Dt></ValDt><AcctSvcrRef>${id}-${index + 1}</AcctSvcrRef>
        <NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>${payer}</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
  <BkToCstmrStmt>
    <GrpHdr><MsgId>${id}</MsgId><CreDtTm>${today}T06:00:00Z</CreDtTm></GrpHdr>
    <Stmt><Id>${id}</Id><CreDtTm>${today}T06:00:00Z</CreDtTm>
      <Acct><Id><Othr><Id>${number}</Id></Othr></Id><Ccy>KGS</Ccy><Ownr><Nm>${holder}</Nm></Ownr></Acct>${balance("OPBD", opening)}${balance("CLBD", closing)}${payments.map(entry).join("")}
    </Stmt>
  </BkToCstmrStmt>
</Document>
`;
  return { name: `${id}.xml`, mimeType: "application/xml", buffer: Buffer.from(xml) };
}
