//! Pages as search engines and messengers see them.

use serde_json::json;

use crate::{
    both_engines,
    organizations::{found, in_days, verify},
    support::Server,
};

async fn page(server: &Server, path: &str, language: &str) -> (u16, String) {
    let request = reqwest::Client::new().get(format!("{}{path}", server.address));
    let answer = request.header("accept-language", language).send().await.expect("an answer");
    assert!(
        answer.headers()["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("default-src 'none'")
    );
    (answer.status().as_u16(), answer.text().await.expect("a page"))
}

both_engines! {
    async fn shared_link_of_a_place_unfolds_in_the_readers_language(server: Server) {
        let (status, html) = page(&server, "/places/kg-o-alay", "ru").await;
        assert_eq!(status, 200);
        assert!(html.contains("<html lang=\"ru\">") && html.contains("<title>Алайский район</title>"), "{html}");
        assert!(html.contains("property=\"og:title\" content=\"Алайский район\""), "{html}");
        assert!(html.contains("\"@type\":\"AdministrativeArea\""), "{html}");
        let (_, html) = page(&server, "/places/kg-o-alay?lang=en", "ru").await;
        assert!(html.contains("<title>Alay Raion</title>"), "{html}");
        assert_eq!(page(&server, "/places/atlantis", "ru").await.0, 404);
    }

    async fn head_of_an_organization_escapes_what_people_wrote_and_hides_the_unverified(server: Server) {
        let owner = server.person("bakyt").await;
        let steward = server.steward("steward").await;
        let id = found(&owner).await;
        let path = format!("/organizations/{id}");
        assert_eq!(page(&server, &path, "ky").await.0, 404);
        verify(&owner, &steward, &id, &in_days(30)).await;
        let version = owner.get(&path).await.version();
        let script = json!({ "name": { "ky": "</script><script>alert(1)</script>\"'>" } });
        owner.patch(&path, version, script).await.expect_status(200);
        let (status, html) = page(&server, &path, "ky").await;
        assert_eq!(status, 200);
        assert!(!html.contains("<script>alert"), "{html}");
        assert!(html.contains("&lt;script&gt;alert(1)") && html.contains("\\u003cscript>alert(1)"), "{html}");
    }

    async fn sitemap_names_places_and_verified_organizations(server: Server) {
        let owner = server.person("bakyt").await;
        let steward = server.steward("steward").await;
        let (seen, unseen) = (found(&owner).await, found(&owner).await);
        verify(&owner, &steward, &seen, &in_days(30)).await;
        let sitemap = reqwest::get(format!("{}/sitemap.xml", server.address)).await.unwrap().text().await.unwrap();
        assert!(sitemap.contains("/places/kg-o-alay</loc>") && sitemap.contains(&seen), "{sitemap}");
        assert!(!sitemap.contains(&unseen), "{sitemap}");
    }
}
