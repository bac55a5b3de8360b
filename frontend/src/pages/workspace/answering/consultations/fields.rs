//! What is written of a consultation: its fields as text, kept in this browser until they are saved.

use chrono::{Days, NaiveDate};
use kopuro_shared::{
    consultations::{
        Consultation, NewSection, OPEN_DAYS_MIN, RESULT_DAYS_MAX, SECTIONS_MAX, WriteConsultation,
    },
    language::{Language, Translated},
    validation::{NAME_MAX, TEXT_MAX},
};
use leptos::prelude::*;

use crate::{
    components::{
        button::{Button, Kind},
        field::TextField,
        form::Form,
        texts::{LanguageTabs, Texts, TextsField},
    },
    drafts::Draft,
    format, i18n, t,
};

/// Days that a new consultation is open where nobody says otherwise, and days until its result after that.
const USUAL: (u64, u64) = (30, 30);

/// A section that is written.
#[derive(Debug, Clone, Copy)]
struct Row {
    /// What tells it from others while the page is open.
    number: u32,
    heading: Texts,
    body: Texts,
}

/// The fields. Copy it into the form.
#[derive(Clone, Copy)]
pub struct ConsultationFields {
    form: Form,
    /// Where they are kept until they are saved.
    pub draft: Draft,
    language: RwSignal<Language>,
    title: Texts,
    summary: Texts,
    closes_on: RwSignal<String>,
    result_due_on: RwSignal<String>,
    rows: RwSignal<Vec<Row>>,
    /// The sections as the draft keeps them.
    kept: RwSignal<String>,
    next: StoredValue<u32>,
    /// The page: a section lives as long as that, not as the button that made it.
    owner: StoredValue<Option<Owner>>,
    /// As the server has it.
    saved: StoredValue<Option<WriteConsultation>>,
}

impl ConsultationFields {
    /// The fields of a draft, or of a new one.
    pub fn kept(form: Form, name: &str, found: Option<&Consultation>) -> Self {
        let draft = Draft::of(name);
        let none = Translated::default();
        let today = format::bishkek_today();
        let usual = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
        let closes = found.map_or_else(|| usual(USUAL.0), |one| one.brief.closes_on);
        let result = found.map_or_else(|| usual(USUAL.0 + USUAL.1), |one| one.brief.result_due_on);
        let sections: Vec<NewSection> = match found {
            Some(found) => found
                .sections
                .iter()
                .map(|one| NewSection { heading: one.heading.clone(), body: one.body.clone() })
                .collect(),
            None => vec![NewSection { heading: none.clone(), body: none.clone() }],
        };
        let saved = found.map(|found| WriteConsultation {
            title: found.brief.title.clone(),
            summary: found.summary.clone(),
            sections: sections.clone(),
            closes_on: closes,
            result_due_on: result,
        });
        let initial = serde_json::to_string(&sections).unwrap_or_default();
        let kept = draft.text("sections", &initial);
        let written: Vec<NewSection> =
            serde_json::from_str(&kept.get_untracked()).unwrap_or(sections);
        let next = StoredValue::new(0);
        let fields = Self {
            form,
            draft,
            language: RwSignal::new(i18n::language()),
            title: Texts::kept(draft, "title", found.map_or(&none, |one| &one.brief.title)),
            summary: Texts::kept(draft, "summary", found.map_or(&none, |one| &one.summary)),
            closes_on: draft.text("closes_on", &closes.to_string()),
            result_due_on: draft.text("result_due_on", &result.to_string()),
            rows: RwSignal::new(Vec::new()),
            kept,
            next,
            owner: StoredValue::new(Owner::current()),
            saved: StoredValue::new(saved),
        };
        fields.rows.set(written.iter().map(|section| fields.open(section)).collect());
        Effect::new(move |_| {
            kept.set(written_text(&fields.rows.read()));
        });
        fields
    }

    fn open(self, section: &NewSection) -> Row {
        let number = self.next.get_value();
        self.next.set_value(number + 1);
        let texts = || Row {
            number,
            heading: Texts::new(&section.heading),
            body: Texts::new(&section.body),
        };
        self.owner.with_value(|owner| match owner {
            Some(owner) => owner.with(texts),
            None => texts(),
        })
    }

    /// What was typed; marks what can't be read.
    pub fn request(self) -> Option<WriteConsultation> {
        for (pointer, text) in
            [("/closes_on", self.closes_on), ("/result_due_on", self.result_due_on)]
        {
            if day(text).is_none() {
                self.form.mark(pointer, t!("field-day-missing"));
                return None;
            }
        }
        self.read()
    }

