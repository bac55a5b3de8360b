//! Sends photos and documents: several at once, with progress, and again after a lost connection.

use kopuro_shared::files::{DOCUMENT_MAX, FileKind, PHOTO_MAX};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

use crate::{
    api::{self, files::upload_file},
    components::button::{Button, Kind},
    t,
};

/// Octets of a megabyte, as people are told sizes.
const MEGABYTE: usize = 1024 * 1024;

/// How far a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Phase {
    Waiting,
    /// On its way, in hundredths.
    Sending(u32),
    /// There, under this id.
    Done(String),
    Failed(String),
}

#[derive(Clone)]
struct Item {
    number: u32,
    file: web_sys::File,
    key: String,
    /// The picture in this browser's memory.
    preview: Option<String>,
    caption: RwSignal<String>,
    phase: RwSignal<Phase>,
}

/// Files that a form carries. Copy it into the form.
#[derive(Clone, Copy)]
pub struct Uploads {
    items: RwSignal<Vec<Item>, LocalStorage>,
    kind: FileKind,
    organization_id: StoredValue<String>,
    /// Files at most.
    most: usize,
    /// Files that were chosen and can't be taken, with why.
    refused: RwSignal<Vec<String>>,
    next: StoredValue<u32>,
    /// Who takes over what has arrived: id and name.
    taker: StoredValue<Option<Callback<(String, String)>>>,
}

impl Uploads {
    /// No files yet; at most `most`.
    pub fn new(organization_id: &str, kind: FileKind, most: usize) -> Self {
        Self {
            items: RwSignal::new_local(Vec::new()),
            kind,
            organization_id: StoredValue::new(organization_id.to_owned()),
            most,
            refused: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
            taker: StoredValue::new(None),
        }
    }

    /// Hands over each file once it has arrived, by its id and name, and shows it no longer.
    pub fn handing_to(self, taker: Callback<(String, String)>) -> Self {
        self.taker.set_value(Some(taker));
        self
    }

    /// The ids of the files that have arrived, with what was written about each.
    pub fn arrived(self) -> Vec<(String, String)> {
        self.items.with_untracked(|items| {
            items
                .iter()
                .filter_map(|item| match item.phase.get_untracked() {
                    Phase::Done(id) => Some((id, item.caption.get_untracked())),
                    _ => None,
                })
                .collect()
        })
    }

    /// Whether files were chosen that have not arrived.
    pub fn is_pending(self) -> bool {
        self.items
            .with(|items| items.iter().any(|item| !matches!(item.phase.get(), Phase::Done(_))))
    }

    /// Whether no file was chosen.
    pub fn is_empty(self) -> bool {
        self.items.with(Vec::is_empty)
    }

    /// Takes a file out that was used.
    pub fn used(self, id: &str) {
        let is_it = |item: &Item| *item.phase.read_untracked() == Phase::Done(id.to_owned());
        let found = self
            .items
            .with_untracked(|items| items.iter().find(|item| is_it(item)).map(|item| item.number));
        if let Some(number) = found {
            self.remove(number);
        }
    }

    /// Takes them out again: they were used.
    pub fn clear(self) {
        self.items.update(|items| {
            for item in items.drain(..) {
                forget(&item);
            }
        });
        self.refused.set(Vec::new());
    }

    fn remove(self, number: u32) {
        self.items.update(|items| {
            if let Some(at) = items.iter().position(|item| item.number == number) {
                forget(&items.remove(at));
            }
        });
    }

    /// What stands against a file, before a byte of it is sent.
    fn fault(self, file: &web_sys::File) -> Option<String> {
        let name = file.name();
        let types: &[&str] = match self.kind {
            FileKind::Photo => &["image/jpeg", "image/png", "image/webp"],
            FileKind::Document => &["application/pdf", "image/jpeg", "image/png"],
        };
        if !types.contains(&file.type_().as_str()) {
            return Some(match self.kind {
                FileKind::Photo => t!("upload-not-photo", name = name),
                FileKind::Document => t!("upload-not-document", name = name),
            });
        }
        let max = match self.kind {
            FileKind::Photo => PHOTO_MAX,
            FileKind::Document => DOCUMENT_MAX,
        };
        #[expect(clippy::cast_precision_loss, reason = "sizes of some megabytes")]
        let too_large = file.size() > max as f64;
        too_large.then(|| t!("upload-too-large", name = name, max = max / MEGABYTE))
    }

