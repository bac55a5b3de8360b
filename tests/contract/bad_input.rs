//! What bad input gets, for every operation that the contract has: a problem answer that says what is wrong, never a fault of
//! the server's.

use std::time::{Duration, Instant};

use reqwest::{Method, RequestBuilder};
use serde_json::{Map, Value, json};

use super::operations;
use crate::{
    both_engines,
    expenses::Bridge,
    support::{Client, Server},
};

/// Texts that mean something to a database, a browser, a log or a terminal.
const HOSTILE: [&str; 6] = [
    "'; DROP TABLE people; --",
    "\" OR 1=1 /*",
    "<script>alert(document.cookie)</script>",
    "{ $amount } %s %n \\ ../../etc/passwd",
    "null\u{0}octet",
    "\u{202e}\u{feff}\u{1f9a0}\r\nBcc: x@example.kg",
];

/// Tokens last ten minutes, and a test on a busy machine may take longer.
const TOKEN_AGE: Duration = Duration::from_mins(3);

/// An operation of the contract, with people and things to try it on.
struct Operation {
    method: Method,
    path: String,
    name: String,
    is_steward: bool,
    description: Value,
}

impl Operation {
    fn parameter(&self, place: &str, name: &str) -> bool {
        let parameters = self.description["parameters"].as_array();
        parameters
            .is_some_and(|all| all.iter().any(|one| one["in"] == place && one["name"] == name))
    }

    fn needs_version(&self) -> bool {
        self.parameter("header", "If-Match")
    }

    /// The schema of the JSON body, where there is one.
    fn body(&self) -> Option<&Value> {
        let schema = &self.description["requestBody"]["content"]["application/json"]["schema"];
        (!schema.is_null()).then_some(schema)
    }
}

/// A server with one thing of each kind, and who may do the most with it.
struct World {
    bridge: Bridge,
    ids: Vec<(&'static str, String)>,
    contract: Value,
    since: Instant,
}

impl World {
    async fn new(server: Server) -> Self {
        let bridge = Bridge::funded(server).await;
        let expense = bridge.entered(5_000_000).await;
        let other = bridge.village.bridge().await;
        let pledge =
            json!({ "project_id": other, "amount": { "amount": 1000, "currency": "KGS" } });
        let pledge = bridge.village.owner.post("/pledges", pledge).await.expect_status(201).id();
        let ids = vec![
            ("/projects/{id}", bridge.id.clone()),
            ("/organizations/{id}", bridge.village.organization.clone()),
            ("/expenses/{id}", expense),
            ("/pledges/{id}", pledge),
            ("/people/{id}", bridge.village.owner.person_id.clone()),
            ("/places/{id}", "kg-o-alay".to_owned()),
        ];
        let contract = serde_json::to_value(kopuro::server::api().contract()).expect("JSON");
        Self { bridge, ids, contract, since: Instant::now() }
    }

    fn operations(&self) -> Vec<Operation> {
        let all = operations().into_iter().map(|(method, path, description)| {
            let mut path = path.trim_start_matches("/api/v1").to_owned();
            if let Some((prefix, id)) = self.ids.iter().find(|(prefix, _)| path.starts_with(prefix))
            {
                path = path.replacen(prefix, &prefix.replace("{id}", id), 1);
            }
            let segments =
                path.split('/').map(|part| if part.starts_with('{') { "0" } else { part });
            Operation {
                method: Method::from_bytes(method.as_bytes()).expect("a method"),
                path: segments.collect::<Vec<_>>().join("/"),
                name: description["operationId"].as_str().expect("a name").to_owned(),
                is_steward: description["x-access"] == "steward",
                description,
            }
        });
        // What would end the very session that the tests are made with is left out; what a steward does to the
        // organization comes last.
        let mut all: Vec<_> = all
            .filter(|operation| {
                !["sign_out", "sign_out_everywhere"].contains(&operation.name.as_str())
            })
            .collect();
        all.sort_by_key(|operation| operation.is_steward);
        all
    }

    /// Gets new access tokens before the ones in use expire.
    async fn stay_signed_in(&mut self) {
        if self.since.elapsed() > TOKEN_AGE {
            self.since = Instant::now();
            self.bridge.village.owner.refresh().await;
            self.bridge.village.steward.refresh().await;
        }
    }

    fn client(&self, operation: &Operation) -> &Client {
        let village = &self.bridge.village;
        if operation.is_steward { &village.steward } else { &village.owner }
    }

    fn request(&self, operation: &Operation) -> RequestBuilder {
        let request = self.client(operation).request(operation.method.clone(), &operation.path);
        if operation.needs_version() { request.header("if-match", "\"1\"") } else { request }
    }

    async fn send(&self, operation: &Operation, request: RequestBuilder) -> crate::support::Answer {
        self.client(operation).send(request).await
    }

