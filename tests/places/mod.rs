//! The administrative tree.

mod outlines;

use std::io::Write;

use kopuro::places::import::import_file;

use crate::both_engines;

pub fn file(ending: &str, text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(ending).tempfile().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file
}

const HEADER: &str =
    "id,kind,parent,iso_code,soate_code,name_ky,name_ru,name_en,tile_column,tile_row\n";

both_engines! {
    async fn country_has_its_nine_regions_with_iso_codes(server: Server) {
        let visitor = server.visitor();
        let country = visitor.get("/places/kg").await.expect_status(200);
        let children = country.body["children"].as_array().unwrap();
        assert_eq!(children.len(), 9);
        let mut raions = 0;
        for child in children {
            let id = child["id"].as_str().unwrap();
            let place = visitor.get(&format!("/places/{id}")).await.expect_status(200);
            assert_eq!(place.body["iso_code"], id.to_uppercase());
            assert!(place.body["name"]["ky"].is_string() && place.body["name"]["ru"].is_string());
            let below = place.body["children"].as_array().unwrap();
            raions += below.iter().filter(|place| place["kind"] == "raion").count();
            let tiles: std::collections::HashSet<_> = below
                .iter()
                .map(|place| (place["tile_column"].as_i64().unwrap(), place["tile_row"].as_i64().unwrap()))
                .collect();
            assert_eq!(tiles.len(), below.len(), "two tiles of {id} lie on each other");
        }
        assert_eq!(raions, 44);
        visitor.get("/places/atlantis").await.expect_problem(404, "not-found");
    }

    async fn place_is_found_in_every_language_and_alphabet(server: Server) {
        let visitor = server.visitor();
        for (query, id) in [("өзгөн рай", "kg-o-uzgon"), ("uzgon", ""), ("Узген", "kg-o-uzgon"), ("issyk", "kg-y"), ("chong alay", "kg-o-chong-alay"), ("жалал", "kg-j")] {
            let found = visitor.get(&format!("/places?q={query}")).await.expect_status(200);
            let first = found.body["items"][0]["place"]["id"].as_str().unwrap_or_default();
            assert_eq!(first, id, "{query}");
        }
        let found = visitor.get("/places?q=alay&limit=1").await.expect_status(200);
        assert_eq!(found.body["items"].as_array().unwrap().len(), 1);
        assert_eq!(found.body["items"][0]["ancestors"][0]["id"], "kg-o");
        visitor.get("/places?q=").await.expect_problem(422, "validation-failed").expect_field("/q", "required");
        visitor.get("/places?q=a&x=1").await.expect_problem(400, "malformed-query");
    }

    async fn import_adds_villages_and_boundaries_or_nothing(server: Server) {
        let visitor = server.visitor();
        let good = format!("{HEADER}kg-o-alay-x,aiyl_aimak,kg-o-alay,,41706,Икс айыл аймагы,,,,\nkg-o-alay-x-y,village,kg-o-alay-x,,41707,Игрек,,,,\n");
        assert_eq!(import_file(&server.app.db, file(".csv", &good).path()).unwrap(), 2);
        assert_eq!(import_file(&server.app.db, file(".csv", &good).path()).unwrap(), 2);
        let village = visitor.get("/places/kg-o-alay-x-y").await.expect_status(200);
        let ancestors: Vec<_> = village.body["ancestors"].as_array().unwrap().iter().map(|place| place["id"].clone()).collect();
        assert_eq!(ancestors, ["kg", "kg-o", "kg-o-alay", "kg-o-alay-x"]);

        let bad = format!("{HEADER}kg-o-alay-z,aiyl_aimak,kg-o-alay,,,Зет,,,,\nkg-o-alay-q,village,nowhere,,,Ку,,,,\n");
        let message = import_file(&server.app.db, file(".csv", &bad).path()).unwrap_err().to_string();
        assert!(message.contains("line 3") && message.contains("nowhere"), "{message}");
        visitor.get("/places/kg-o-alay-z").await.expect_problem(404, "not-found");

        let square = |id: &str, west: f64| serde_json::json!({ "type": "FeatureCollection", "features": [{ "type": "Feature", "properties": { "id": id },
            "geometry": { "type": "Polygon", "coordinates": [[[west, 40.0], [west + 1.0, 40.0], [west + 1.0, 41.0], [west, 40.0]]] } }] }).to_string();
        assert_eq!(import_file(&server.app.db, file(".geojson", &square("kg-o-alay", 72.0)).path()).unwrap(), 1);
        let place = visitor.get("/places/kg-o-alay").await.expect_status(200);
        assert_eq!(place.body["boundary"]["type"], "Polygon");
        assert!(import_file(&server.app.db, file(".geojson", &square("kg-o", 2.0)).path()).is_err());
        assert!(import_file(&server.app.db, file(".geojson", &square("atlantis", 72.0)).path()).is_err());
    }
}