    fn add(self, files: &web_sys::FileList) {
        let mut refused = Vec::new();
        for index in 0..files.length() {
            let Some(file) = files.get(index) else { continue };
            if self.most > 1 && self.items.with_untracked(Vec::len) >= self.most {
                refused.push(t!("upload-too-many", max = self.most));
                break;
            }
            if let Some(fault) = self.fault(&file) {
                refused.push(fault);
                continue;
            }
            if self.most == 1 {
                self.clear();
            }
            let number = self.next.get_value();
            self.next.set_value(number + 1);
            let is_picture = file.type_().starts_with("image/");
            let preview =
                is_picture.then(|| web_sys::Url::create_object_url_with_blob(&file).ok()).flatten();
            let item = Item {
                number,
                file,
                key: api::new_key(),
                preview,
                caption: RwSignal::new(String::new()),
                phase: RwSignal::new(Phase::Waiting),
            };
            self.items.update(|items| items.push(item));
        }
        self.refused.set(refused);
        self.send_next();
    }

    /// One after the other: on a thin line several at once would all be slow.
    fn send_next(self) {
        let next = self.items.with_untracked(|items| {
            let busy =
                items.iter().any(|item| matches!(item.phase.get_untracked(), Phase::Sending(_)));
            let waiting = items.iter().find(|item| item.phase.get_untracked() == Phase::Waiting);
            waiting.filter(|_| !busy).cloned()
        });
        let Some(item) = next else { return };
        item.phase.set(Phase::Sending(0));
        spawn_local(async move {
            let phase = item.phase;
            let organization = self.organization_id.get_value();
            let progress = move |part| drop(phase.try_set(Phase::Sending(part)));
            let answer =
                upload_file(self.kind, &organization, &item.key, &item.file, progress).await;
            let taker = self.taker.try_get_value().flatten();
            let after = match (answer, taker) {
                (Ok(file), Some(taker)) => {
                    taker.run((file.id, file.name));
                    self.remove(item.number);
                    return self.send_next();
                }
                (Ok(file), None) => Phase::Done(file.id),
                (Err(error), _) => Phase::Failed(error.text()),
            };
            // The person may have left the page meanwhile.
            if phase.try_set(after).is_none() {
                self.send_next();
            }
        });
    }
}

fn forget(item: &Item) {
    if let Some(preview) = &item.preview {
        // The browser frees it with the page anyway.
        let _ = web_sys::Url::revoke_object_url(preview);
    }
}

/// Chooses files and shows how far each is.
#[component]
pub fn UploadField(
    /// The files.
    uploads: Uploads,
    /// The id of the control.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// How to answer.
    #[prop(optional, into)]
    hint: String,
    /// Asks what each shows.
    #[prop(optional)]
    captions: bool,
) -> impl IntoView {
    let accept = match uploads.kind {
        FileKind::Photo => "image/jpeg,image/png,image/webp",
        FileKind::Document => "application/pdf,image/jpeg,image/png",
    };
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let choose = move |event: web_sys::Event| {
        let input =
            event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(files) = input.files() {
            uploads.add(&files);
        }
        // The same file may be chosen again.
        input.set_value("");
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input id=id type="file" accept=accept multiple={uploads.most > 1} aria-describedby=format!("{hint_id} {error_id}")
                on:change=choose />
            <span class="hint" id=hint_id>{hint}</span>
            <span class="error" id=error_id role="alert">{move || uploads.refused.get().join(" ")}</span>
            <ul class="uploads" aria-live="polite">
                {move || uploads.items.get().into_iter().map(|item| item_view(uploads, &item, captions)).collect_view()}
            </ul>
        </div>
    }
}

fn item_view(uploads: Uploads, item: &Item, captions: bool) -> AnyView {
    let (number, phase, caption) = (item.number, item.phase, item.caption);
    let name = item.file.name();
    let label = t!("upload-caption", name = name.clone());
    let retry = move || {
        phase.set(Phase::Waiting);
        uploads.send_next();
    };
    let state = move || match phase.get() {
        Phase::Waiting => {
            view! { <span class="small muted">{t!("upload-waiting")}</span> }.into_any()
        }
        Phase::Sending(part) => view! {
            <progress max="100" value=part.to_string() aria-label=t!("upload-sending")></progress>
        }
        .into_any(),
        Phase::Done(_) => {
            view! { <span class="small strong verify-ok">{t!("upload-done")}</span> }.into_any()
        }
        Phase::Failed(text) => view! {
            <span class="error">{text}</span>
            <Button kind=Kind::Secondary compact=true on_click=retry>{t!("action-retry")}</Button>
        }
        .into_any(),
    };
    view! {
        <li>
            {item.preview.clone().map(|preview| view! { <img src=preview alt="" /> })}
            <div class="stack tight grow">
                <span class="small">{name.clone()}</span>
                {state}
                {captions.then(|| view! {
                    <input type="text" maxlength="600" placeholder=t!("upload-caption-hint") aria-label=label bind:value=caption />
                })}
            </div>
            <button type="button" class="icon-button" aria-label=t!("upload-remove", name = name)
                on:click=move |_| uploads.remove(number)>"✕"</button>
        </li>
    }
    .into_any()
}
