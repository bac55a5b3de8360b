use kopuro::pledges::{
    booking::ReceiptFrom,
    refunds::{BookRefund, book_refund},
};
use kopuro_shared::matching::Partner;
use serde_json::{Value, json};

use super::fixture::Fixture;
use crate::both_engines;

/// One som from the state and two from the local self-government for each som of the diaspora's, up to a quarter and a
/// half of the goal: Mexico's 3×1.
fn rule() -> Value {
    let partner = |partner: &str, numerator: u32, share: u32| json!({ "partner": partner, "ratio": { "numerator": numerator, "denominator": 1 }, "max_share": share });
    json!({ "partners": [partner("state", 1, 2500), partner("local_self_government", 2, 5000)] })
}

fn partner(totals: &Value, name: &str) -> (i64, i64) {
    let partners = totals["partners"].as_array().unwrap();
    let row = partners.iter().find(|row| row["partner"] == name).unwrap();
    (row["owed"]["amount"].as_i64().unwrap(), row["received"]["amount"].as_i64().unwrap())
}

both_engines! {
    async fn partners_owe_for_what_the_diaspora_really_paid_and_bring_it_by_the_bank(server: Server) {
        let f = Fixture::with_rule(server, Some(rule())).await;
        let pledge = f.pledge(40_000_000).await;
        // A promise moves no partner.
        assert_eq!(f.balance("promised:state", "KGS").await, 0);
        f.book_pledge(&pledge, "tx-1", 10_000_000).await;
        assert_eq!(f.balance("promised:state", "KGS").await, 10_000_000);
        assert_eq!(f.balance("promised:local_self_government", "KGS").await, 20_000_000);
        let state = ReceiptFrom::Partner(f.project.clone(), Partner::State);
        f.book(state.clone(), "tx-2", 4_000_000).await;
        assert_eq!(f.balance("promised:state", "KGS").await, 6_000_000);
        assert_eq!(f.balance("received:state", "KGS").await, -4_000_000);
        assert_eq!(partner(&f.totals().await, "state"), (10_000_000, 4_000_000));
        // The rest of the pledge: both partners stop at their shares.
        f.book_pledge(&pledge, "tx-3", 30_000_000).await;
        assert_eq!(partner(&f.totals().await, "state"), (25_000_000, 4_000_000));
        assert_eq!(partner(&f.totals().await, "local_self_government"), (50_000_000, 0));
        assert_eq!(f.balance("promised:state", "KGS").await, 21_000_000);
        // More than owed: received all the same, and nothing is promised any more.
        f.book(state, "tx-4", 22_000_000).await;
        assert_eq!(f.balance("promised:state", "KGS").await, 0);
        assert_eq!(f.balance("received:state", "KGS").await, -26_000_000);
        assert_eq!(f.balance("bank", "KGS").await, 66_000_000);
    }

    async fn a_refund_takes_off_what_partners_owe(server: Server) {
        let f = Fixture::with_rule(server, Some(rule())).await;
        let pledge = f.pledge(1000).await;
        f.book_pledge(&pledge, "tx-1", 1000).await;
        let pledge_id = pledge["id"].as_str().unwrap().to_owned();
        let refund = BookRefund { pledge_id, subject_id: "refund-1".into(), amount: 400 };
        f.server.app.db.write(move |conn| book_refund(conn, &refund)).await.unwrap();
        assert_eq!(f.balance("promised:state", "KGS").await, 600);
        assert_eq!(f.balance("promised:local_self_government", "KGS").await, 1200);
        assert_eq!(f.balance("promises", "KGS").await, -1800);
    }
}
