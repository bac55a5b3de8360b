use kopuro_shared::files::UPLOADS_PER_HOUR;
use reqwest::Method;
use serde_json::json;

use super::{camera_jpeg, pdf, stored};
use crate::{both_engines, organizations::found};

both_engines! {
    async fn photo_comes_in_sizes_for_phones_and_document_as_it_is(server: Server) {
        let person = server.person("aigul").await;
        let photo = person.upload("kind=photo&name=bridge.jpg", camera_jpeg(2000, 1500)).await.expect_status(201).body;
        // Held on its side: it is 1500 wide.
        let sizes: Vec<_> = photo["photo"]["sizes"].as_array().unwrap().iter()
            .map(|size| (size["width"].as_i64().unwrap(), size["height"].as_i64().unwrap())).collect();
        assert_eq!(sizes, [(480, 640), (960, 1280), (1500, 2000)]);
        assert_eq!((&photo["media_type"], &photo["is_public"], &photo["kind"]), (&json!("image/jpeg"), &json!(false), &json!("photo")));
        let document = person.upload("kind=document&name=%D1%83%D1%81%D1%82%D0%B0%D0%B2.pdf", pdf()).await.expect_status(201);
        assert_eq!(document.header("location"), format!("/api/v1/files/{}", document.id()));
        assert_eq!((&document.body["name"], &document.body["media_type"]), (&json!("устав.pdf"), &json!("application/pdf")));
        assert_eq!(document.body["size"], pdf().len());
        assert_eq!(document.body.get("photo"), None);
        let (_, _, content) = person.download(document.body["url"].as_str().unwrap()).await;
        assert_eq!(content, pdf());
        assert_eq!(stored(&server).len(), 4);
        let shown = person.get(&format!("/files/{}", document.id())).await.expect_status(200);
        assert_eq!(shown.body, document.body);
    }

    async fn upload_sent_twice_with_one_key_is_one_file(server: Server) {
        let person = server.person("aigul").await;
        let upload = async |content: Vec<u8>| {
            let request = person.request(Method::POST, "/files?kind=document&name=a.pdf");
            person.send(request.header("Idempotency-Key", "upload-1").body(content)).await
        };
        let first = upload(pdf()).await.expect_status(201);
        let second = upload(pdf()).await.expect_status(201);
        assert_eq!(first.body, second.body);
        assert_eq!(stored(&server).len(), 1);
        let other = [pdf(), b"\n".to_vec()].concat();
        upload(other).await.expect_problem(422, "idempotency-key-reused");
        assert_eq!(stored(&server).len(), 1);
    }

    async fn file_is_uploaded_only_for_an_organization_that_one_acts_for(server: Server) {
        let owner = server.person("bakyt").await;
        let stranger = server.person("stranger").await;
        let id = found(&owner).await;
        let query = format!("kind=document&name=a.pdf&organization_id={id}");
        stranger.upload(&query, pdf()).await.expect_problem(422, "validation-failed").expect_field("/organization_id", "unknown-reference");
        server.visitor().upload(&query, pdf()).await.expect_problem(401, "not-signed-in");
        let file = owner.upload(&query, pdf()).await.expect_status(201);
        assert_eq!(file.body["organization_id"], id.as_str());
        assert_eq!(stored(&server).len(), 1);
    }

    async fn uploads_are_limited_per_person_and_hour(server: Server) {
        let person = server.person("aigul").await;
        let other = server.person("other").await;
        for number in 1..=UPLOADS_PER_HOUR {
            let answer = person.upload("kind=photo&name=x", "nothing").await.expect_problem(415, "file-not-accepted");
            let rest = format!("\"upload_file\";r={};t=", UPLOADS_PER_HOUR - number);
            assert!(answer.header("ratelimit").starts_with(&rest), "{}", answer.header("ratelimit"));
            assert_eq!(answer.header("ratelimit-policy"), "\"upload_file\";q=120;w=3600");
        }
        let refused = person.upload("kind=document&name=a.pdf", pdf()).await.expect_problem(429, "too-many-requests");
        assert!(refused.header("retry-after").parse::<u64>().unwrap() > 0);
        assert!(refused.header("ratelimit").starts_with("\"upload_file\";r=0;t="), "{}", refused.header("ratelimit"));
        other.upload("kind=document&name=a.pdf", pdf()).await.expect_status(201);
        // What is not limited says nothing of limits.
        assert_eq!(other.get("/me").await.expect_status(200).header("ratelimit"), "");
    }

    async fn upload_is_in_the_audit_log_and_in_the_download_of_my_data(server: Server) {
        let person = server.person("aigul").await;
        let steward = server.steward("steward").await;
        let file = person.upload("kind=document&name=a.pdf", pdf()).await.expect_status(201).id();
        kopuro::platform::jobs::seal_audit(&server.app).await.expect("sealed");
        let entries = steward.get("/audit_entries").await.expect_status(200).text;
        assert!(entries.contains("upload_file") && entries.contains(&file), "{entries}");
        let mine = person.get("/me/data").await.expect_status(200).body;
        assert_eq!(mine["files"][0]["id"], file.as_str());
    }
}
