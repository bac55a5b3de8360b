use kopuro::statements::generate::payment;
use kopuro_shared::{reference::display_reference, statements::StatementFormat};
use serde_json::{Value, json};

use super::{ACCOUNT, Desk, by_hand, entry, may, reference, statement};
use crate::both_engines;

/// camt.053.001.08 with a prefix, a byte order mark, a European bank's structure, Cyrillic, an instructed amount in
/// another currency, supplementary data of the bank's own, and a pending entry.
fn european(structured: &str) -> Vec<u8> {
    let text =
        include_str!("samples/camt.053.001.08-prefixed.xml").replace("RF_STRUCTURED", structured);
    [b"\xef\xbb\xbf", text.as_bytes()].concat()
}

fn notice<'a>(statement: &'a Value, kind: &str) -> Option<&'a Value> {
    statement["notices"].as_array().unwrap().iter().find(|notice| notice["kind"] == kind)
}

both_engines! {
    async fn a_statement_books_what_its_references_prove_and_the_rest_waits(server: Server) {
        let desk = Desk::new(server).await;
        let (one, two) = (desk.f.pledge(500_000).await, desk.f.pledge(300_000).await);
        let spelled = display_reference(reference(&one)).to_lowercase().replace(' ', "-");
        let file = statement(StatementFormat::Camt05302, 1_000, &[
            payment(1, may(4), 500_000, "B1", "Асанова Айгүл", &format!("Көпүрөгө {spelled}, ырахмат")),
            payment(2, may(4), 100_000, "B2", "Усенов Азамат", reference(&two)),
            payment(3, may(5), 70_000, "B3", "Белгисиз", "жакшы тилек менен"),
        ]);
        let imported = desk.import(file).await;
        assert_eq!(imported["counts"], json!({ "entries": 3, "known": 0, "matched": 2, "queued": 1, "outgoing": 0 }));
        assert_eq!((&imported["opening"]["amount"], &imported["closing"]["amount"]), (&json!(1_000), &json!(671_000)));
        assert_eq!((&imported["from"], &imported["to"]), (&json!("2026-05-04"), &json!("2026-05-05")));
        assert_eq!(imported["imported_by"], "treasurer");
        assert_eq!(imported["notices"], json!([]));
        assert_eq!(desk.f.shown(&one).await["state"], "received");
        assert_eq!(desk.f.shown(&two).await["state"], "partly_received");
        assert_eq!(desk.received().await, 600_000);
        assert_eq!(desk.f.balance("bank", "KGS").await, 600_000);
        let waiting = desk.waiting().await;
        assert_eq!((&waiting["queue_reason"], &waiting["open"]["amount"]), (&json!("no_reference"), &json!(70_000)));
        assert_eq!(waiting["counterparty"], "Белгисиз");
        let path = desk.path(&format!("statements/{}", imported["id"].as_str().unwrap()));
        assert_eq!(desk.treasurer.get(&path).await.expect_status(200).body, imported);
        let mails = desk.f.server.mails_to("aigul@example.kg").await;
        assert_eq!(mails.iter().filter(|(subject, _)| subject.contains("келип түштү")).count(), 2);
        desk.verify().await;
    }

    async fn the_same_file_again_brings_nothing_new_and_says_so(server: Server) {
        let desk = Desk::new(server).await;
        let pledge = desk.f.pledge(500_000).await;
        let file = statement(StatementFormat::Camt05308, 0, &[
            payment(1, may(4), 500_000, "B1", "Айгүл", reference(&pledge)),
            payment(2, may(4), 500_000, "B2", "Айгүл", ""),
        ]);
        let first = desk.import(file.clone()).await;
        let again = desk.import(file).await;
        assert_eq!(again["counts"], json!({ "entries": 2, "known": 2, "matched": 0, "queued": 0, "outgoing": 0 }));
        assert_eq!(notice(&again, "same_file").unwrap()["statement_id"], first["id"]);
        assert_eq!(desk.received().await, 500_000);
        assert_eq!(desk.transactions("queued").await.len(), 1);
        let list = desk.treasurer.get(&desk.path("statements?limit=1")).await.expect_status(200);
        assert_eq!(list.body["items"][0]["id"], again["id"]);
        let next = desk.path(&format!("statements?limit=1&cursor={}", list.body["next_cursor"].as_str().unwrap()));
        assert_eq!(desk.treasurer.get(&next).await.expect_status(200).body["items"][0]["id"], first["id"]);
    }

    async fn a_european_banks_file_with_prefixes_and_other_currencies_is_understood(server: Server) {
        let desk = Desk::new(server).await;
        let pledge = desk.f.pledge(250_000).await;
        let imported = desk.import(european(reference(&pledge))).await;
        assert_eq!(imported["format"], "camt.053.001.08");
        assert_eq!(imported["counts"], json!({ "entries": 2, "known": 0, "matched": 1, "queued": 0, "outgoing": 1 }));
        assert_eq!(notice(&imported, "pending_skipped").unwrap()["count"], 1);
        let booked = desk.transactions("booked").await;
        let booked = desk.transaction(&booked[0]).await;
        assert_eq!(booked["amount"], json!({ "amount": 250_000, "currency": "KGS" }));
        // What the payer's bank was told is not what came.
        assert_eq!(booked["instructed"], json!({ "amount": 2_860, "currency": "USD" }));
        assert_eq!(booked["counterparty"], "Асанова & Ко");
        assert_eq!(booked["counterparty_account"], "DE89370400440532013000");
        assert_eq!(booked["allocations"][0]["reference"], pledge["reference"]);
        assert!(booked["allocations"][0].get("made_by").is_none());
    }

    async fn a_cyrillic_code_page_is_read_as_the_declaration_says(server: Server) {
        let desk = Desk::new(server).await;
        let text = by_hand("0.00", "10.00", &entry("10.00", "CRDT", "<AcctSvcrRef>1</AcctSvcrRef><AddtlNtryInf>Зачисление от Асановой</AddtlNtryInf>"));
        let text = text.replace("UTF-8", "windows-1251");
        let bytes: Vec<u8> = text.chars().map(|c| match c {
            c if c.is_ascii() => c as u8,
            c => u8::try_from(c as u32 - 'А' as u32 + 0xC0).unwrap(),
        }).collect();
        desk.import(bytes).await;
        assert_eq!(desk.waiting().await["remittance"], "Зачисление от Асановой");
    }

    async fn a_preview_says_what_would_happen_and_changes_nothing(server: Server) {
        let desk = Desk::new(server).await;
        let pledge = desk.f.pledge(500_000).await;
        let file = statement(StatementFormat::Camt05402, 0, &[
            payment(1, may(4), 70_000, "B2", "Белгисиз", ""),
            payment(2, may(4), 500_000, "B1", "Айгүл", reference(&pledge)),
        ]);
        let preview = desk.send("statements/preview", file.clone()).await.expect_status(200).body;
        assert_eq!(preview["counts"], json!({ "entries": 2, "known": 0, "matched": 1, "queued": 1, "outgoing": 0 }));
        assert!(notice(&preview, "no_balances").is_some() && preview["is_complete"] == true);
        let outcomes: Vec<_> = preview["lines"].as_array().unwrap().iter().map(|line| line["outcome"].clone()).collect();
        assert_eq!(outcomes, ["queued", "matched"]);
        assert_eq!(preview["lines"][1]["reference"], pledge["reference"]);
        assert_eq!(desk.received().await, 0);
        assert!(desk.treasurer.get(&desk.path("statements")).await.body["items"].as_array().unwrap().is_empty());
        desk.import(file.clone()).await;
        let preview = desk.send("statements/preview", file).await.expect_status(200).body;
        assert_eq!((&preview["counts"]["known"], &preview["lines"][0]["outcome"]), (&json!(2), &json!("known")));
    }

    async fn a_replayed_upload_answers_the_first_import_and_another_file_under_its_key_is_refused(server: Server) {
        let desk = Desk::new(server).await;
        let file = |amount| statement(StatementFormat::Camt05302, 0, &[payment(1, may(4), amount, "B1", "Айгүл", "")]);
        let send = async |file: Vec<u8>| {
            let request = desk.treasurer.request(reqwest::Method::POST, &desk.path("statements"));
            desk.treasurer.send(request.header("Idempotency-Key", "k1").body(file)).await
        };
        let first = send(file(1000)).await.expect_status(201);
        let again = send(file(1000)).await.expect_status(201);
        assert_eq!(first.body["id"], again.body["id"]);
        send(file(2000)).await.expect_problem(422, "idempotency-key-reused");
        assert_eq!(desk.treasurer.get(&desk.path("statements")).await.body["items"].as_array().unwrap().len(), 1);
    }

    async fn a_missing_statement_in_between_is_noticed(server: Server) {
        let desk = Desk::new(server).await;
        let day = |day, opening| statement(StatementFormat::Camt05302, opening, &[payment(1, may(day), 1000, &format!("B{day}"), "Айгүл", "")]);
        desk.import(day(4, 0)).await;
        assert_eq!(desk.import(day(5, 1000)).await["notices"], json!([]));
        let gap = desk.import(day(7, 5000)).await;
        assert_eq!(notice(&gap, "gap_before").unwrap()["difference"], json!({ "amount": 3000, "currency": "KGS" }));
    }

    async fn a_batch_with_amounts_is_split_and_one_without_waits_whole(server: Server) {
        let desk = Desk::new(server).await;
        let (one, two) = (desk.f.pledge(10_000).await, desk.f.pledge(20_000).await);
        let part = |amount: &str, text: &str| format!(
            r#"<TxDtls><AmtDtls><TxAmt><Amt Ccy="KGS">{amount}</Amt></TxAmt></AmtDtls><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls>"#);
        let told = format!("<AcctSvcrRef>S1</AcctSvcrRef><NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>{}{}</NtryDtls>",
            part("100.00", reference(&one)), part("200.00", reference(&two)));
        // The parts don't add up to the entry.
        let untold = format!("<AcctSvcrRef>S2</AcctSvcrRef><NtryDtls>{}{}</NtryDtls>",
            part("100.00", reference(&one)), part("250.00", reference(&two)));
        let file = by_hand("0.00", "700.00", &[entry("300.00", "CRDT", &told), entry("400.00", "CRDT", &untold)].concat());
        let imported = desk.import(file).await;
        assert_eq!((&imported["counts"]["matched"], &imported["counts"]["queued"]), (&json!(2), &json!(1)));
        assert_eq!(notice(&imported, "batches").unwrap()["count"], 1);
        assert_eq!(desk.received().await, 30_000);
        let waiting = desk.waiting().await;
        assert_eq!((&waiting["queue_reason"], &waiting["is_batch"]), (&json!("batch"), &json!(true)));
        assert_eq!(waiting["suggestions"].as_array().unwrap().len(), 2);
    }

    async fn what_must_not_be_booked_by_itself_waits_with_its_reason(server: Server) {
        let desk = Desk::new(server).await;
        let (one, two) = (desk.f.pledge(10_000).await, desk.f.pledge(10_000).await);
        let text = |text: &str| format!("<NtryDtls><TxDtls><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls>");
        let entries = [
            entry("1.00", "CRDT", &text(&format!("{} {}", reference(&one), reference(&two)))),
            entry("2.00", "CRDT", &text("RF18539007547034")),
            entry("3.00", "CRDT", &text(reference(&one))).replace("<Sts>", "<RvslInd>true</RvslInd><Sts>"),
            entry("4.00", "DBIT", &text(reference(&one))).replace("<Sts>", "<RvslInd>true</RvslInd><Sts>"),
            entry("5.00", "DBIT", &text(reference(&one))),
        ];
        let imported = desk.import(by_hand("10.00", "7.00", &entries.concat())).await;
        assert_eq!((&imported["counts"]["matched"], &imported["counts"]["queued"], &imported["counts"]["outgoing"]), (&json!(0), &json!(4), &json!(1)));
        let mut reasons: Vec<_> = desk.transactions("queued").await.iter().map(|row| row["queue_reason"].as_str().unwrap().to_owned()).collect();
        reasons.sort();
        assert_eq!(reasons, ["reversal", "reversal", "several_references", "unknown_reference"]);
        assert_eq!(desk.received().await, 0);
    }

    async fn references_of_other_organizations_and_closed_accounts_never_book(server: Server) {
        let desk = Desk::new(server).await;
        let pledge = desk.f.pledge(10_000).await;
        // The same project's pledge, but its account is closed by now.
        let account = json!({ "currency": "KGS", "holder": "АӨ", "bank_name": "Банк", "number": "1290000999999999" });
        desk.treasurer.post(&desk.path("bank_accounts"), account).await.expect_status(201);
        let old = statement(StatementFormat::Camt05302, 0, &[payment(1, may(4), 10_000, "B1", "Айгүл", reference(&pledge))]);
        desk.import(old).await;
        assert_eq!(desk.waiting().await["queue_reason"], "closed_account");
        // Another organization gets money with this pledge's reference.
        let owner = desk.f.server.person_with_second_factor("stranger").await;
        let other = crate::organizations::found(&owner).await;
        let account = json!({ "currency": "KGS", "holder": "Башка", "bank_name": "Банк", "number": ACCOUNT });
        owner.post(&format!("/organizations/{other}/bank_accounts"), account).await.expect_status(201);
        let file = statement(StatementFormat::Camt05302, 0, &[payment(1, may(6), 10_000, "B9", "Айгүл", reference(&pledge))]);
        let path = format!("/organizations/{other}/statements");
        let imported = owner.send(owner.request(reqwest::Method::POST, &path).body(file)).await.expect_status(201);
        assert_eq!(imported.body["counts"]["queued"], 1);
        let queue = owner.get(&format!("/organizations/{other}/transactions?state=queued")).await.expect_status(200);
        assert_eq!(queue.body["items"][0]["queue_reason"], "unknown_reference");
        let shown = owner.get(&format!("/organizations/{other}/transactions/{}", queue.body["items"][0]["id"].as_str().unwrap())).await;
        assert_eq!(shown.body["suggestions"], json!([]));
        assert_eq!(desk.received().await, 0);
    }
}
