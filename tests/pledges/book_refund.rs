use kopuro::pledges::refunds::{BookRefund, book_refund};
use serde_json::{Value, json};

use super::fixture::Fixture;
use crate::both_engines;

async fn refund(
    f: &Fixture,
    pledge: &Value,
    amount: i64,
) -> Result<(), kopuro::platform::error::Error> {
    let pledge_id = pledge["id"].as_str().unwrap().to_owned();
    let refund = BookRefund { pledge_id, subject_id: "refund-1".into(), amount };
    f.server.app.db.write(move |conn| book_refund(conn, &refund)).await.map(|_| ())
}

both_engines! {
    async fn what_came_goes_back_in_parts_and_never_more(server: Server) {
        let f = Fixture::new(server).await;
        let pledge = f.pledge(5000).await;
        f.book_pledge(&pledge, "tx-1", 6000).await;
        // The surplus first: the pledge stays whole.
        refund(&f, &pledge, 1000).await.unwrap();
        assert_eq!(f.shown(&pledge).await["state"], "received");
        refund(&f, &pledge, 2000).await.unwrap();
        assert_eq!(f.shown(&pledge).await["state"], "partly_received");
        for amount in [3001, 0, -1] {
            assert_eq!(refund(&f, &pledge, amount).await.unwrap_err().code.slug(), "wrong-state");
        }
        refund(&f, &pledge, 3000).await.unwrap();
        let shown = f.shown(&pledge).await;
        assert_eq!((&shown["state"], &shown["refunded"]["amount"]), (&json!("refunded"), &json!(6000)));
        assert_eq!(f.balance("bank", "KGS").await, 0);
        assert_eq!(f.balance("refunded", "KGS").await, 6000);
        let totals = f.totals().await;
        assert_eq!((&totals["received"]["amount"], &totals["pledges"]), (&json!(0), &json!(0)));
    }
}
