//! A backup is worth what its restoration is worth.

use kopuro::platform::{app::App, backup::backup, config::Config};

use crate::{
    files::pdf,
    support::{Engine, PASSWORD, Server, TestDatabase},
};

/// Opens a server on a restored database and signs in with an account of the first one; downloads what it uploaded.
async fn sign_in_on(database_url: String, folder: &std::path::Path, file: &str) {
    let config = Config {
        data_dir: folder.into(),
        database_url,
        listen: ([127, 0, 0, 1], 0).into(),
        workers: 1,
        ..Config::default()
    };
    let restored = Server::on(App::open(config).expect("a restored database"));
    let session = serde_json::json!({ "email": "aigul@example.kg", "password": PASSWORD });
    let mut client = restored.visitor();
    let session = client.post("/sessions", session).await.expect_status(201);
    client.use_session(&session.body);
    assert_eq!(client.download(file).await.2, pdf());
    let broken =
        kopuro::platform::audit::verify(&restored.app.db).expect("the audit log can be read");
    assert_eq!(broken, None);
}

/// Somebody who uploads a document; its address.
async fn upload(server: &Server) -> String {
    let person = server.person("aigul").await;
    let file = person.upload("kind=document&name=a.pdf", pdf()).await.expect_status(201);
    file.body["url"].as_str().expect("an address").to_owned()
}

#[actix_web::test]
async fn sqlite_backup_restores_elsewhere() {
    let server = Server::start(Engine::Sqlite).await;
    let file = upload(&server).await;
    let target = tempfile::tempdir().expect("a folder");
    let folder = backup(&server.app, target.path()).await.expect("a backup");
    sign_in_on(format!("sqlite:{}", folder.join("kopuro.db").display()), &folder, &file).await;
}

#[actix_web::test]
async fn postgres_backup_restores_elsewhere() {
    let server = Server::start(Engine::Postgres).await;
    let file = upload(&server).await;
    let target = tempfile::tempdir().expect("a folder");
    let folder = backup(&server.app, target.path()).await.expect("a backup");
    let restored = TestDatabase::empty();
    let outcome = std::process::Command::new("pg_restore")
        .args(["--no-owner", "--exit-on-error", "--dbname", &restored.url()])
        .arg(folder.join("kopuro.dump"))
        .output()
        .expect("pg_restore is installed");
    assert!(outcome.status.success(), "{}", String::from_utf8_lossy(&outcome.stderr));
    sign_in_on(restored.url(), &folder, &file).await;
}
