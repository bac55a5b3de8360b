//! What strangers send: a clear problem, and nothing kept.

use std::io::Write;

use image::ImageFormat;
use kopuro_shared::files::{DOCUMENT_MAX, PHOTO_MAX};
use serde_json::json;

use super::{camera_jpeg, encoded, has, pdf, picture, stored};
use crate::{both_engines, support::Server};

async fn nothing_kept(server: &Server) {
    assert_eq!(stored(server), Vec::<std::path::PathBuf>::new());
    let steward = server.steward("steward").await;
    kopuro::platform::jobs::seal_audit(&server.app).await.expect("sealed");
    let entries = steward.get("/audit_entries").await.expect_status(200).text;
    assert!(!entries.contains("upload_file"), "{entries}");
}

/// A PNG whose head promises more pixels than its few octets could ever hold.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let png = encoded(&picture(1, 1), ImageFormat::Png);
    let mut head = b"IHDR".to_vec();
    head.extend(width.to_be_bytes());
    head.extend(height.to_be_bytes());
    head.extend([8, 2, 0, 0, 0]);
    let sum = crc(&head).to_be_bytes();
    [&png[..12], &head, &sum, &png[33..]].concat()
}

/// CRC-32 (ISO 3309), as PNG has it.
pub fn crc(octets: &[u8]) -> u32 {
    !octets.iter().fold(!0_u32, |sum, octet| {
        (0..8).fold(sum ^ u32::from(*octet), |sum, _| {
            if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 }
        })
    })
}

/// A ZIP archive, stored, with one entry.
fn zip() -> Vec<u8> {
    let mut zip = b"PK\x03\x04\x14\0\0\0\x08\0".to_vec();
    zip.write_all(&[0; 4096]).expect("memory");
    zip
}

