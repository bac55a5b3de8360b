//! Pages as search engines and messengers see them.

mod asking;

use serde_json::json;

use crate::{
    both_engines,
    organizations::{found, in_days, verify},
    projects::{Village, bridge},
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

    async fn shared_link_of_a_project_unfolds_with_its_summary_its_picture_and_who_carries_it_out(server: Server) {
        let village = Village::new(server).await;
        let (hidden, seen) = (village.draft(bridge()).await, village.bridge().await);
        let server = &village.server;
        let (status, html) = page(server, &format!("/projects/{seen}"), "ru").await;
        assert_eq!(status, 200);
        for part in [
            "<title>Мост к школе</title>",
            "property=\"og:title\" content=\"Мост к школе\"",
            // There is no summary in Russian, so the first that there is.
            "name=\"description\" content=\"Балдар сууну кечип мектепке барат.\"",
            "name=\"twitter:card\" content=\"summary_large_image\"",
            "\"@type\":\"Project\"", "\"@type\":\"DonateAction\"", "\"@type\":\"BreadcrumbList\"", "\"@type\":\"AdministrativeArea\"",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        let link = server.app.link(&format!("/projects/{seen}"));
        for part in [
            format!("rel=\"canonical\" href=\"{link}\""),
            format!("hreflang=\"ky\" href=\"{link}?lang=ky\""),
            format!("hreflang=\"x-default\" href=\"{link}\""),
            format!("property=\"og:image\" content=\"{}\"", server.app.link("/share.png")),
        ] {
            assert!(html.contains(&part), "{part} in {html}");
        }
        let (_, html) = page(server, &format!("/projects/{seen}?lang=en"), "ru").await;
        assert!(html.contains(&format!("rel=\"canonical\" href=\"{link}?lang=en\"")), "{html}");
        assert!(html.contains("<title>The bridge to the school</title>"), "{html}");
        let draft = hidden["id"].as_str().unwrap();
        assert_eq!(page(server, &format!("/projects/{draft}"), "ru").await.0, 404);
    }

    async fn catalogue_of_a_place_says_which(server: Server) {
        let (status, html) = page(&server, "/projects?sort=ending_soon&place_id=kg-o-alay", "en").await;
        assert_eq!(status, 200);
        assert!(html.contains("<title>Alay Raion: projects</title>") && html.contains("\"@type\":\"CollectionPage\""), "{html}");
        assert!(html.contains("/projects?place_id=kg-o-alay&amp;lang=ru"), "{html}");
        for query in ["", "?place_id=atlantis", "?q=%3Cscript%3E", "?place_id=%F0"] {
            let (status, html) = page(&server, &format!("/projects{query}"), "en").await;
            assert_eq!(status, 200, "{query}");
            assert!(html.contains("<title>Projects</title>") && !html.contains("<script>"), "{html}");
        }
    }

    async fn picture_of_pages_without_their_own_is_there_in_the_size_that_messengers_show(server: Server) {
        let answer = reqwest::get(format!("{}/share.png", server.address)).await.unwrap();
        assert_eq!(answer.headers()["content-type"], "image/png");
        let picture = answer.bytes().await.unwrap();
        assert_eq!(&picture[..8], b"\x89PNG\r\n\x1a\n");
        // The header chunk begins with width and height (PNG, 11.2.2).
        assert_eq!(&picture[16..24], [0, 0, 4, 176, 0, 0, 2, 118]);
        assert!(picture.len() < 100_000, "{} octets", picture.len());
    }

    async fn sitemap_names_places_projects_and_verified_organizations(server: Server) {
        let village = Village::new(server).await;
        let server = &village.server;
        let (unseen, draft) = (found(&village.owner).await, village.draft(bridge()).await);
        let read = async |path: &str| {
            let answer = reqwest::get(format!("{}{path}", server.address)).await.unwrap();
            (answer.status().as_u16(), answer.text().await.unwrap())
        };
        assert!(!read("/sitemap.xml").await.1.contains("projects-1"), "no project yet");
        assert_eq!(read("/sitemaps/projects-1.xml").await.0, 404);
        let seen = village.bridge().await;
        let index = read("/sitemap.xml").await.1;
        let mut all = String::new();
        for part in index.split("<loc>").skip(1) {
            let address = part.split("</loc>").next().unwrap();
            let path = address.strip_prefix(&server.app.link("")).expect("an address of ours");
            let (status, text) = read(path).await;
            assert_eq!(status, 200, "{path}");
            assert!(text.starts_with("<?xml") && text.contains("<urlset"), "{text}");
            all += &text;
        }
        for part in ["/places/kg-o-alay</loc>", "/projects</loc>", &village.organization, &format!("/projects/{seen}</loc><lastmod>")] {
            assert!(all.contains(part), "{part} in {all}");
        }
        assert!(!all.contains(&unseen) && !all.contains(draft["id"].as_str().unwrap()), "{all}");
        for name in ["projects-0", "projects-2", "projects--1", "projects-9223372036854775807", "people"] {
            assert_eq!(read(&format!("/sitemaps/{name}.xml")).await.0, 404, "{name}");
        }
    }
}
