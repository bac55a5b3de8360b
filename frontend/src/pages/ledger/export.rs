//! All entries as a file, made in the browser from the pages of the journal.

use std::time::Duration;

use kopuro_shared::ledger::JournalEntry;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};

use crate::{
    api::{ApiError, ledger::get_ledger_entries},
    components::{
        button::{Button, Kind},
        toast,
    },
    t,
};

/// How long a file stays for the browser to take it.
const KEPT: Duration = Duration::from_secs(30);

/// The form of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Json,
    Csv,
}

/// The buttons.
#[component]
pub fn Export(project_id: String) -> impl IntoView {
    let busy = RwSignal::new(false);
    let id = StoredValue::new(project_id);
    let save = move |format: Format| {
        busy.set(true);
        spawn_local(async move {
            let Some(id) = id.try_get_value() else { return };
            let all = read_all(&id).await;
            busy.try_set(false);
            match all {
                Ok(entries) => offer(&id, format, &entries),
                Err(error) => toast::bad(error.text()),
            }
        });
    };
    view! {
        <div class="row no-print">
            <span class="small muted">{t!("ledger-export")}</span>
            <Button kind=Kind::Secondary compact=true busy=busy on_click=move || save(Format::Csv)>"CSV"</Button>
            <Button kind=Kind::Secondary compact=true busy=busy on_click=move || save(Format::Json)>"JSON"</Button>
        </div>
    }
}

async fn read_all(project_id: &str) -> Result<Vec<JournalEntry>, ApiError> {
    let mut entries = Vec::new();
    let mut cursor = None;
    loop {
        let page = get_ledger_entries(project_id, cursor.as_deref()).await?;
        entries.extend(page.items);
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(entries);
        }
    }
}

/// One line per posting, with a header line (RFC 4180). No field can hold a comma, a quote or a line end: they are
/// identifiers, names of accounts and numbers.
fn csv(entries: &[JournalEntry]) -> String {
    let mut text = String::from(
        "number,booked_at,kind,subject_id,reverses,account,currency,amount,previous_hash,hash\r\n",
    );
    for entry in entries {
        let reverses = entry.reverses.map(|number| number.to_string()).unwrap_or_default();
        let at = entry.booked_at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
        for posting in &entry.postings {
            text.push_str(&format!(
                "{},{at},{},{},{reverses},{},{},{},{},{}\r\n",
                entry.number,
                entry.kind.name(),
                entry.subject_id.as_deref().unwrap_or_default(),
                posting.account,
                posting.currency,
                posting.amount,
                entry.previous_hash,
                entry.hash,
            ));
        }
    }
    text
}

fn offer(project_id: &str, format: Format, entries: &[JournalEntry]) {
    let (ending, text) = match format {
        Format::Csv => ("csv", csv(entries)),
        Format::Json => ("json", serde_json::to_string_pretty(entries).unwrap_or_default()),
    };
    if download(&format!("kopuro-{project_id}.{ending}"), &text).is_err() {
        toast::bad(t!("ledger-export-failed"));
    }
}

fn download(name: &str, text: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = web_sys::Blob::new_with_str_sequence(&parts)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser may still be reading it.
    set_timeout(move || drop(web_sys::Url::revoke_object_url(&url)), KEPT);
    Ok(())
}

#[cfg(test)]
mod tests {
    use kopuro_shared::{
        currency::Currency,
        ledger::{EntryKind, Posting},
    };

    use super::*;

    #[test]
    fn the_table_has_a_line_per_posting() {
        let entry = JournalEntry {
            project_id: "p".into(),
            number: 7,
            booked_at: chrono::DateTime::UNIX_EPOCH,
            kind: EntryKind::Receipt,
            subject_id: None,
            reverses: Some(3),
            postings: vec![
                Posting::debit("bank", Currency::Kgs, 5),
                Posting::credit("received:diaspora", Currency::Kgs, 5),
            ],
            previous_hash: "a".into(),
            hash: "b".into(),
        };
        let text = csv(&[entry]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert_eq!(
            lines[2],
            "7,1970-01-01T00:00:00.000000Z,receipt,,3,received:diaspora,KGS,-5,a,b"
        );
    }
}
