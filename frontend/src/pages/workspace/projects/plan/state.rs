//! The plan while it is typed: every field as text, kept in this browser until it is saved.

use kopuro_shared::{
    currency::Currency,
    language::Translated,
    matching::{MatchingRule, Partner, Preset},
    money::Money,
    projects::{FundingShare, PlanBudgetLine, PlanMilestone, PlanProject},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    components::{
        money_field::{amount_or_zero, amount_text, money_fault, typed_amount},
        texts::Texts,
    },
    drafts::Draft,
    pages::workspace::projects::{MoneyPlanDraft, frame::Work},
    t,
};

/// A row of the budget (name, amount), of the shares (name, percent, partner) or of the milestones (title, day).
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// What tells it from others while the page is open.
    pub number: u32,
    /// Its name.
    pub name: Texts,
    /// Amount, percent or day.
    pub value: RwSignal<String>,
    /// The partner of a share.
    pub partner: RwSignal<String>,
}

/// A row as the draft keeps it.
#[derive(Serialize, Deserialize)]
struct KeptRow {
    name: Translated,
    value: String,
    partner: String,
}

/// The rows as the draft keeps them: budget, shares, milestones.
#[derive(Serialize, Deserialize)]
struct KeptRows([Vec<KeptRow>; 3]);

/// The plan that is typed. Copy it into the fields.
#[derive(Clone, Copy)]
pub struct PlanState {
    /// Where it is kept until it is saved.
    pub draft: Draft,
    /// Whether unsaved rows were found in this browser.
    pub was_restored: bool,
    /// The project's currency.
    pub currency: Currency,
    /// What it costs.
    pub goal: RwSignal<String>,
    /// The last day for pledges.
    pub ends_on: RwSignal<String>,
    /// The budget.
    pub lines: RwSignal<Vec<Row>>,
    /// Who brings what share.
    pub shares: RwSignal<Vec<Row>>,
    /// The steps of the work.
    pub milestones: RwSignal<Vec<Row>>,
    /// A preset's name, `own` or nothing.
    pub rule: RwSignal<String>,
    /// The least total of the rule.
    pub minimum: RwSignal<String>,
    /// The most that the state brings by the rule.
    pub ceiling: RwSignal<String>,
    /// The rule that the project has already, where it is no preset.
    pub own_rule: StoredValue<Option<MatchingRule>>,
    /// What happens with money that is left.
    pub surplus: MoneyPlanDraft,
    next: StoredValue<u32>,
}

/// A share in percent: `12.5`.
pub fn percent(share: u32) -> String {
    let (whole, rest) = (share / 100, share % 100);
    if rest == 0 {
        format!("{whole} %")
    } else {
        let decimals = format!("{rest:02}");
        format!("{whole}.{} %", decimals.trim_end_matches('0'))
    }
}

/// Reads a percentage with at most two decimals, in hundredths of a percent.
pub fn read_percent(text: &str) -> Option<u32> {
    let text = text.trim().trim_end_matches('%').trim().replace(',', ".");
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    if whole.len() > 3 || decimals.len() > 2 || whole.is_empty() {
        return None;
    }
    format!("{whole}{decimals:0<2}").parse().ok()
}

impl PlanState {
    /// The plan of a project, or what was typed of it and not saved.
    pub fn of(work: &Work) -> Self {
        let project = &work.project;
        let draft = Draft::of(&format!("project/{}/plan", project.id));
        let currency = project.goal.currency;
        let preset = project.matching_rule.as_ref().and_then(Preset::of);
        let own = project.matching_rule.clone().filter(|_| preset.is_none());
        let rule = match (preset, &own) {
            (Some(preset), _) => preset.name(),
            (None, Some(_)) => "own",
            (None, None) => "",
        };
        let saved = project.matching_rule.as_ref();
        let minimum = saved.and_then(|rule| rule.minimum_total).unwrap_or_default();
        let ceiling = saved
            .and_then(|rule| rule.partners.iter().find_map(|partner| partner.ceiling))
            .unwrap_or_default();
        let rows = KeptRows::of(work);
        let initial = serde_json::to_string(&rows).unwrap_or_default();
        let kept = draft.text("rows", &initial);
        let was_restored = kept.get_untracked() != initial;
        let rows = serde_json::from_str(&kept.get_untracked()).unwrap_or(rows);
        let next = StoredValue::new(0);
        let [lines, shares, milestones] =
            rows.0.map(|rows| RwSignal::new(rows.iter().map(|row| row.open(next)).collect()));
        let state = Self {
            draft,
            was_restored,
            currency,
            goal: draft.text("goal", &amount_text(project.goal.amount, currency)),
            ends_on: draft
                .text("ends_on", &project.ends_on.map(|day| day.to_string()).unwrap_or_default()),
            lines,
            shares,
            milestones,
            rule: draft.text("rule", rule),
            minimum: draft.text("minimum", &amount_text(minimum, currency)),
            ceiling: draft.text("ceiling", &amount_text(ceiling, currency)),
            own_rule: StoredValue::new(own),
            surplus: MoneyPlanDraft::kept(draft, project.surplus.as_ref()),
            next,
        };
        Effect::new(move |_| {
            let rows = KeptRows(
                [lines, shares, milestones].map(|rows| rows.read().iter().map(Row::keep).collect()),
            );
            if let Ok(text) = serde_json::to_string(&rows) {
                kept.set(text);
            }
        });
        state
    }

    /// A new row at the end.
    pub fn add(self, rows: RwSignal<Vec<Row>>, value: &str, partner: &str) {
        let row = KeptRow {
            name: Translated::default(),
            value: value.to_owned(),
            partner: partner.to_owned(),
        };
        rows.update(|rows| rows.push(row.open(self.next)));
    }

