//! The question that a person is about to ask, kept in this browser: a reload, a lost connection, signing in on the way or a
//! look at another page lose nothing. What was sent is kept with its idempotency key until the server has answered.

use kopuro_shared::{
    cases::{AskCase, guests::AskAsGuest},
    desks::DeskSummary,
    ids::Id,
    language::Language,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{api, i18n, pages::workspace::ChosenPlace};

/// Where it is kept: forgotten like other drafts when somebody signs out, and one for all who come, because signing in on
/// the way must not lose it.
const PLACE: &str = "kopuro.draft.ask";

/// What the person wants of the desk's choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeskChoice {
    /// The stewards find one.
    Stewards,
    /// This one.
    Desk(DeskSummary),
}

/// The draft as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    step: u8,
    text: String,
    place_id: String,
    place_name: String,
    topic: String,
    desk: Option<DeskChoice>,
    subject: String,
    language: Option<Language>,
    is_public: bool,
    shows_name: bool,
    files: Vec<(Id, String)>,
    email: String,
    name: String,
    mailed: bool,
    sent: Option<Sent>,
}

/// A request with the key that makes it count once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Sent {
    key: String,
    request: AskCase,
}

/// The draft as the page's fields hold it.
#[derive(Clone, Copy)]
pub struct Asking {
    /// The step that the person is at, 1 to 3.
    pub step: RwSignal<u8>,
    /// The question.
    pub text: RwSignal<String>,
    /// The place that it is about.
    pub place: ChosenPlace,
    /// The id of the topic; empty while none was confirmed.
    pub topic: RwSignal<String>,
    /// The desk; nothing while none was confirmed.
    pub desk: RwSignal<Option<DeskChoice>>,
    /// In a few words.
    pub subject: RwSignal<String>,
    /// The tag of the language that it is written in.
    pub language: RwSignal<String>,
    /// Whether everyone may read it.
    pub is_public: RwSignal<bool>,
    /// Whether everyone may see who asks.
    pub shows_name: RwSignal<bool>,
    /// Files that have arrived: id and name.
    pub files: RwSignal<Vec<(Id, String)>>,
    /// Where a guest's link goes.
    pub email: RwSignal<String>,
    /// How a guest is called.
    pub name: RwSignal<String>,
    /// Whether a guest's question was taken in, and its mail is on the way.
    pub mailed: RwSignal<bool>,
    sent: StoredValue<Option<Sent>>,
}

impl Asking {
    /// What was begun, or nothing yet. Whatever changes from now on is kept at once.
    pub fn load() -> Self {
        let kept = read().unwrap_or_default();
        let language = kept.language.unwrap_or_else(i18n::language);
        let asking = Self {
            step: RwSignal::new(kept.step.clamp(1, 3)),
            text: RwSignal::new(kept.text),
            place: ChosenPlace {
                id: RwSignal::new(kept.place_id),
                name: RwSignal::new(kept.place_name),
            },
            topic: RwSignal::new(kept.topic),
            desk: RwSignal::new(kept.desk),
            subject: RwSignal::new(kept.subject),
            language: RwSignal::new(language.tag().to_owned()),
            is_public: RwSignal::new(kept.is_public),
            shows_name: RwSignal::new(kept.shows_name),
            files: RwSignal::new(kept.files),
            email: RwSignal::new(kept.email),
            name: RwSignal::new(kept.name),
            mailed: RwSignal::new(kept.mailed),
            sent: StoredValue::new(kept.sent),
        };
        Effect::new(move |_| asking.save());
        asking
    }

    fn save(self) {
        let kept = Kept {
            step: self.step.get(),
            text: self.text.get(),
            place_id: self.place.id.get(),
            place_name: self.place.name.get(),
            topic: self.topic.get(),
            desk: self.desk.get(),
            subject: self.subject.get(),
            language: Language::from_tag(&self.language.read()),
            is_public: self.is_public.get(),
            shows_name: self.shows_name.get(),
            files: self.files.get(),
            email: self.email.get(),
            name: self.name.get(),
            mailed: self.mailed.get(),
            sent: self.sent.get_value(),
        };
        if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&kept)) {
            // Without storage the draft lasts as long as the page.
            let _ = storage.set_item(PLACE, &text);
        }
    }

    /// The question as it stands.
    pub fn request(self) -> AskCase {
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let is_public = self.is_public.get_untracked();
        AskCase {
            subject: self.subject.with_untracked(|text| text.trim().to_owned()),
            text: self.text.with_untracked(|text| text.trim().to_owned()),
            topic: self.topic.get_untracked(),
            place_id: some(self.place.id.get_untracked()),
            desk_id: match self.desk.get_untracked() {
                Some(DeskChoice::Desk(desk)) => Some(desk.id),
                Some(DeskChoice::Stewards) | None => None,
            },
            language: Language::from_tag(&self.language.read_untracked()).unwrap_or_default(),
            is_public,
            shows_name: is_public && self.shows_name.get_untracked(),
            attachments: self
                .files
                .with_untracked(|files| files.iter().map(|(id, _)| id.clone()).collect()),
        }
    }

    /// The question as somebody without an account asks it.
    pub fn guest_request(self) -> AskAsGuest {
        AskAsGuest {
            email: self.email.with_untracked(|email| email.trim().to_owned()),
            name: self.name.with_untracked(|name| name.trim().to_owned()),
            question: AskCase { attachments: Vec::new(), ..self.request() },
        }
    }

    /// The key for a request: that of the last try where it is the same request. Kept before anything is sent.
    pub fn key_for(self, request: &AskCase) -> String {
        let kept = self.sent.with_value(|sent| {
            sent.as_ref().filter(|sent| sent.request == *request).map(|sent| sent.key.clone())
        });
        kept.unwrap_or_else(|| {
            let key = api::new_key();
            self.sent.set_value(Some(Sent { key: key.clone(), request: request.clone() }));
            untrack(|| self.save());
            key
        })
    }

    /// Begins anew.
    pub fn clear(self) {
        let fresh = Kept::default();
        self.text.set(fresh.text);
        self.place.id.set(fresh.place_id);
        self.place.name.set(fresh.place_name);
        self.topic.set(fresh.topic);
        self.desk.set(None);
        self.subject.set(fresh.subject);
        self.is_public.set(false);
        self.shows_name.set(false);
        self.files.set(fresh.files);
        self.mailed.set(false);
        self.sent.set_value(None);
        self.step.set(1);
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn read() -> Option<Kept> {
    let text = storage()?.get_item(PLACE).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

/// Forgets it: the question was asked.
pub fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(PLACE);
    }
}

/// Forgets a guest's question whose link was opened: it was asked by that.
pub fn was_sent_by_mail() {
    if read().is_some_and(|kept| kept.mailed) {
        forget();
    }
}
