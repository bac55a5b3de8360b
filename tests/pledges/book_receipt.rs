use kopuro::{
    platform::{clock, db::Conn},
    pledges::booking::{BookReceipt, ReceiptFrom, book_receipt, find_pledge_by_reference},
};
use kopuro_shared::{currency::Currency, matching::Partner, money::Money};
use serde_json::json;

use super::fixture::Fixture;
use crate::both_engines;

both_engines! {
    async fn the_same_bank_transaction_is_booked_once(server: Server) {
        let f = Fixture::new(server).await;
        let pledge = f.pledge(5000).await;
        let first = f.book_pledge(&pledge, "tx-1", 5000).await;
        let again = f.book_pledge(&pledge, "tx-1", 5000).await;
        assert!(first.is_new && !again.is_new);
        assert_eq!(first.receipt_id, again.receipt_id);
        let shown = f.shown(&pledge).await;
        assert_eq!(shown["state"], "received");
        assert_eq!(shown["received"]["amount"], 5000);
        assert_eq!(shown["receipts"].as_array().unwrap().len(), 1);
        assert!(shown.get("instructions").is_none());
        assert_eq!(f.balance("bank", "KGS").await, 5000);
        assert_eq!(f.balance("received:diaspora", "KGS").await, -5000);
        assert_eq!(f.balance("promised:diaspora", "KGS").await, 0);
        let totals = f.totals().await;
        assert_eq!(totals["promised"]["amount"], 0);
        assert_eq!(totals["received"]["amount"], 5000);
    }

    async fn parts_add_up_and_more_than_promised_is_received_too(server: Server) {
        let f = Fixture::new(server).await;
        let pledge = f.pledge(5000).await;
        f.book_pledge(&pledge, "tx-1", 2000).await;
        let shown = f.shown(&pledge).await;
        assert_eq!(shown["state"], "partly_received");
        // Asked for is what is missing.
        assert_eq!(shown["instructions"]["amount"]["amount"], 3000);
        assert_eq!(f.balance("promised:diaspora", "KGS").await, 3000);
        f.book_pledge(&pledge, "tx-2", 4000).await;
        assert_eq!(f.shown(&pledge).await["state"], "received");
        assert_eq!(f.balance("promised:diaspora", "KGS").await, 0);
        assert_eq!(f.balance("received:diaspora", "KGS").await, -6000);
        assert_eq!(f.totals().await["received"]["amount"], 6000);
    }

    async fn money_for_a_withdrawn_pledge_is_still_money(server: Server) {
        let f = Fixture::new(server).await;
        let pledge = f.pledge(5000).await;
        let path = format!("/pledges/{}/cancel", pledge["id"].as_str().unwrap());
        f.donor.post_version(&path, 1, json!({})).await.expect_status(200);
        f.book_pledge(&pledge, "tx-1", 1000).await;
        assert_eq!(f.shown(&pledge).await["state"], "partly_received");
        assert_eq!(f.balance("promised:diaspora", "KGS").await, 0);
        let totals = f.totals().await;
        assert_eq!((&totals["pledges"], &totals["received"]["amount"]), (&json!(1), &json!(1000)));
    }

    async fn a_dollar_pledge_that_is_paid_in_som_is_fulfilled_in_proportion(server: Server) {
        let f = Fixture::new(server).await;
        f.rates(&[("USD", "87.45")]).await;
        let pledge = f.donor.post("/pledges", f.request(10_000, "USD")).await.expect_status(201).body;
        f.book_pledge(&pledge, "tx-1", 437_250).await;
        assert_eq!(f.balance("promised:diaspora", "USD").await, 5000);
        assert_eq!(f.balance("bank", "KGS").await, 437_250);
        assert_eq!(f.totals().await["promised"]["amount"], 437_250);
        f.book_pledge(&pledge, "tx-2", 437_250).await;
        assert_eq!(f.shown(&pledge).await["state"], "received");
        assert_eq!(f.balance("promised:diaspora", "USD").await, 0);
        assert_eq!(f.totals().await["promised"]["amount"], 0);
    }

    async fn a_receipt_is_verified_by_its_code_and_names_no_donor(server: Server) {
        let f = Fixture::new(server).await;
        let pledge = f.pledge(5000).await;
        f.book_pledge(&pledge, "tx-1", 5000).await;
        let code = f.shown(&pledge).await["receipts"][0]["code"].as_str().unwrap().to_owned();
        let visitor = f.server.visitor();
        let receipt = visitor.get(&format!("/receipts/{code}")).await.expect_status(200);
        assert_eq!(receipt.body["amount"], json!({ "amount": 5000, "currency": "KGS" }));
        assert_eq!(receipt.body["reference"], pledge["reference"]);
        assert_eq!(receipt.body["project_title"]["ky"], "Мектепке көпүрө");
        assert_eq!(receipt.body["organization_name"]["ky"], "Ак-Суу айыл өкмөтү");
        let url = receipt.body["verification_url"].as_str().unwrap();
        assert!(url.ends_with(&format!("/receipts/{code}")));
        assert!(receipt.body["qr_svg"].as_str().unwrap().contains("<svg"));
        assert!(!receipt.text.contains("aigul") && !receipt.text.contains(&f.donor.person_id));
        let entries = visitor.get(&format!("/projects/{}/ledger/entries", f.project)).await;
        let number = receipt.body["entry_number"].as_i64().unwrap();
        let entry = &entries.body["items"][usize::try_from(number).unwrap() - 1];
        assert_eq!(entry["hash"], receipt.body["entry_hash"]);
        visitor.get("/receipts/00000000000000000000000000000000").await.expect_problem(404, "not-found");
        let mails = f.server.mails_to("aigul@example.kg").await;
        assert!(mails.last().unwrap().1.contains(&code));
    }

    async fn a_pledge_is_found_by_its_reference(server: Server) {
        let f = Fixture::new(server).await;
        let pledge = f.pledge(5000).await;
        let number = pledge["reference"].as_str().unwrap().to_owned();
        let found = f.server.app.db.read(move |conn| find_pledge_by_reference(conn, &number)).await;
        let (id, project) = found.unwrap().unwrap();
        assert_eq!(id, pledge["id"]);
        assert_eq!(project, f.project);
    }

    async fn what_fails_half_way_leaves_nothing(server: Server) {
        let f = Fixture::new(server).await;
        let pledge = f.pledge(5000).await;
        let app = f.server.app.clone();
        let new = |transaction: &str| BookReceipt {
            from: ReceiptFrom::Pledge(pledge["id"].as_str().unwrap().into()),
            transaction_id: transaction.into(),
            // No rate for roubles.
            amount: Money::new(100, Currency::Rub),
            received_on: clock::today(),
        };
        let unknown = BookReceipt { from: ReceiptFrom::Partner("no-such".into(), Partner::State), ..new("b") };
        for new in [new("a"), unknown] {
            let app = app.clone();
            let booking = move |conn: &mut Conn<'_>| book_receipt(conn, &app, &new);
            f.server.app.db.write(booking).await.unwrap_err();
        }
        assert_eq!(f.balance("bank", "RUB").await, 0);
        assert_eq!(f.shown(&pledge).await["state"], "pledged");
    }

    async fn bookings_at_the_same_moment_lose_nothing(server: Server) {
        let f = Fixture::new(server).await;
        let pledge = f.pledge(1_000_000).await;
        let mut tasks = Vec::new();
        for number in 0..12 {
            let (app, db) = (f.server.app.clone(), f.server.app.db.clone());
            let new = BookReceipt {
                from: ReceiptFrom::Pledge(pledge["id"].as_str().unwrap().into()),
                // Every transaction comes twice, as in overlapping statements.
                transaction_id: format!("tx-{}", number / 2),
                amount: Money::new(1000, Currency::Kgs),
                received_on: clock::today(),
            };
            tasks.push(actix_web::rt::spawn(async move {
                db.write(move |conn| book_receipt(conn, &app, &new)).await
            }));
        }
        let mut new = 0;
        for task in tasks {
            new += usize::from(task.await.unwrap().expect("booked").is_new);
        }
        assert_eq!(new, 6);
        assert_eq!(f.balance("bank", "KGS").await, 6000);
        assert_eq!(f.totals().await["received"]["amount"], 6000);
        let db = f.server.app.db.clone();
        let report = kopuro::platform::db::blocking(move || kopuro::ledger::verify::verify_all(&db, |_| ()));
        let report = report.await.unwrap();
        assert_eq!((report.entries, report.faults), (7, vec![]));
    }
}
