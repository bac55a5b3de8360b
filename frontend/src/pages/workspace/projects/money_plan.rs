//! What happens with money that is left.

use kopuro_shared::{
    language::{Language, Translated},
    projects::{MoneyPlan, MoneyUse},
    validation::SUMMARY_MAX,
};
use leptos::prelude::*;

use crate::{
    components::{
        field::{SelectField, TextField},
        form::Form,
        texts::{Texts, TextsField},
    },
    drafts::Draft,
    t, t_of,
};

/// A plan for money while it is written.
#[derive(Debug, Clone, Copy)]
pub struct MoneyPlanDraft {
    money_use: RwSignal<String>,
    note: Texts,
    project_id: RwSignal<String>,
}

impl MoneyPlanDraft {
    /// A plan of which a draft is kept.
    pub fn kept(draft: Draft, plan: Option<&MoneyPlan>) -> Self {
        let empty = Translated::default();
        Self {
            money_use: draft
                .text("use", plan.map(|plan| plan.money_use.name()).unwrap_or_default()),
            note: Texts::kept(draft, "note", plan.map_or(&empty, |plan| &plan.note)),
            project_id: draft.text(
                "project_id",
                plan.and_then(|plan| plan.project_id.as_deref()).unwrap_or_default(),
            ),
        }
    }

    /// The plan, once its use was chosen. Not tracked.
    pub fn value(self) -> Option<MoneyPlan> {
        let money_use = MoneyUse::from_name(&self.money_use.get_untracked())?;
        let named = money_use == MoneyUse::NamedProject;
        // People paste the address of the project's page.
        let project = self.project_id.with_untracked(|text| {
            text.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned()
        });
        Some(MoneyPlan {
            money_use,
            note: self.note.value(),
            project_id: (named && !project.is_empty()).then_some(project),
        })
    }

    /// [`MoneyPlanDraft::value`], tracked.
    pub fn watch(self) -> Option<MoneyPlan> {
        self.money_use.track();
        self.project_id.track();
        let _ = self.note.watch();
        self.value()
    }

    /// The note, for the tabs of languages.
    pub const fn note(self) -> Texts {
        self.note
    }
}

/// Its fields.
#[component]
pub fn MoneyPlanFields(
    /// The form it belongs to.
    form: Form,
    /// JSON pointer of the plan in the request's body.
    pointer: &'static str,
    /// The plan.
    plan: MoneyPlanDraft,
    /// The language that is written now.
    language: RwSignal<Language>,
) -> impl IntoView {
    let uses = std::iter::once((String::new(), t!("field-choose")))
        .chain(
            MoneyUse::ALL
                .iter()
                .map(|one| (one.name().to_owned(), t_of!("desk-money-use", one.name()))),
        )
        .collect::<Vec<_>>();
    let named = move || *plan.money_use.read() == MoneyUse::NamedProject.name();
    view! {
        <SelectField form=form pointer=format!("{pointer}/use") label=t!("field-label-money-use") value=plan.money_use options=uses />
        {move || named().then(|| view! {
            <TextField form=form pointer=format!("{pointer}/project_id") label=t!("field-label-other-project")
                hint=t!("field-hint-other-project") value=plan.project_id />
        })}
        {move || (!plan.money_use.read().is_empty()).then(|| view! {
            <TextsField form=form pointer=format!("{pointer}/note") label=t!("field-label-money-note") texts=plan.note language=language
                long=true maxlength=SUMMARY_MAX />
        })}
    }
}
