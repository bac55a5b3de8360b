//! The journal: that nothing in it changes, and that anyone can verify it.

use kopuro::{
    ledger::{service::reverse, verify::verify_project},
    platform::db::{Conn, blocking},
};
use kopuro_shared::ledger::{JournalEntry, Verifier};

use crate::{
    both_engines,
    pledges::fixture::{Fixture, execute},
    support::Server,
};

async fn verdict(server: &Server, project: &str) -> Option<String> {
    let (db, project) = (server.app.db.clone(), project.to_owned());
    blocking(move || verify_project(&db, &project)).await.expect("it can be read").1
}

both_engines! {
    async fn the_database_itself_refuses_every_change_of_the_journal(server: Server) {
        let f = Fixture::new(server).await;
        f.pledge(5000).await;
        for sql in [
            "UPDATE ledger_entries SET kind = 'receipt'",
            "DELETE FROM ledger_entries",
            "UPDATE ledger_postings SET amount = amount * 2",
            "DELETE FROM ledger_postings",
        ] {
            assert!(execute(&f.server, sql.into()).await.is_err(), "{sql}");
        }
        let last_resort = match f.server.app.db.engine() {
            "sqlite" => "INSERT OR REPLACE INTO ledger_postings SELECT project_id, number, position, account, currency, 1
                         FROM ledger_postings",
            _ => "TRUNCATE ledger_entries CASCADE",
        };
        assert!(execute(&f.server, last_resort.into()).await.is_err());
        assert_eq!(f.balance("promised:diaspora", "KGS").await, 5000);
        assert_eq!(verdict(&f.server, &f.project).await, None);
    }

    async fn a_reader_verifies_the_whole_journal_page_by_page(server: Server) {
        let f = Fixture::new(server).await;
        for number in 0..4 {
            let pledge = f.pledge(1000 + number).await;
            f.book_pledge(&pledge, &format!("tx-{number}"), 500).await;
        }
        let visitor = f.server.visitor();
        let mut verifier = Verifier::new(&f.project);
        let mut path = format!("/projects/{}/ledger/entries?limit=3", f.project);
        loop {
            let page = visitor.get(&path).await.expect_status(200);
            for item in page.body["items"].as_array().unwrap() {
                let entry: JournalEntry = serde_json::from_value(item.clone()).unwrap();
                verifier.take(&entry).unwrap();
            }
            let Some(cursor) = page.body["next_cursor"].as_str() else { break };
            path = format!("/projects/{}/ledger/entries?limit=3&cursor={cursor}", f.project);
        }
        let ledger = visitor.get(&format!("/projects/{}/ledger", f.project)).await.expect_status(200);
        assert_eq!(ledger.version(), 8);
        assert_eq!(ledger.body["head"], verifier.head());
        let balances = ledger.body["balances"].as_array().unwrap();
        assert_eq!(balances.len(), verifier.balances().len());
        for row in balances {
            let key = (row["account"].as_str().unwrap().to_owned(), row["currency"].as_str().unwrap().parse().unwrap());
            assert_eq!(verifier.balances()[&key], row["balance"].as_i64().unwrap(), "{key:?}");
        }
        assert_eq!(verdict(&f.server, &f.project).await, None);
    }

    async fn verification_names_an_entry_whose_contents_were_changed_behind_the_triggers(server: Server) {
        let f = Fixture::new(server).await;
        let pledge = f.pledge(5000).await;
        f.book_pledge(&pledge, "tx-1", 5000).await;
        let (off, on) = match f.server.app.db.engine() {
            "sqlite" => ("DROP TRIGGER ledger_postings_no_update", "SELECT 1"),
            _ => (
                "ALTER TABLE ledger_postings DISABLE TRIGGER ledger_postings_append_only",
                "ALTER TABLE ledger_postings ENABLE TRIGGER ledger_postings_append_only",
            ),
        };
        let change = "UPDATE ledger_postings SET amount = amount * 10 WHERE number = 2";
        execute(&f.server, format!("{off}; {change}; {on};")).await.unwrap();
        let fault = verdict(&f.server, &f.project).await.expect("a fault");
        assert_eq!(fault, "the contents of entry 2 were changed");
    }

    async fn verification_notices_a_balance_and_a_head_that_were_changed(server: Server) {
        let f = Fixture::new(server).await;
        f.pledge(5000).await;
        execute(&f.server, "UPDATE ledger_balances SET balance = balance + 1".into()).await.unwrap();
        let fault = verdict(&f.server, &f.project).await.expect("a fault");
        assert!(fault.contains("balance kept for"), "{fault}");
        execute(&f.server, "UPDATE ledger_heads SET number = 2".into()).await.unwrap();
        let fault = verdict(&f.server, &f.project).await.expect("a fault");
        assert_eq!(fault, "the journal should have 2 entries and has 1");
    }

    async fn a_mistake_is_reversed_once_by_its_mirror_image(server: Server) {
        let f = Fixture::new(server).await;
        f.pledge(5000).await;
        let book = |number: i64| {
            let project = f.project.clone();
            f.server.app.db.write(move |conn: &mut Conn<'_>| reverse(conn, &project, number))
        };
        let entry = book(1).await.unwrap();
        assert_eq!((entry.number, entry.reverses), (2, Some(1)));
        assert_eq!(f.balance("promised:diaspora", "KGS").await, 0);
        for (number, code) in [(1, "wrong-state"), (2, "wrong-state"), (9, "not-found")] {
            assert_eq!(book(number).await.unwrap_err().code.slug(), code);
        }
        assert_eq!(verdict(&f.server, &f.project).await, None);
    }
}
