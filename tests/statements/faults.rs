use kopuro::statements::generate::payment;
use kopuro_shared::statements::StatementFormat;
use serde_json::json;

use super::{ACCOUNT, Desk, by_hand, entry, may, reference, statement};
use crate::both_engines;

both_engines! {
    async fn a_file_with_a_fault_is_refused_whole_and_nothing_changes(server: Server) {
        let desk = Desk::new(server).await;
        let pledge = desk.f.pledge(1000).await;
        let good = entry("10.00", "CRDT", &format!("<AcctSvcrRef>1</AcctSvcrRef><AddtlNtryInf>{}</AddtlNtryInf>", reference(&pledge)));
        let with = |second: &str| by_hand("0.00", "20.00", &format!("{good}\n{second}"));
        let second = entry("10.00", "CRDT", "");
        let whole = with(&second);
        let cut = whole[..whole.len() - 40].to_owned();
        let middle = whole[..whole.find("</Ntry>").unwrap() - 30].to_owned();
        let entities = whole.replacen("<Document", "<!DOCTYPE Document [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<Document", 1);
        for (name, file, code) in [
            ("truncated at the end", cut, "statement-truncated"),
            ("truncated in an entry", middle, "statement-truncated"),
            ("a document type", entities, "statement-forbidden-xml"),
            ("an entity", with(&second.replace("10.00", "&euro;")), "statement-forbidden-xml"),
            ("another account", whole.replace(ACCOUNT, "1290000000000001"), "statement-other-account"),
            ("an account in another currency", whole.replace("<Ccy>KGS</Ccy>", "<Ccy>USD</Ccy>"), "statement-other-currency"),
            ("an amount in another currency", with(&second.replace("KGS", "USD")), "statement-other-currency"),
            ("too many decimals", with(&second.replace("10.00", "10.001")), "statement-amount-invalid"),
            ("an amount below zero", with(&second.replace("10.00", "-10.00")), "statement-amount-invalid"),
            ("an amount that overflows", with(&second.replace("10.00", "99999999999999999999.00")), "statement-amount-invalid"),
            ("an amount that is none", with(&second.replace("10.00", "ten")), "statement-amount-invalid"),
            ("no direction", with(&second.replace("<CdtDbtInd>CRDT</CdtDbtInd>", "")), "statement-malformed"),
            ("no day", with(&second.replace("2026-05-04", "2026-13-04")), "statement-malformed"),
            ("no account", whole.replace("Acct>", "Akct>"), "statement-malformed"),
            ("crossed elements", whole.replacen("</CdtDbtInd>", "</Amt>", 1), "statement-malformed"),
            ("no closing balance", whole.replace("CLBD", "CLAV"), "statement-balance-missing"),
            ("another version", whole.replace("camt.053.001.02", "camt.053.001.99"), "statement-format-unknown"),
            ("another document", "<html><body>Error 500</body></html>".into(), "statement-format-unknown"),
            ("a payment order", whole.replace("camt.053.001.02", "pain.001.001.03"), "statement-format-unknown"),
            ("an archive", "PK\u{3}\u{4}xxxx".into(), "statement-format-unknown"),
            ("nothing", String::new(), "statement-format-unknown"),
            ("an unknown encoding", whole.replace("UTF-8", "EBCDIC-KG"), "statement-encoding-wrong"),
            ("a table before its mapping", "date;amount\n".into(), "statement-mapping-missing"),
        ] {
            let answer = desk.send("statements", file).await;
            assert_eq!(answer.body["code"], code, "{name}: {}", answer.text);
            let detail = answer.body["detail"].as_str().unwrap();
            assert!(!detail.contains("{ $"), "{name}: {detail}");
        }
        // Octets that are not UTF-8, where the file says it is.
        let mut octets = whole.clone().into_bytes();
        let at = octets.len() - 200;
        octets[at] = 0xFF;
        desk.send("statements", octets).await.expect_problem(422, "statement-encoding-wrong");
        assert_eq!(desk.received().await, 0);
        assert!(desk.treasurer.get(&desk.path("statements")).await.body["items"].as_array().unwrap().is_empty());
        assert!(desk.treasurer.get(&desk.path("transactions")).await.body["items"].as_array().unwrap().is_empty());
        // And the same without a fault.
        assert_eq!(desk.import(whole).await["counts"]["matched"], 1);
    }

    async fn a_fault_names_the_line_the_entry_and_the_figures(server: Server) {
        let desk = Desk::new(server).await;
        let send = async |file: String| {
            let request = desk.treasurer.request(reqwest::Method::POST, &desk.path("statements"));
            desk.treasurer.send(request.header("Accept-Language", "en").body(file)).await
        };
        let file = by_hand("100.00", "150.00", &[entry("10.00", "CRDT", ""), "\n".into(), entry("10.005", "CRDT", "")].concat());
        let answer = send(file).await.expect_problem(422, "statement-amount-invalid");
        let detail = answer.body["detail"].as_str().unwrap();
        assert!(detail.contains("Line 9, entry 2") && detail.contains("10.005"), "{detail}");
        let file = by_hand("100.00", "150.00", &[entry("60.00", "CRDT", ""), entry("9.00", "DBIT", "")].concat());
        let answer = send(file).await.expect_problem(422, "statement-out-of-balance");
        let detail = answer.body["detail"].as_str().unwrap();
        for figure in ["100.00", "51.00", "151.00", "150.00", "-1.00 KGS"] {
            assert!(detail.contains(figure), "{figure}: {detail}");
        }
    }

    async fn pages_with_interim_balances_are_understood(server: Server) {
        let desk = Desk::new(server).await;
        let first = by_hand("0.00", "10.00", &entry("10.00", "CRDT", "<AcctSvcrRef>1</AcctSvcrRef>")).replace("CLBD", "ITBD");
        let second = by_hand("10.00", "15.00", &entry("5.00", "CRDT", "<AcctSvcrRef>2</AcctSvcrRef>")).replace("OPBD", "ITBD");
        desk.import(first).await;
        let second = desk.import(second).await;
        assert_eq!((&second["opening"]["amount"], &second["closing"]["amount"]), (&json!(1000), &json!(1500)));
        let both_interim = by_hand("15.00", "18.00", &entry("3.00", "CRDT", "<AcctSvcrRef>3</AcctSvcrRef>")).replace("OPBD", "ITBD").replace("CLBD", "ITBD");
        desk.import(both_interim).await;
        let wrong = by_hand("15.00", "19.00", &entry("3.00", "CRDT", "")).replace("OPBD", "ITBD").replace("CLBD", "ITBD");
        desk.send("statements", wrong).await.expect_problem(422, "statement-out-of-balance");
    }

    async fn an_account_that_is_not_the_organizations_is_a_fault_of_the_request(server: Server) {
        let desk = Desk::new(server).await;
        let file = statement(StatementFormat::Camt05302, 0, &[payment(1, may(4), 1000, "B1", "Айгүл", "")]);
        desk.send("statements?account_id=nothing", file)
            .await
            .expect_problem(422, "validation-failed")
            .expect_field("/account_id", "unknown-reference");
    }
}
