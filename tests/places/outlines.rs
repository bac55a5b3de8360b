use kopuro::places::import::import_file;
use serde_json::{Value, json};

use super::file;
use crate::both_engines;

/// A feature of a rectangle between two longitudes, with more corners along its south than a map can show.
fn strip(id: &str, west: f64, east: f64) -> Value {
    let corner = |n: u32| json!([west + (east - west) * f64::from(n) / 1000.0, 40.0]);
    let south = (0..=1000).map(corner);
    let ring: Vec<_> =
        south.chain([json!([east, 41.0]), json!([west, 41.0]), json!([west, 40.0])]).collect();
    json!({ "type": "Feature", "properties": { "id": id }, "geometry": { "type": "Polygon", "coordinates": [ring] } })
}

fn collection(features: &[Value]) -> String {
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

both_engines! {
    async fn outlines_of_the_parts_are_simplified_together_and_cached_until_the_next_import(server: Server) {
        let visitor = server.visitor();
        let path = "/places/kg-o/outlines";
        let none = visitor.get(path).await.expect_status(200);
        assert_eq!(none.body, json!({ "type": "FeatureCollection", "features": [] }));
        visitor.get("/places/atlantis/outlines").await.expect_problem(404, "not-found");

        let two = collection(&[strip("kg-o-alay", 72.0, 73.0), strip("kg-o-chong-alay", 73.0, 74.0)]);
        assert_eq!(import_file(&server.app.db, file(".geojson", &two).path()).unwrap(), 2);
        let found = visitor.get(path).await.expect_status(200);
        assert_eq!(found.header("cache-control"), "public, max-age=300");
        let ids: Vec<_> = found.body["features"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), 2);
        for feature in found.body["features"].as_array().unwrap() {
            assert_eq!((&feature["type"], &feature["properties"], &feature["geometry"]["type"]), (&json!("Feature"), &json!({}), &json!("MultiPolygon")));
            let ring = feature["geometry"]["coordinates"][0][0].as_array().unwrap();
            assert_eq!((ring.len(), ring.first()), (5, ring.last()), "corners on a straight line are gone");
        }
        // What other places have is not theirs.
        assert_eq!(visitor.get("/places/kg/outlines").await.expect_status(200).body["features"], json!([]));

        let again = |tag: String| visitor.request(reqwest::Method::GET, path).header("if-none-match", tag);
        let tag = found.header("etag").to_owned();
        assert_ne!(tag, none.header("etag"));
        let fresh = visitor.send(again(tag.clone())).await.expect_status(304);
        assert!(fresh.text.is_empty());
        let third = collection(&[strip("kg-o-alay", 72.0, 72.5)]);
        import_file(&server.app.db, file(".geojson", &third).path()).unwrap();
        let changed = visitor.send(again(tag)).await.expect_status(200);
        assert_eq!(changed.body["features"].as_array().unwrap().len(), 2);
        assert_ne!(changed.body, found.body);
        // The whole boundary stays with the place itself.
        let place = visitor.get("/places/kg-o-alay").await.expect_status(200);
        assert_eq!(place.body["boundary"]["coordinates"][0].as_array().unwrap().len(), 1004);
    }
}
