use kopuro::pledges::service::lapse;
use serde_json::json;

use super::fixture::{Fixture, execute};
use crate::both_engines;

both_engines! {
    async fn unpaid_promises_lapse_and_what_came_stays(server: Server) {
        let f = Fixture::new(server).await;
        let (unpaid, part, open) = (f.pledge(5000).await, f.pledge(3000).await, f.pledge(700).await);
        f.book_pledge(&part, "tx-1", 1000).await;
        let overdue = format!(
            "UPDATE pledges SET lapses_on = '2020-01-01' WHERE id IN ({}, {})",
            unpaid["id"], part["id"]
        );
        execute(&f.server, overdue.replace('"', "'")).await.unwrap();
        lapse(&f.server.app).await.unwrap();
        lapse(&f.server.app).await.unwrap();
        assert_eq!(f.shown(&unpaid).await["state"], "lapsed");
        assert_eq!(f.shown(&part).await["state"], "partly_received");
        assert_eq!(f.shown(&open).await["state"], "pledged");
        assert_eq!(f.balance("promised:diaspora", "KGS").await, 700);
        let totals = f.totals().await;
        assert_eq!(totals["pledges"], json!(2));
        assert_eq!(totals["promised"]["amount"], json!(700));
        assert_eq!(totals["received"]["amount"], json!(1000));
        let mails = f.server.mails_to("aigul@example.kg").await;
        let lapsed = mails.iter().filter(|(subject, _)| subject.contains("мөөнөтү өттү"));
        assert_eq!(lapsed.count(), 1);
    }
}
