//! What happens with the pixels, and with everything beside them.

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use serde_json::Value;

use super::{SECRET, bad_uploads::crc, camera_jpeg, encoded, exif, has, picture};
use crate::{
    both_engines,
    support::{Client, Engine, Server},
};

async fn all_sizes(client: &Client, file: &Value) -> Vec<Vec<u8>> {
    let mut contents = Vec::new();
    for size in file["photo"]["sizes"].as_array().expect("sizes") {
        contents.push(client.download(size["url"].as_str().expect("an address")).await.2);
    }
    contents
}

/// The colours in the middle of the four quarters: upper left, upper right, lower left, lower right.
fn corners(content: &[u8]) -> [[u8; 3]; 4] {
    let picture = image::load_from_memory(content).expect("a picture").into_rgb8();
    let (w, h) = (picture.width(), picture.height());
    [(w / 4, h / 4), (w * 3 / 4, h / 4), (w / 4, h * 3 / 4), (w * 3 / 4, h * 3 / 4)]
        .map(|(x, y)| picture.get_pixel(x, y).0.map(|part| if part > 127 { 255 } else { 0 }))
}

/// Turned a quarter clockwise, as orientation 6 asks for: what was below on the left is above on the left.
const TURNED: [[u8; 3]; 4] = [[0, 0, 255], [255, 0, 0], [255, 255, 255], [0, 255, 0]];

both_engines! {
    async fn photo_stands_upright_and_says_nothing_of_where_it_was_taken(server: Server) {
        let person = server.person("aigul").await;
        let sent = camera_jpeg(1200, 900);
        assert!(has(&sent, SECRET) && has(&sent, b"Exif"));
        let photo = person.upload("kind=photo&name=a.jpg", sent.clone()).await.expect_status(201).body;
        for content in all_sizes(&person, &photo).await {
            assert_eq!(corners(&content), TURNED);
            assert!(!has(&content, SECRET) && !has(&content, b"Exif") && !has(&content, b"GPS"));
        }
        let scan = person.upload("kind=document&name=a.jpg", sent).await.expect_status(201).body;
        let (_, _, content) = person.download(scan["url"].as_str().unwrap()).await;
        assert_eq!(corners(&content), TURNED);
        assert!(!has(&content, SECRET) && !has(&content, b"Exif"));
        assert_eq!(image::load_from_memory(&content).unwrap().width(), 900);
    }

    async fn png_and_webp_lose_what_was_written_beside_the_pixels_too(server: Server) {
        let person = server.person("aigul").await;
        let plain = encoded(&picture(700, 500), ImageFormat::Png);
        let body = &exif()[6..];
        let chunk = [b"eXIf", body].concat();
        let sum = crc(&chunk).to_be_bytes();
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        let png = [&plain[..33], &length, &chunk, &sum, &plain[33..]].concat();
        for kind in ["photo", "document"] {
            let file = person.upload(&format!("kind={kind}&name=a.png"), png.clone()).await.expect_status(201).body;
            let (_, _, content) = person.download(file["url"].as_str().unwrap()).await;
            assert!(!has(&content, SECRET) && !has(&content, b"eXIf"), "{kind}");
            assert_eq!(corners(&content), TURNED, "{kind}");
        }
        let webp = encoded(&picture(700, 500), ImageFormat::WebP);
        let photo = person.upload("kind=photo&name=a.webp", webp).await.expect_status(201).body;
        assert_eq!(photo["media_type"], "image/jpeg");
        assert_eq!(photo["photo"]["sizes"].as_array().unwrap().len(), 2);
    }

    async fn small_picture_is_not_blown_up_and_a_logo_keeps_its_see_through_parts(server: Server) {
        let person = server.person("aigul").await;
        let logo = RgbaImage::from_fn(300, 200, |x, _| if x < 150 { Rgba([200, 30, 30, 255]) } else { Rgba([0, 0, 0, 0]) });
        let logo = encoded(&DynamicImage::ImageRgba8(logo), ImageFormat::Png);
        let photo = person.upload("kind=photo&name=logo.png", logo).await.expect_status(201).body;
        assert_eq!(photo["media_type"], "image/webp");
        let sizes = photo["photo"]["sizes"].as_array().unwrap();
        assert_eq!((sizes.len(), sizes[0]["width"].as_i64(), sizes[0]["height"].as_i64()), (1, Some(300), Some(200)));
        let content = &all_sizes(&person, &photo).await[0];
        let shown = image::load_from_memory(content).unwrap().into_rgba8();
        assert_eq!((shown.get_pixel(10, 10).0, shown.get_pixel(290, 10).0[3]), ([200, 30, 30, 255], 0));
        let dot = person.upload("kind=photo&name=dot.png", encoded(&picture(1, 1), ImageFormat::Png)).await.expect_status(201).body;
        assert_eq!(dot["photo"]["sizes"][0]["width"], 1);
        let thread = encoded(&picture(3, 20_000), ImageFormat::Png);
        let thread = person.upload("kind=photo&name=thread.png", thread).await.expect_status(201).body;
        let sizes = thread["photo"]["sizes"].as_array().unwrap();
        assert!(sizes.iter().all(|size| size["height"].as_i64() <= Some(4_800)), "{sizes:?}");
    }
}

#[actix_web::test]
async fn many_photos_at_once_are_all_drawn() {
    let server = Server::start(Engine::Sqlite).await;
    let photo = camera_jpeg(3000, 2000);
    let person = server.person("aigul").await;
    let uploads = (0..12).map(|number| {
        let (person, photo) = (person.clone(), photo.clone());
        async move { person.upload(&format!("kind=photo&name={number}.jpg"), photo).await }
    });
    for answer in futures_util::future::join_all(uploads).await {
        answer.expect_status(201);
    }
}
