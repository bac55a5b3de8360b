use std::collections::HashSet;

use super::operations;
use crate::both_engines;

#[test]
fn committed_contract_is_the_one_that_the_code_makes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi.yaml");
    let made = kopuro::server::contract_yaml().unwrap();
    if std::env::var_os("REWRITE_CONTRACT").is_some() {
        std::fs::write(path, &made).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == made,
        "openapi.yaml is not what the code makes: run `make openapi` and commit it"
    );
}

#[test]
fn every_operation_has_a_name_of_its_own_a_summary_and_an_answer() {
    let mut names = HashSet::new();
    for (method, path, operation) in operations() {
        let name = operation["operationId"].as_str().unwrap_or_default().to_owned();
        assert!(
            name.chars().all(|c| c.is_ascii_lowercase() || c == '_'),
            "{method} {path}: {name}"
        );
        assert!(names.insert(name.clone()), "{name} is there twice");
        assert!(operation["summary"].is_string(), "{name} has no summary");
        let answers = operation["responses"].as_object().unwrap();
        assert!(
            answers.keys().any(|status| status.starts_with('2') || status.starts_with('3')),
            "{name} has no good answer"
        );
    }
}

#[test]
fn every_reference_of_the_contract_leads_to_a_schema_and_every_schema_has_one_meaning() {
    let contract = serde_json::to_value(kopuro::server::api().contract()).unwrap();
    let schemas = contract["components"]["schemas"].as_object().unwrap();
    let text = contract.to_string();
    let named =
        text.split("\"#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next());
    let missing: HashSet<_> = named.filter(|name| !schemas.contains_key(*name)).collect();
    assert!(missing.is_empty(), "not in the contract: {missing:?}");
    for list in ["OrganizationSummaryPage", "SubmissionPage", "AuditEntryPage", "JournalEntryPage"]
    {
        assert!(schemas.contains_key(list), "{list}");
    }
    assert!(!schemas.contains_key("Vec") && !schemas.contains_key("Page"));
}

both_engines! {
    async fn what_is_not_public_is_closed_to_visitors_and_bad_tokens(server: Server) {
        let visitor = server.visitor();
        let mut person = server.person("aigul").await;
        for (method, path, operation) in operations() {
            let path = path.trim_start_matches("/api/v1").replace("{id}", "0").split('/').map(|part| if part.starts_with('{') { "0" } else { part }).collect::<Vec<_>>().join("/");
            let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
            let request = |client: &crate::support::Client| {
                client.request(method.clone(), &path).header("if-match", "\"1\"").json(&serde_json::json!({}))
            };
            let access = operation["x-access"].as_str().unwrap();
            if access != "public" {
                visitor.send(request(&visitor)).await.expect_problem(401, "not-signed-in");
            }
            if access == "steward" {
                person.send(request(&person)).await.expect_problem(403, "not-allowed");
            }
        }
        person.use_token(None);
    }

    async fn health_metrics_and_unknown_addresses_answer(server: Server) {
        let get = async |path: &str| reqwest::get(format!("{}{path}", server.address)).await.unwrap();
        assert_eq!(get("/health/live").await.status(), 200);
        assert_eq!(get("/health/ready").await.status(), 200);
        let docs = get("/api/docs/").await;
        assert!(docs.headers()["content-security-policy"].to_str().unwrap().contains("script-src 'self';"));
        assert!(docs.text().await.unwrap().contains("swagger-ui"));
        assert_eq!(get("/api/openapi.json").await.status(), 200);
        let metrics = get("/metrics").await.text().await.unwrap();
        assert!(metrics.contains("http_requests_total"), "{metrics}");
        let visitor = server.visitor();
        visitor.get("/nothing").await.expect_problem(404, "not-found");
        visitor.delete("/people").await.expect_problem(405, "method-not-allowed");
    }
}
