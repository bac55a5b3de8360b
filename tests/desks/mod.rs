//! Desks.

mod setup;

use serde_json::{Value, json};

use crate::{
    organizations::{found, in_days, verify},
    support::{Client, Server},
};

/// A verified local self-government with a desk that promises an answer within five working days; its owner is on duty.
pub struct Counter {
    pub server: Server,
    pub owner: Client,
    pub steward: Client,
    pub organization: String,
    pub desk: String,
}

impl Counter {
    pub async fn new(server: Server) -> Self {
        let owner = server.person("bakyt").await;
        let steward = server.steward("steward").await;
        let organization = found(&owner).await;
        verify(&owner, &steward, &organization, &in_days(365)).await;
        let path = format!("/organizations/{organization}/desks");
        let desk = owner.post(&path, desk()).await.expect_status(201).id();
        Self { server, owner, steward, organization, desk }
    }

    /// Another verified organization with a desk, for the whole country.
    pub async fn ministry(&self, owner: &Client, request: Value) -> (String, String) {
        let ministry =
            json!({ "kind": "ministry", "name": { "ky": "Министрлик" }, "place_id": "kg" });
        let organization = owner.post("/organizations", ministry).await.expect_status(201).id();
        verify(owner, &self.steward, &organization, &in_days(365)).await;
        let path = format!("/organizations/{organization}/desks");
        let desk = owner.post(&path, request).await.expect_status(201).id();
        (organization, desk)
    }

    /// Makes a person a member of the desk's organization.
    pub async fn join(&self, person: &Client, name: &str, role: &str) {
        let invitation = json!({ "email": format!("{name}@example.kg"), "role": role });
        let path = format!("/organizations/{}/invitations", self.organization);
        self.owner.post(&path, invitation).await.expect_status(201);
        let token = self.server.token_mailed_to(&format!("{name}@example.kg")).await;
        person.post("/invitations/accept", json!({ "token": token })).await.expect_status(200);
    }
}

/// A desk for land and charity in Alay.
pub fn desk() -> Value {
    json!({
        "name": { "ky": "Кабыл алуу", "ru": "Приёмная", "en": "Reception" },
        "topics": ["land", "charity"],
        "place_ids": ["kg-o-alay"],
        "languages": ["ky", "ru"],
        "promise_days": 5,
    })
}