    /// A value that fits a schema.
    fn example(&self, schema: &Value, depth: usize) -> Value {
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.rsplit('/').next().expect("a name");
            return self.example(&self.contract["components"]["schemas"][name], depth);
        }
        for either in ["oneOf", "anyOf", "allOf"] {
            let options = schema[either].as_array();
            if let Some(option) =
                options.and_then(|all| all.iter().find(|one| one["type"] != "null"))
            {
                return self.example(option, depth);
            }
        }
        if let Some(values) = schema["enum"].as_array() {
            return values[0].clone();
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => {
                kinds.iter().find(|kind| **kind != "null").cloned().unwrap_or_default()
            }
            kind => kind.clone(),
        };
        match kind.as_str().unwrap_or_default() {
            "object" if depth > 0 => {
                let fields = schema["properties"].as_object().cloned().unwrap_or_default();
                let fields = fields
                    .iter()
                    .map(|(name, field)| (name.clone(), self.example(field, depth - 1)));
                Value::Object(fields.collect::<Map<_, _>>())
            }
            "object" => json!({}),
            "array" => json!([self.example(&schema["items"], depth)]),
            "integer" | "number" => json!(1),
            "boolean" => json!(true),
            _ if schema["format"] == "date" => json!("2026-01-05"),
            _ if schema["format"] == "date-time" => json!("2026-01-05T00:00:00Z"),
            _ => json!("текст"),
        }
    }
}

/// Pointers to every text in a value.
fn texts(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at.to_owned()),
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(index, item)| texts(item, &format!("{at}/{index}"), found));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| texts(field, &format!("{at}/{name}"), found));
        }
        _ => {}
    }
}

