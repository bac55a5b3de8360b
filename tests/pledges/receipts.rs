use kopuro::{ledger::service::reverse, platform::db::Conn};
use serde_json::json;

use super::fixture::Fixture;
use crate::both_engines;

both_engines! {
    async fn a_receipt_says_all_that_a_printed_one_must_and_names_the_donor_to_the_donor_alone(server: Server) {
        let f = Fixture::new(server).await;
        f.rates(&[("USD", "87.45")]).await;
        let pledge = f.donor.post("/pledges", f.request(10_000, "USD")).await.expect_status(201).body;
        f.book_pledge(&pledge, "tx-1", 874_500).await;
        let code = f.shown(&pledge).await["receipts"][0]["code"].as_str().unwrap().to_owned();
        let path = format!("/receipts/{code}");
        let mine = f.donor.get(&path).await.expect_status(200).body;
        assert_eq!(mine["donor"], "aigul");
        assert_eq!(mine["project_title"]["ky"], "Мектепке көпүрө");
        assert_eq!(mine["organization_name"]["ky"], "Ак-Суу айыл өкмөтү");
        assert_eq!((&mine["amount"]["amount"], &mine["counted"]["amount"]), (&json!(874_500), &json!(874_500)));
        assert_eq!((&mine["reference"], &mine["partner"]), (&pledge["reference"], &json!("diaspora")));
        assert!(mine.get("reversed_by_entry").is_none(), "{mine}");
        let entries = f.server.visitor().get(&format!("/projects/{}/ledger/entries", f.project)).await.body;
        let entry = &entries["items"][1];
        assert_eq!((&entry["number"], &entry["hash"]), (&mine["entry_number"], &mine["entry_hash"]));
        assert_eq!(entry["booked_at"], mine["booked_at"]);
        for other in [f.server.visitor(), f.server.person("bolot").await] {
            let shown = other.get(&path).await.expect_status(200);
            assert!(shown.body.get("donor").is_none() && !shown.text.contains("aigul"), "{}", shown.text);
            assert_eq!(shown.body["entry_hash"], mine["entry_hash"]);
        }
    }

    async fn a_receipt_that_was_reversed_says_so(server: Server) {
        let f = Fixture::new(server).await;
        let pledge = f.pledge(5000).await;
        f.book_pledge(&pledge, "tx-1", 5000).await;
        let code = f.shown(&pledge).await["receipts"][0]["code"].as_str().unwrap().to_owned();
        let project = f.project.clone();
        let mirror = f.server.app.db.write(move |conn: &mut Conn<'_>| reverse(conn, &project, 2)).await.unwrap();
        let shown = f.server.visitor().get(&format!("/receipts/{code}")).await.expect_status(200).body;
        assert_eq!(shown["reversed_by_entry"], mirror.number);
    }
}
