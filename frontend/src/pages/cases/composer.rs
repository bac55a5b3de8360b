//! Writing into a case. What was typed stays in this browser until the server has answered.

use kopuro_shared::{
    cases::{ATTACHMENTS_MAX, Case, MessageKind, PostMessage},
    files::FileKind,
    validation::TEXT_MAX,
};
use leptos::prelude::*;

use super::door::Door;
use crate::{
    components::{button::Submit, field::TextArea, form::Form, toast},
    drafts::Draft,
    pages::workspace::{UploadField, Uploads},
    t, t_of,
};

/// What is being written. Make it once, outside of what is drawn anew when the case changes.
#[derive(Clone, Copy)]
pub struct Composing {
    /// The text; a page may put something in, as an answer that is given often.
    pub text: RwSignal<String>,
    /// What it will be: the name of a [`MessageKind`].
    pub kind: RwSignal<String>,
    draft: Draft,
    files: Uploads,
    form: Form,
}

impl Composing {
    /// What was begun in this case, or nothing yet, of this kind.
    pub fn of(case_id: &str, kind: MessageKind) -> Self {
        let draft = Draft::of(&format!("case/{case_id}"));
        Self {
            text: draft.text("text", ""),
            kind: draft.text("kind", kind.name()),
            draft,
            files: Uploads::new("", FileKind::Document, ATTACHMENTS_MAX),
            form: Form::new(),
        }
    }

    /// Where the caret stands in the text, in UTF-16 units as browsers count; nothing while there is no field for it.
    pub fn caret(self) -> Option<u32> {
        use wasm_bindgen::JsCast;
        let area = document().get_element_by_id(&self.form.control_id("/text"))?;
        area.dyn_into::<web_sys::HtmlTextAreaElement>().ok()?.selection_start().ok()?
    }

    /// Puts the focus into the text.
    pub fn focus(self) {
        self.form.focus("/text");
    }

    fn request(self, kinds: &[MessageKind]) -> PostMessage {
        let kind = MessageKind::from_name(&self.kind.read_untracked());
        // A draft may name what can't be done any more.
        let kind = kind.filter(|kind| kinds.contains(kind)).or(kinds.first().copied());
        PostMessage {
            kind: kind.unwrap_or(MessageKind::Reply),
            text: self.text.with_untracked(|text| text.trim().to_owned()),
            attachments: self.files.arrived().into_iter().map(|(id, _)| id).collect(),
        }
    }

    fn sent(self, kind: MessageKind) {
        self.text.set(String::new());
        self.files.clear();
        self.draft.clear();
        toast::good(t_of!("case-sent", kind.name()));
    }
}

/// The form. Without an account there are no files.
#[component]
pub fn Composer(
    /// What is being written.
    composing: Composing,
    /// How the writer comes to the case.
    door: Door,
    /// What may be written; a choice where there are several.
    kinds: Vec<MessageKind>,
    /// The case as it is then.
    sent: Callback<Case>,
) -> impl IntoView {
    let form = composing.form;
    let is_guest = door.is_guest();
    let allowed = StoredValue::new(kinds.clone());
    let door = StoredValue::new(door);
    let send = move || {
        let request = allowed.with_value(|kinds| composing.request(kinds));
        let kind = request.kind;
        let key = composing.draft.key_for(&request);
        let post = door.get_value().post(request.clone(), key);
        form.check_and_send(&request, post, move |case| {
            composing.sent(kind);
            sent.run(case);
        });
    };
    let pending = Signal::derive(move || form.busy().get() || composing.files.is_pending());
    let quick = move |event: web_sys::KeyboardEvent| {
        let asks = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
        if asks && !pending.get_untracked() {
            event.prevent_default();
            send();
        }
    };
    let chosen = Memo::new(move |_| {
        let kind = composing.kind.get();
        allowed.with_value(|kinds| {
            let named = kinds.iter().find(|one| one.name() == kind).or(kinds.first());
            named.copied().unwrap_or(MessageKind::Reply)
        })
    });
    let name = form.control_id("/kind");
    let options = (kinds.len() > 1).then(|| {
        let options = kinds.into_iter().map(|kind| {
            let picked = move || chosen.get() == kind;
            view! {
                <label class="choice">
                    <input type="radio" name=name.clone() prop:checked=picked
                        on:change=move |_| composing.kind.set(kind.name().to_owned()) />
                    <span>{t_of!("case-write", kind.name())}</span>
                </label>
            }
        });
        let options: Vec<_> = options.collect();
        view! { <fieldset><legend class="visually-hidden">{t!("case-write-kind")}</legend><div class="choices">{options}</div></fieldset> }
    });
    view! {
        <form class="card stack composer no-print" novalidate on:keydown=quick
            on:submit=move |event| { event.prevent_default(); send(); }>
            {composing.draft.notice()}
            {form.problem_view()}
            {options}
            <p class="small muted">{move || t_of!("case-write-means", chosen.get().name())}</p>
            <TextArea form=form pointer="/text" label=t!("case-write-text") value=composing.text maxlength=TEXT_MAX />
            {(!is_guest).then(|| view! {
                <UploadField uploads=composing.files id=form.control_id("/attachments") label=t!("case-files") hint=t!("case-files-hint") />
            })}
            <div class="row"><Submit busy=pending>{move || t_of!("case-write-send", chosen.get().name())}</Submit></div>
        </form>
    }
}
