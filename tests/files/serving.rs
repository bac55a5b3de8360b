use reqwest::Method;
use serde_json::json;

use super::{camera_jpeg, pdf};
use crate::{both_engines, organizations::found};

both_engines! {
    async fn private_file_is_for_its_uploader_its_organization_and_stewards(server: Server) {
        let owner = server.person("bakyt").await;
        let member = server.person("cholpon").await;
        let stranger = server.person("stranger").await;
        let steward = server.steward("steward").await;
        let id = found(&owner).await;
        owner.post(&format!("/organizations/{id}/invitations"), json!({ "email": "cholpon@example.kg", "role": "editor" })).await.expect_status(201);
        let token = server.token_mailed_to("cholpon@example.kg").await;
        member.post("/invitations/accept", json!({ "token": token })).await.expect_status(200);
        let file = owner.upload(&format!("kind=photo&name=a.jpg&organization_id={id}"), camera_jpeg(600, 400)).await.expect_status(201);
        let paths = [format!("/files/{}", file.id()), format!("/files/{}/content", file.id()), format!("/files/{}/photo/400", file.id())];
        for path in &paths {
            for client in [&owner, &member, &steward] {
                let answer = client.get(path).await.expect_status(200);
                assert_eq!(answer.header("cache-control"), "private, no-cache", "{path}");
            }
            stranger.get(path).await.expect_problem(404, "not-found");
            server.visitor().get(path).await.expect_problem(404, "not-found");
        }
        let own = member.upload("kind=document&name=a.pdf", pdf()).await.expect_status(201).id();
        owner.get(&format!("/files/{own}")).await.expect_problem(404, "not-found");
    }

    async fn document_is_saved_and_never_run(server: Server) {
        let person = server.person("aigul").await;
        let name = "%D1%83%D1%81%D1%82%D0%B0%D0%B2%20%22%3B%20x%3D1.exe";
        let document = person.upload(&format!("kind=document&name={name}"), pdf()).await.expect_status(201).body;
        let (status, headers, content) = person.download(document["url"].as_str().unwrap()).await;
        assert_eq!((status.as_u16(), content), (200, pdf()));
        assert_eq!(headers["content-type"], "application/pdf");
        assert_eq!(headers["content-length"], pdf().len().to_string().as_str());
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["content-security-policy"], "default-src 'none'; sandbox");
        assert_eq!(
            headers["content-disposition"],
            "attachment; filename=\"_____ __ x_1.exe.pdf\"; filename*=UTF-8''%D1%83%D1%81%D1%82%D0%B0%D0%B2%20%22%3B%20x%3D1.exe.pdf"
        );
    }

    async fn public_photo_is_kept_by_caches_for_ever_and_costs_nothing_the_second_time(server: Server) {
        let owner = server.person("bakyt").await;
        let steward = server.steward("steward").await;
        let id = found(&owner).await;
        let photo = owner.upload("kind=photo&name=a.png", camera_jpeg(1000, 800)).await.expect_status(201);
        owner.patch(&format!("/organizations/{id}"), 1, json!({ "logo_file_id": photo.id() })).await.expect_status(200);
        crate::organizations::verify(&owner, &steward, &id, &crate::organizations::in_days(30)).await;
        let visitor = server.visitor();
        let page = visitor.get(&format!("/organizations/{id}")).await.expect_status(200).body;
        assert_eq!(page["logo"], photo.body["photo"]);
        for size in page["logo"]["sizes"].as_array().unwrap() {
            let url = size["url"].as_str().unwrap();
            let (status, headers, content) = visitor.download(url).await;
            assert_eq!((status.as_u16(), &headers["content-type"]), (200, &"image/jpeg".parse().unwrap()));
            assert_eq!(headers["cache-control"], "public, max-age=31536000, immutable");
            assert_eq!(headers["x-content-type-options"], "nosniff");
            assert!(headers["content-disposition"].to_str().unwrap().starts_with("inline; filename=\"a.jpg\""));
            let picture = image::load_from_memory(&content).expect("a picture");
            assert_eq!((i64::from(picture.width()), i64::from(picture.height())), (size["width"].as_i64().unwrap(), size["height"].as_i64().unwrap()));
            let again = visitor.request(Method::GET, url.strip_prefix("/api/v1").unwrap()).header("If-None-Match", headers["etag"].clone());
            let again = visitor.send(again).await.expect_status(304);
            assert_eq!((again.text.as_str(), again.header("cache-control")), ("", "public, max-age=31536000, immutable"));
        }
        for path in ["photo/481", "photo/0", "photo/x", "photo/99999999999", "nothing"] {
            visitor.get(&format!("/files/{}/{path}", photo.id())).await.expect_problem(404, "not-found");
        }
        visitor.get("/files/0").await.expect_problem(404, "not-found");
    }
}
