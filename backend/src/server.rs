//! Puts the areas together: the register of operations, the routes, the middleware.

use actix_web::{
    App as ActixApp, HttpServer,
    dev::Server,
    middleware::{Compress, from_fn},
    web,
};

use crate::{
    calendar, cases, consultations, desks, exchange_rates, expenses, files, ledger, organizations,
    people, places,
    platform::{
        api::Api,
        app::App,
        audit, docs,
        error::{Error, Result},
        health, http, jobs, metrics,
    },
    pledges, projects, reports, site, statements,
};

/// Every operation of every area. A new area adds its line here.
pub fn api() -> Api {
    let mut api = Api::new();
    people::register(&mut api);
    places::register(&mut api);
    exchange_rates::register(&mut api);
    ledger::register(&mut api);
    pledges::register(&mut api);
    expenses::register(&mut api);
    organizations::register(&mut api);
    projects::register(&mut api);
    reports::register(&mut api);
    files::register(&mut api);
    statements::register(&mut api);
    calendar::register(&mut api);
    desks::register(&mut api);
    cases::register(&mut api);
    consultations::register(&mut api);
    audit::register(&mut api);
    api
}

/// The contract as YAML, as it is committed in `openapi.yaml`.
pub fn contract_yaml() -> Result<String> {
    let yaml = api()
        .contract()
        .to_yaml()
        .map_err(|error| Error::internal(std::io::Error::other(error.to_string())))?;
    Ok(format!("# Generated from the code by `make openapi`; changes by hand are lost.\n{yaml}"))
}

/// Brings the database to the newest schema and loads reference data.
pub fn prepare(app: &App) -> Result<()> {
    app.db.migrate()?;
    places::load::load_reference(&app.db)?;
    calendar::service::load_reference(&app.db)?;
    desks::topics::load_reference(&app.db)?;
    organizations::search::index_missing(&app.db)
}

/// Starts serving on the configured address; with port 0 the system picks one. The jobs start too.
/// Answers the address and the server, which ends gracefully on SIGTERM and SIGINT.
pub fn serve(app: &App) -> Result<(std::net::SocketAddr, Server)> {
    let api = web::Data::new(api());
    let docs = docs::Docs::new(&self::api().contract())?;
    let data = web::Data::new(app.clone());
    let mut server = HttpServer::new(move || {
        let (api, docs) = (api.clone(), docs.clone());
        ActixApp::new()
            .app_data(data.clone())
            .app_data(web::PayloadConfig::new(http::BODY_MAX))
            .configure(move |config| api.configure(config))
            .configure(health::configure)
            .configure(move |config| docs.configure(config))
            .configure(metrics::configure)
            .configure(site::configure)
            .wrap(from_fn(http::problems))
            .wrap(Compress::default())
            .wrap(from_fn(metrics::measure))
            .wrap(tracing_actix_web::TracingLogger::default())
    })
    .shutdown_timeout(30)
    // Each thread keeps memory of its own; who waits for a connection needs none.
    .worker_max_blocking_threads(8)
    .client_request_timeout(std::time::Duration::from_secs(20));
    if app.config.workers > 0 {
        server = server.workers(app.config.workers);
    }
    let server = server.bind(app.config.listen).map_err(Error::internal)?;
    let address = server.addrs()[0];
    jobs::start(app);
    jobs::every(pledges::LAPSE_PAUSE, app, "lapse", |app| async move {
        pledges::service::lapse(&app).await
    });
    jobs::every(projects::NOTICE_PAUSE, app, "notices", |app| async move {
        projects::events::spread_notices(&app).await
    });
    jobs::every(files::REMOVAL_PAUSE, app, "unclaimed files", |app| async move {
        files::removal::remove_unclaimed(&app).await.map(|_| ())
    });
    jobs::every(expenses::RUN_PAUSE, app, "refund_runs", |app| async move {
        expenses::runs::go_on(&app).await
    });
    jobs::every(cases::CLOCK_PAUSE, app, "due dates", |app| async move {
        cases::clockwork::run(&app).await
    });
    jobs::every(statements::GO_ON_PAUSE, app, "statements", statements::go_on);
    Ok((address, server.run()))
}
