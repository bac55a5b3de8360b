use kopuro::statements::facts::{claim_outgoing, get_outgoing, release};
use kopuro_shared::error::ErrorCode;
use serde_json::json;

use super::{Desk, by_hand, entry};
use crate::both_engines;

both_engines! {
    async fn money_that_left_proves_several_expenses_up_to_its_sum(server: Server) {
        let desk = Desk::new(server).await;
        let details = "<NtryDtls><TxDtls><RltdPties><Cdtr><Nm>ОсОО Цемент</Nm></Cdtr></RltdPties><RmtInf><Ustrd>Счёт 17</Ustrd></RmtInf></TxDtls></NtryDtls>";
        desk.import(by_hand("100.00", "40.00", &entry("60.00", "DBIT", details))).await;
        let row = desk.transactions("outgoing").await.remove(0);
        let (organization, id) = (desk.organization.clone(), row["id"].as_str().unwrap().to_owned());
        let db = desk.f.server.app.db.clone();
        let claim = async |subject: &'static str, amount: i64| {
            let (organization, id) = (organization.clone(), id.clone());
            db.write(move |conn| claim_outgoing(conn, &organization, &id, "expense", subject, amount)).await
        };
        claim("e1", 4_000).await.unwrap();
        claim("e1", 4_000).await.unwrap();
        assert_eq!(claim("e1", 3_000).await.unwrap_err().code, ErrorCode::Conflict);
        assert_eq!(claim("e2", 2_001).await.unwrap_err().code, ErrorCode::TransactionExhausted);
        assert_eq!(claim("e2", 0).await.unwrap_err().code, ErrorCode::TransactionExhausted);
        claim("e2", 2_000).await.unwrap();
        let shown = desk.transaction(&row).await;
        assert_eq!((&shown["open"]["amount"], shown["claims"].as_array().unwrap().len()), (&json!(0), 2));
        desk.decide(&shown, "set_aside", json!({ "reason": "жок" })).await.expect_problem(409, "wrong-state");
        let (one, two) = (organization.clone(), id.clone());
        let facts = db.write(move |conn| {
            release(conn, &one, &two, "expense", "e1")?;
            release(conn, &one, &two, "expense", "e1")?;
            get_outgoing(conn, &one, &two)
        }).await.unwrap();
        assert_eq!((facts.amount.amount, facts.open.amount, facts.counterparty.as_deref()), (6_000, 4_000, Some("ОсОО Цемент")));
        let other = db.read(move |conn| get_outgoing(conn, "another", &id)).await.unwrap_err();
        assert_eq!(other.code, ErrorCode::NotFound);
    }

    async fn money_that_came_proves_no_expense(server: Server) {
        let desk = Desk::new(server).await;
        desk.import(by_hand("0.00", "60.00", &entry("60.00", "CRDT", ""))).await;
        let (organization, id) = (desk.organization.clone(), desk.waiting().await["id"].as_str().unwrap().to_owned());
        let refused = desk.f.server.app.db.read(move |conn| get_outgoing(conn, &organization, &id)).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::WrongState);
    }
}
