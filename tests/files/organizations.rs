use serde_json::json;

use super::{camera_jpeg, pdf};
use crate::{both_engines, organizations::found};

both_engines! {
    async fn stewards_see_the_documents_of_a_submission_and_the_public_does_not(server: Server) {
        let owner = server.person("bakyt").await;
        let steward = server.steward("steward").await;
        let id = found(&owner).await;
        let statute = owner.upload("kind=document&name=statute.pdf", pdf()).await.expect_status(201);
        let scan = owner.upload("kind=document&name=seal.jpg", camera_jpeg(60, 40)).await.expect_status(201);
        let path = format!("/organizations/{id}/submissions");
        let request = json!({ "note": "Мөөр жана устав", "document_ids": [scan.id(), statute.id()] });
        let submission = owner.post_once(&path, "submit", request.clone()).await.expect_status(201);
        let names: Vec<_> = submission.body["documents"].as_array().unwrap().iter().map(|document| document["name"].clone()).collect();
        assert_eq!(names, ["seal.jpg", "statute.pdf"]);
        assert_eq!(owner.post_once(&path, "submit", request).await.expect_status(201).body, submission.body);
        let queue = steward.get("/submissions").await.expect_status(200).body;
        assert_eq!(queue["items"][0]["documents"], submission.body["documents"]);
        let url = submission.body["documents"][1]["url"].as_str().unwrap();
        assert_eq!(steward.download(url).await.2, pdf());
        assert_eq!(server.visitor().download(url).await.0, 404);
        assert_eq!(owner.get(&format!("/files/{}", statute.id())).await.body["organization_id"], id.as_str());
    }

    async fn submission_with_documents_that_are_not_ours_changes_nothing(server: Server) {
        let owner = server.person("bakyt").await;
        let stranger = server.person("stranger").await;
        let id = found(&owner).await;
        let path = format!("/organizations/{id}/submissions");
        let mine = owner.upload("kind=document&name=a.pdf", pdf()).await.expect_status(201).id();
        let photo = owner.upload("kind=photo&name=a.jpg", camera_jpeg(60, 40)).await.expect_status(201).id();
        let foreign = stranger.upload("kind=document&name=a.pdf", pdf()).await.expect_status(201).id();
        for (ids, pointer, code) in [
            (json!([mine, foreign]), "/document_ids/1", "unknown-reference"),
            (json!([photo]), "/document_ids/0", "not-accepted"),
            (json!([mine, mine]), "/document_ids/1", "duplicate"),
            (json!([""]), "/document_ids/0", "required"),
            (json!((0..11).map(|n| format!("f{n}")).collect::<Vec<_>>()), "/document_ids", "too-long"),
        ] {
            let request = json!({ "note": "x", "document_ids": ids });
            owner.post(&path, request).await.expect_problem(422, "validation-failed").expect_field(pointer, code);
        }
        assert_eq!(owner.get(&format!("/organizations/{id}")).await.body["verification"], "unverified");
        // What the refused request named first is still nobody's.
        assert_eq!(owner.get(&format!("/files/{mine}")).await.body.get("organization_id"), None);
    }
}