    fn read(self) -> Option<WriteConsultation> {
        Some(WriteConsultation {
            title: self.title.value(),
            summary: self.summary.value(),
            sections: self.rows.with_untracked(|rows| rows.iter().map(Row::value).collect()),
            closes_on: day(self.closes_on)?,
            result_due_on: day(self.result_due_on)?,
        })
    }

    /// Whether what stands in the fields is what the server has, as a signal.
    pub fn is_saved(self) -> bool {
        self.title.watch();
        self.summary.watch();
        self.closes_on.track();
        self.result_due_on.track();
        self.rows.read().iter().for_each(|row| drop(row.watch()));
        untrack(|| self.saved.with_value(|saved| saved.is_some() && *saved == self.read()))
    }

    /// Every text, for the tabs of languages.
    fn texts(self) -> Vec<Texts> {
        let rows = self.rows.get().into_iter().flat_map(|row| [row.heading, row.body]);
        [self.title, self.summary].into_iter().chain(rows).collect()
    }

    fn add(self) {
        let none = Translated::default();
        let row = self.open(&NewSection { heading: none.clone(), body: none });
        let index = self.rows.with_untracked(Vec::len);
        self.rows.update(|rows| rows.push(row));
        self.form.focus(&format!("/sections/{index}/heading"));
    }

    /// Says that unsent text was found, with a way to throw it away.
    pub fn notice(self) -> impl IntoView {
        self.draft.notice_and(move || {
            let kept = self.kept.get_untracked();
            let sections: Vec<NewSection> = serde_json::from_str(&kept).unwrap_or_default();
            self.rows.set(sections.iter().map(|section| self.open(section)).collect());
        })
    }

    /// The fields.
    pub fn view(self) -> impl IntoView {
        let form = self.form;
        let sections = move || {
            let rows = self.rows.get();
            let alone = rows.len() == 1;
            let rows =
                rows.into_iter().enumerate().map(|(index, row)| self.section(index, row, alone));
            rows.collect_view()
        };
        let may_add = move || self.rows.with(Vec::len) < SECTIONS_MAX;
        view! {
            <LanguageTabs language=self.language texts=Signal::derive(move || self.texts()) />
            <section class="card stack">
                <TextsField form=form pointer="/title" label=t!("consultation-title") texts=self.title language=self.language
                    maxlength=NAME_MAX />
                <TextsField form=form pointer="/summary" label=t!("consultation-summary") hint=t!("consultation-summary-hint")
                    texts=self.summary language=self.language long=true maxlength=TEXT_MAX />
                <div class="grid two">
                    <TextField form=form pointer="/closes_on" label=t!("consultation-closes-on")
                        hint=t!("consultation-closes-hint", days = OPEN_DAYS_MIN) value=self.closes_on kind="date" />
                    <TextField form=form pointer="/result_due_on" label=t!("consultation-result-on")
                        hint=t!("consultation-result-hint", days = RESULT_DAYS_MAX) value=self.result_due_on kind="date" />
                </div>
            </section>
            {sections}
            <div class="row" hidden=move || !may_add()>
                <Button kind=Kind::Secondary on_click=move || self.add()>{t!("consultation-add-section")}</Button>
            </div>
        }
    }

    fn section(self, index: usize, row: Row, alone: bool) -> AnyView {
        let form = self.form;
        let name = t!("consultation-section", number = index + 1);
        let label = t!("consultation-remove-section", number = index + 1);
        let remove = move |_| self.rows.update(|rows| rows.retain(|one| one.number != row.number));
        view! {
            <fieldset class="card stack">
                <legend class="visually-hidden">{name.clone()}</legend>
                <div class="row between">
                    <h2 aria-hidden="true">{name}</h2>
                    {(!alone).then(|| view! { <button type="button" class="icon-button" aria-label=label on:click=remove>"✕"</button> })}
                </div>
                <TextsField form=form pointer=format!("/sections/{index}/heading") label=t!("consultation-heading") texts=row.heading
                    language=self.language maxlength=NAME_MAX />
                <TextsField form=form pointer=format!("/sections/{index}/body") label=t!("consultation-body") texts=row.body
                    language=self.language long=true maxlength=TEXT_MAX />
            </fieldset>
        }
        .into_any()
    }
}

/// The sections as the draft keeps them.
fn written_text(rows: &[Row]) -> String {
    let written: Vec<_> = rows.iter().map(Row::watch).collect();
    serde_json::to_string(&written).unwrap_or_default()
}

fn day(text: RwSignal<String>) -> Option<NaiveDate> {
    text.with_untracked(|text| text.parse().ok())
}

impl Row {
    fn value(&self) -> NewSection {
        NewSection { heading: self.heading.value(), body: self.body.value() }
    }

    fn watch(&self) -> NewSection {
        NewSection { heading: self.heading.watch(), body: self.body.watch() }
    }
}