both_engines! {
    async fn file_that_is_not_what_it_says_is_refused(server: Server) {
        let person = server.person("aigul").await;
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
        let html = b"<!doctype html><script>alert(1)</script>".to_vec();
        let gif = b"GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\0;".to_vec();
        let form = [b"--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n".to_vec(), camera_jpeg(9, 9)].concat();
        for (name, content) in [("a.jpg", svg), ("a.jpg", html), ("a.png", zip()), ("a.jpg", gif), ("a.jpg", pdf()), ("a", Vec::new()), ("a.jpg", form)] {
            let refused = person.upload(&format!("kind=photo&name={name}"), content.clone()).await.expect_problem(415, "file-not-accepted");
            assert!(refused.body["detail"].as_str().unwrap().contains("JPEG, PNG же WebP"), "{}", refused.text);
            if content != pdf() {
                person.upload("kind=document&name=a.pdf", content).await.expect_problem(415, "file-not-accepted");
            }
        }
        let webp = encoded(&picture(9, 9), ImageFormat::WebP);
        person.upload("kind=document&name=a.webp", webp).await.expect_problem(415, "file-not-accepted");
        nothing_kept(&server).await;
    }

    async fn two_formats_in_one_file_are_refused_or_only_the_pixels_stay(server: Server) {
        let person = server.person("aigul").await;
        let archive_behind = [pdf(), zip()].concat();
        person.upload("kind=document&name=a.pdf", archive_behind).await.expect_problem(422, "file-broken");
        let page_before = [b"<script>alert(1)</script>\n".to_vec(), pdf()].concat();
        person.upload("kind=document&name=a.pdf", page_before).await.expect_problem(415, "file-not-accepted");
        nothing_kept(&server).await;
        let script = b"<script>alert(document.cookie)</script>";
        let photo = [camera_jpeg(600, 400), zip(), script.to_vec()].concat();
        for kind in ["photo", "document"] {
            let kept = person.upload(&format!("kind={kind}&name=a.jpg"), photo.clone()).await.expect_status(201).body;
            let (_, _, content) = person.download(kept["url"].as_str().unwrap()).await;
            assert!(!has(&content, script) && !has(&content, b"PK\x03\x04"));
        }
    }

    async fn huge_picture_is_refused_by_its_head(server: Server) {
        let person = server.person("aigul").await;
        for (width, height) in [(20_000, 20_000), (29_999, 29_999), (7_072, 7_072)] {
            let refused = person.upload("kind=photo&name=a.png", bomb(width, height)).await.expect_problem(422, "picture-too-large");
            assert!(refused.body["detail"].as_str().unwrap().contains("50"), "{}", refused.text);
        }
        person.upload("kind=document&name=a.png", bomb(60_000, 2)).await.expect_problem(422, "picture-too-large");
        // As many pixels as are taken, and none of them there.
        person.upload("kind=photo&name=a.png", bomb(7_071, 7_071)).await.expect_problem(422, "file-broken");
        person.upload("kind=photo&name=a.png", bomb(0, 7)).await.expect_problem(422, "file-broken");
        nothing_kept(&server).await;
    }

    async fn truncated_file_is_refused(server: Server) {
        let person = server.person("aigul").await;
        let drawn = picture(640, 480);
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let whole = encoded(&drawn, format);
            for part in [whole.len() / 2, whole.len() - 20] {
                person.upload("kind=photo&name=a", whole[..part].to_vec()).await.expect_problem(422, "file-broken");
            }
        }
        let progress = pdf();
        person.upload("kind=document&name=a.pdf", progress[..progress.len() - 9].to_vec()).await.expect_problem(422, "file-broken");
        nothing_kept(&server).await;
    }

    async fn body_that_is_too_long_is_refused_with_its_kinds_limit(server: Server) {
        let person = server.person("aigul").await;
        let refused = person.upload("kind=photo&name=a.jpg", vec![0; PHOTO_MAX + 1]).await.expect_problem(413, "body-too-large");
        assert!(refused.body["detail"].as_str().unwrap().contains("15360"), "{}", refused.text);
        person.upload("kind=document&name=a.pdf", vec![0; DOCUMENT_MAX + 1]).await.expect_problem(413, "body-too-large");
        // The same without a length in its head.
        let pieces = (0..80).map(|_| Ok::<_, std::io::Error>(vec![7_u8; 256 * 1024]));
        let stream = reqwest::Body::wrap_stream(futures_util::stream::iter(pieces));
        person.upload("kind=photo&name=a.jpg", stream).await.expect_problem(413, "body-too-large");
        nothing_kept(&server).await;
    }

    async fn name_with_a_path_or_a_header_in_it_is_refused(server: Server) {
        let person = server.person("aigul").await;
        for name in ["..%2F..%2Fetc%2Fpasswd", "a%5Cb.pdf", "a%0D%0ASet-Cookie:%20x%3D1", "x%E2%80%AEfdp.exe"] {
            person.upload(&format!("kind=document&name={name}"), pdf()).await
                .expect_problem(422, "validation-failed").expect_field("/name", "invalid-format");
        }
        // An octet zero is refused in any address, before a field is looked at.
        person.upload("kind=document&name=a%00.pdf", pdf()).await.expect_problem(400, "malformed-query");
        person.upload("kind=document&name=", pdf()).await.expect_problem(422, "validation-failed").expect_field("/name", "required");
        let long = "x".repeat(1_000);
        person.upload(&format!("kind=document&name={long}"), pdf()).await.expect_problem(422, "validation-failed").expect_field("/name", "too-long");
        for query in ["kind=video&name=a", "name=a", "kind=photo", "kind=photo&name=a&public=true"] {
            person.upload(query, pdf()).await.expect_problem(400, "malformed-query");
        }
        nothing_kept(&server).await;
    }

    async fn file_of_somebody_else_is_claimed_by_nobody(server: Server) {
        let owner = server.person("bakyt").await;
        let stranger = server.person("stranger").await;
        let id = crate::organizations::found(&owner).await;
        let file = stranger.upload("kind=photo&name=a.jpg", camera_jpeg(60, 40)).await.expect_status(201).id();
        let path = format!("/organizations/{id}");
        owner.patch(&path, 1, json!({ "logo_file_id": file })).await
            .expect_problem(422, "validation-failed").expect_field("/logo_file_id", "unknown-reference");
        owner.patch(&path, 1, json!({ "logo_file_id": "nothing" })).await
            .expect_problem(422, "validation-failed").expect_field("/logo_file_id", "unknown-reference");
        let document = owner.upload("kind=document&name=a.pdf", pdf()).await.expect_status(201).id();
        owner.patch(&path, 1, json!({ "logo_file_id": document })).await
            .expect_problem(422, "validation-failed").expect_field("/logo_file_id", "not-accepted");
    }
}
