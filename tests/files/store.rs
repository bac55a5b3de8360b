//! The same on a server that speaks S3 (`s3s`, which checks signatures as Amazon's does).

use std::net::TcpListener;

use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto::Builder,
};
use kopuro::{
    files::removal,
    platform::{app::App, backup, config::FilesConfig},
};
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};

use super::{camera_jpeg, encoded, pdf, picture, stored};
use crate::support::{Engine, Server, TestDatabase};

const KEY: &str = "kopuro-key";
const SECRET_KEY: &str = "kopuro-secret";

/// Serves a folder as S3 on a free port of this machine, as long as the test runs; its address.
#[expect(clippy::unused_async, reason = "needs the runtime that its caller awaits in")]
async fn serve_s3(folder: &std::path::Path) -> String {
    std::fs::create_dir_all(folder.join("bridge")).expect("a bucket");
    let files = s3s_fs::FileSystem::new(folder).expect("a folder");
    let mut service = S3ServiceBuilder::new(files);
    service.set_auth(SimpleAuth::from_single(KEY, SECRET_KEY));
    let service = service.build();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.set_nonblocking(true).expect("a socket");
    let address = listener.local_addr().expect("an address");
    let listener = tokio::net::TcpListener::from_std(listener).expect("a socket");
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let service = service.clone();
            tokio::spawn(async move {
                let server = Builder::new(TokioExecutor::new());
                drop(server.serve_connection(TokioIo::new(socket), service).await);
            });
        }
    });
    format!("http://{address}")
}

async fn on_s3(engine: Engine, secret: &str) -> (Server, TestDatabase, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let endpoint = serve_s3(&folder.path().join("s3")).await;
    let database = TestDatabase::new(engine, folder.path());
    let mut config = crate::support::config(folder.path(), database.url());
    config.files = FilesConfig {
        s3_bucket: "bridge".into(),
        s3_endpoint: endpoint,
        s3_region: "us-east-1".into(),
        s3_access_key_id: KEY.into(),
        s3_secret_access_key: secret.into(),
    };
    (Server::on(App::open(config).expect("good settings")), database, folder)
}

#[actix_web::test]
async fn files_in_a_bucket_are_uploaded_served_backed_up_and_removed() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (server, _database, folder) = on_s3(engine, SECRET_KEY).await;
        let person = server.person("aigul").await;
        let photo = person.upload("kind=photo&name=a.jpg", camera_jpeg(1000, 800)).await;
        let photo = photo.expect_status(201).body;
        let document = person.upload("kind=document&name=a.pdf", pdf()).await.expect_status(201);
        // Large enough to go up in parts.
        let large = [pdf(), vec![b'\n'; 11 * 1024 * 1024], pdf()].concat();
        let large_file = person.upload("kind=document&name=b.pdf", large.clone()).await;
        let large_file = large_file.expect_status(201).body;
        assert_eq!(stored(&server), Vec::<std::path::PathBuf>::new());
        assert!(folder.path().join("s3/bridge/documents").join(document.id()).is_file());
        assert_eq!(person.download(document.body["url"].as_str().unwrap()).await.2, pdf());
        assert_eq!(person.download(large_file["url"].as_str().unwrap()).await.2, large);
        for size in photo["photo"]["sizes"].as_array().unwrap() {
            let (_, _, content) = person.download(size["url"].as_str().unwrap()).await;
            let drawn = image::load_from_memory(&content).expect("a picture");
            assert_eq!(i64::from(drawn.width()), size["width"].as_i64().unwrap());
        }
        let target = tempfile::tempdir().expect("a folder");
        let copy = backup::backup(&server.app, target.path()).await.expect("a backup");
        assert_eq!(std::fs::read(copy.join("files/documents").join(document.id())).unwrap(), pdf());
        removal::remove(&server.app, &document.id()).await.expect("removed");
        assert!(!folder.path().join("s3/bridge/documents").join(document.id()).exists());
        person.get(&format!("/files/{}", document.id())).await.expect_problem(404, "not-found");
    }
}

#[actix_web::test]
async fn bucket_that_refuses_us_is_a_fault_that_says_to_come_back_and_keeps_nothing() {
    let (server, _database, _folder) = on_s3(Engine::Sqlite, "a wrong secret").await;
    let person = server.person("aigul").await;
    let png = encoded(&picture(20, 20), image::ImageFormat::Png);
    let refused = person.upload("kind=photo&name=a.png", png).await;
    let refused = refused.expect_problem(503, "unavailable");
    assert!(!refused.text.contains("kopuro-key"), "{}", refused.text);
    let mine = person.get("/me/data").await.expect_status(200).body;
    assert_eq!(mine["files"], serde_json::json!([]));
}
