//! A file that not everyone may see: the browser's own link would not say who asks.

use kopuro_shared::files::FileSummary;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::files::download,
    components::{
        button::{Button, Kind},
        toast,
    },
    t,
};

/// A file with a button that fetches it as the person who is signed in, and hands it to the browser to save.
#[component]
pub fn FileLink(file: FileSummary) -> impl IntoView {
    let busy = RwSignal::new(false);
    let label = t!("file-download", name = file.name.clone());
    let fetch = move || {
        let file = file.clone();
        busy.set(true);
        spawn_local(async move {
            if let Err(error) = download(&file.url, &file.name).await {
                toast::bad(error.text());
            }
            // The person may have left the page meanwhile.
            let _ = busy.try_set(false);
        });
    };
    view! { <Button kind=Kind::Quiet compact=true busy=busy on_click=fetch>{label}</Button> }
}