    /// Takes the shares that a preset starts from.
    pub fn take_shares(self, preset: Preset) {
        self.shares.set(Vec::new());
        for (partner, share) in preset.shares() {
            self.add(self.shares, percent(*share).trim_end_matches(" %"), partner.name());
        }
    }

    /// Every text of the plan, for the tabs of languages.
    pub fn texts(self) -> Vec<Texts> {
        let names = |rows: RwSignal<Vec<Row>>| rows.get().into_iter().map(|row| row.name);
        let required = names(self.lines).chain(names(self.milestones));
        let note = self.surplus.watch().is_some().then(|| self.surplus.note());
        required.chain(note).collect()
    }

    /// What was typed and can't be read: JSON pointer and what to do.
    pub fn first_fault(self) -> Option<(String, String)> {
        let money = |pointer: String, text: RwSignal<String>| {
            let error = text.with_untracked(|text| typed_amount(text, self.currency)).err()?;
            Some((pointer, money_fault(error, self.currency)))
        };
        let lines = self.lines.get_untracked();
        let line =
            |(index, row): (usize, &Row)| money(format!("/budget_lines/{index}/amount"), row.value);
        let shares = self.shares.get_untracked();
        let share = |(index, row): (usize, &Row)| {
            let bad = row.value.with_untracked(|text| read_percent(text).is_none());
            bad.then(|| (format!("/funding_shares/{index}/share"), t!("field-not-percent")))
        };
        let milestones = self.milestones.get_untracked();
        let milestone = |(index, row): (usize, &Row)| {
            let bad = row.value.with_untracked(|text| text.parse::<chrono::NaiveDate>().is_err());
            bad.then(|| (format!("/milestones/{index}/planned_on"), t!("field-day-missing")))
        };
        money("/goal/amount".to_owned(), self.goal)
            .or_else(|| lines.iter().enumerate().find_map(line))
            .or_else(|| shares.iter().enumerate().find_map(share))
            .or_else(|| milestones.iter().enumerate().find_map(milestone))
    }

    /// The plan as it would be sent now; what can't be read counts as nothing. Tracked.
    pub fn request(self) -> PlanProject {
        let amount = |text: RwSignal<String>| amount_or_zero(&text.read(), self.currency);
        let given = |text: RwSignal<String>| Some(amount(text)).filter(|amount| *amount > 0);
        let lines = self.lines.get();
        let shares = self.shares.get();
        let milestones = self.milestones.get();
        let matching_rule = match self.rule.get().as_str() {
            "" => None,
            "own" => self.own_rule.get_value(),
            name => Preset::from_name(name)
                .map(|preset| preset.rule(given(self.minimum), given(self.ceiling))),
        };
        let share = |row: Row| FundingShare {
            partner: Partner::from_name(&row.partner.read()).unwrap_or(Partner::Diaspora),
            share: read_percent(&row.value.read()).unwrap_or_default(),
            name: row.name.watch(),
            organization_id: None,
        };
        let milestone = |row: Row| {
            let planned_on = row.value.read().parse().ok()?;
            Some(PlanMilestone { title: row.name.watch(), planned_on })
        };
        PlanProject {
            goal: Money::new(amount(self.goal), self.currency),
            ends_on: self.ends_on.read().parse().ok(),
            budget_lines: lines
                .into_iter()
                .map(|row| PlanBudgetLine { name: row.name.watch(), amount: amount(row.value) })
                .collect(),
            funding_shares: shares.into_iter().map(share).collect(),
            matching_rule,
            milestones: milestones.into_iter().filter_map(milestone).collect(),
            surplus: self.surplus.watch(),
        }
    }
}

impl Row {
    fn keep(&self) -> KeptRow {
        KeptRow { name: self.name.watch(), value: self.value.get(), partner: self.partner.get() }
    }
}

impl KeptRow {
    fn open(&self, next: StoredValue<u32>) -> Row {
        let number = next.get_value();
        next.set_value(number + 1);
        Row {
            number,
            name: Texts::new(&self.name),
            value: RwSignal::new(self.value.clone()),
            partner: RwSignal::new(self.partner.clone()),
        }
    }
}

impl KeptRows {
    fn of(work: &Work) -> Self {
        let project = &work.project;
        let row = |name: &Translated, value: String, partner: &str| KeptRow {
            name: name.clone(),
            value,
            partner: partner.to_owned(),
        };
        let lines = project.budget_lines.iter();
        let shares = project.funding_shares.iter();
        let milestones = project.milestones.iter();
        Self([
            lines
                .map(|line| {
                    row(&line.name, amount_text(line.amount.amount, line.amount.currency), "")
                })
                .collect(),
            shares
                .map(|share| {
                    let text = percent(share.share);
                    row(&share.name, text.trim_end_matches(" %").to_owned(), share.partner.name())
                })
                .collect(),
            milestones
                .map(|milestone| row(&milestone.title, milestone.planned_on.to_string(), ""))
                .collect(),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_written_and_read_in_hundredths() {
        for (share, text) in [(2500, "25 %"), (1250, "12.5 %"), (1, "0.01 %"), (10_000, "100 %")] {
            assert_eq!(percent(share), text);
            assert_eq!(read_percent(text), Some(share));
        }
        assert_eq!(read_percent("12,5"), Some(1250));
        for bad in ["", "a", "1.234", "1000", "-5"] {
            assert_eq!(read_percent(bad), None, "{bad}");
        }
    }
}
