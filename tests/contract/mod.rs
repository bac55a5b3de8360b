//! What holds for every operation, found by walking the contract.

mod bad_input;
mod catalogues;
mod config;
mod platform;
mod schemas;

use serde_json::Value;

/// The contract as JSON, and its operations: method, path, description.
pub fn operations() -> Vec<(String, String, Value)> {
    let contract = serde_json::to_value(kopuro::server::api().contract()).expect("JSON");
    let paths = contract["paths"].as_object().expect("paths").clone();
    let mut operations = Vec::new();
    for (path, item) in paths {
        for method in ["get", "post", "put", "patch", "delete"] {
            if let Some(operation) = item.get(method) {
                operations.push((method.to_uppercase(), path.clone(), operation.clone()));
            }
        }
    }
    operations
}