both_engines! {
    async fn a_body_that_is_not_the_json_of_its_operation_is_refused_and_says_so(server: Server) {
        let mut world = World::new(server).await;
        let mut tried = 0;
        for operation in world.operations() {
            let Some(schema) = operation.body() else { continue };
            world.stay_signed_in().await;
            tried += 1;
            let mut unknown = world.example(schema, 6);
            unknown["no_such_field"] = json!(1);
            let bodies = [
                ("cut off", "{\"a\": ".to_owned()),
                ("not an object", "\"текст\"".to_owned()),
                ("a list", "[]".to_owned()),
                ("empty", String::new()),
                ("two values", "{} {}".to_owned()),
                ("not UTF-8 escapes", "{\"\\ud800\": 1}".to_owned()),
                ("deep", "[".repeat(50_000)),
                ("unknown field", unknown.to_string()),
            ];
            for (what, body) in bodies {
                let request = world.request(&operation).header("content-type", "application/json").body(body);
                let answer = world.send(&operation, request).await;
                assert_eq!(answer.status, 400, "{} {what}: {}", operation.name, answer.text);
                assert_eq!(answer.body["code"], "malformed-body", "{} {what}: {}", operation.name, answer.text);
                assert!(!answer.body["detail"].as_str().unwrap().is_empty());
            }
            let example = world.example(schema, 6).to_string();
            for kind in ["text/plain", "application/x-www-form-urlencoded", "application/xml"] {
                let request = world.request(&operation).header("content-type", kind).body(example.clone());
                let answer = world.send(&operation, request).await;
                assert_eq!(answer.status, 415, "{} {kind}: {}", operation.name, answer.text);
            }
        }
        assert!(tried > 40, "only {tried} operations with a body");
    }

    async fn a_megabyte_of_text_in_any_field_is_refused(server: Server) {
        let mut world = World::new(server).await;
        // Once more than a body may have, and once as much as fits into one.
        for (octets, expected) in [(1 << 20, [413, 413]), (300_000, [422, 400])] {
            let long = "ж".repeat(octets / 2);
            for operation in world.operations() {
                let Some(schema) = operation.body() else { continue };
                world.stay_signed_in().await;
                let example = world.example(schema, 6);
                let mut pointers = Vec::new();
                texts(&example, "", &mut pointers);
                for pointer in pointers {
                    let mut body = example.clone();
                    *body.pointer_mut(&pointer).expect("a text") = json!(long);
                    let answer = world.send(&operation, world.request(&operation).json(&body)).await;
                    let status = answer.status.as_u16();
                    assert!(expected.contains(&status), "{} {pointer}: {status} {}", operation.name, answer.text);
                }
            }
        }
    }

    async fn texts_that_mean_something_to_machines_are_only_texts(server: Server) {
        let mut world = World::new(server).await;
        let mut tried = 0;
        for operation in world.operations() {
            let Some(schema) = operation.body() else { continue };
            world.stay_signed_in().await;
            let example = world.example(schema, 6);
            let mut pointers = Vec::new();
            texts(&example, "", &mut pointers);
            for pointer in pointers {
                for text in HOSTILE {
                    let mut body = example.clone();
                    *body.pointer_mut(&pointer).expect("a text") = json!(text);
                    let answer = world.send(&operation, world.request(&operation).json(&body)).await;
                    assert!(answer.status.as_u16() < 500, "{} {pointer} {text:?}: {}", operation.name, answer.text);
                    tried += 1;
                }
            }
        }
        assert!(tried > 500, "only {tried} texts");
        // In the address too, whatever stands there.
        for operation in world.operations() {
            for text in ["%27%3B%20DROP%20TABLE%20people%3B%20--", "%3Cscript%3E", "null%00octet", "%FF%FE", "%E2%80%AE"] {
                let path = operation.path.split('/').map(|part| if part == "0" { text } else { part });
                let path = path.collect::<Vec<_>>().join("/");
                let client = world.client(&operation);
                for path in [path.clone(), format!("{path}?cursor={text}&limit={text}"), format!("{path}?q={text}&on={text}&place_id={text}")] {
                    let request = client.request(operation.method.clone(), &path).header("if-match", format!("\"{text}\""));
                    let answer = client.send(request).await;
                    assert!(answer.status.as_u16() < 500, "{} {path}: {}", operation.name, answer.text);
                }
            }
        }
        // And the people are still there.
        world.bridge.village.owner.get("/me").await.expect_status(200);
    }

    async fn a_cursor_that_a_list_did_not_give_out_is_refused(server: Server) {
        let world = World::new(server).await;
        let mut tried = 0;
        for operation in world.operations().iter().filter(|operation| operation.parameter("query", "cursor") && operation.name != "count_projects") {
            let client = world.client(operation);
            let mut cursors = vec!["x".to_owned(), "0".repeat(24), format!("{}7b7d", "0".repeat(24)), "ж".repeat(30)];
            // One of its own, with one digit changed.
            let first = client.get(&format!("{}?limit=1", operation.path)).await;
            if let Some(cursor) = first.body["next_cursor"].as_str() {
                let changed = if cursor.ends_with('0') { "1" } else { "0" };
                cursors.push(format!("{}{changed}", &cursor[..cursor.len() - 1]));
            }
            for cursor in cursors {
                let answer = client.get(&format!("{}?cursor={cursor}", operation.path)).await;
                assert_eq!(answer.body["code"], "invalid-cursor", "{} {cursor}: {}", operation.name, answer.text);
                assert_eq!(answer.status, 400);
            }
            tried += 1;
        }
        assert!(tried > 12, "only {tried} lists");
    }

    async fn a_change_without_its_version_or_with_an_old_one_is_refused(server: Server) {
        let world = World::new(server).await;
        let (mut tried, mut stale) = (0, Vec::new());
        for operation in world.operations().iter().filter(|operation| operation.needs_version()) {
            let body = operation.body().map_or(Value::Null, |schema| world.example(schema, 6));
            let client = world.client(operation);
            let request = client.request(operation.method.clone(), &operation.path).json(&body);
            let answer = client.send(request).await;
            assert_eq!(answer.status, 428, "{}: {}", operation.name, answer.text);
            tried += 1;
            // A tag that was never given out, and a version that has passed or is to come.
            for tag in ["x", "\"x\"", "*", "\"999999\""] {
                let request = client.request(operation.method.clone(), &operation.path);
                let answer = client.send(request.header("if-match", tag).json(&body)).await;
                let status = answer.status.as_u16();
                assert!((400..500).contains(&status) && status != 428, "{} {tag}: {}", operation.name, answer.text);
                if status == 412 && tag == "\"999999\"" {
                    stale.push(operation.name.clone());
                }
            }
        }
        assert!(tried >= 7, "only {tried} changes");
        // With bodies that are good for what is there, so that only the version stands in the way.
        let (owner, id) = (&world.bridge.village.owner, &world.bridge.id);
        let expense = &world.ids.iter().find(|(prefix, _)| *prefix == "/expenses/{id}").expect("an expense").1;
        for (method, path, body) in [
            ("PATCH", "/me".to_owned(), json!({ "display_name": "x" })),
            ("PATCH", format!("/projects/{id}"), json!({ "beneficiaries": 5 })),
            ("POST", format!("/projects/{id}/actions"), json!({ "action": "start_procurement" })),
            ("POST", format!("/expenses/{expense}/actions"), json!({ "action": "approve" })),
            ("PATCH", format!("/organizations/{}", world.bridge.village.organization), json!({ "phone": "+996312000000" })),
        ] {
            let method = Method::from_bytes(method.as_bytes()).expect("a method");
            let request = owner.request(method, &path).header("if-match", "\"999999\"").json(&body);
            owner.send(request).await.expect_problem(412, "stale-version");
        }
    }
}
