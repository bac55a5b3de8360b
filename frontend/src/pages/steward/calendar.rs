//! Working days: which days of a year differ from the rules, and where that is published.

use chrono::{Datelike, NaiveDate};
use kopuro_shared::{
    calendar::{CalendarDay, CalendarYear, DayKind, PutCalendarDay, is_plausible},
    language::Translated,
    validation::{NAME_MAX, SUMMARY_MAX},
};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_query_map};

use super::for_stewards;
use crate::{
    api::calendar::{get_calendar, put_calendar_day, remove_calendar_day},
    components::{
        ask::{Ask, Question},
        button::{Button, Kind, Submit},
        field::{SelectField, TextField},
        form::Form,
        loaded::{Fetched, loaded},
        states::{Badge, Empty, Tone},
        table::table,
        texts::{LanguageTabs, Texts, TextsField},
        toast,
    },
    format,
    i18n::{self, pick},
    t, t_of,
};

/// The day that is written, which a row of the table can be taken into.
#[derive(Clone, Copy)]
struct Writing {
    form: Form,
    day: RwSignal<String>,
    kind: RwSignal<String>,
    name: Texts,
    source: RwSignal<String>,
}

impl Writing {
    fn new() -> Self {
        Self {
            form: Form::new(),
            day: RwSignal::default(),
            kind: RwSignal::new(DayKind::Holiday.name().to_owned()),
            name: Texts::new(&Translated::default()),
            source: RwSignal::default(),
        }
    }

    /// Takes a row of the table, to change it.
    fn take(self, row: &CalendarDay) {
        self.day.set(row.day.to_string());
        self.kind.set(row.kind.name().to_owned());
        self.set_name(&row.name);
        self.source.set(row.source.clone());
        self.form.focus("/day");
    }

    fn set_name(self, name: &Translated) {
        for language in kopuro_shared::language::Language::ALL {
            self.name.of(language).set(name.get(language).unwrap_or_default().to_owned());
        }
    }
}

/// The page.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let query = use_query_map();
    for_stewards(t!("steward-calendar"), move || {
        let year = Memo::new(move |_| {
            let asked = query.with(|query| query.get("year"));
            let asked = asked.and_then(|year| year.parse().ok());
            let fits = |year: &i32| NaiveDate::from_ymd_opt(*year, 1, 1).is_some_and(is_plausible);
            asked.filter(fits).unwrap_or_else(|| format::bishkek_today().year())
        });
        let calendar: Fetched<CalendarYear> = Fetched::new(move || {
            let year = year.get();
            async move { get_calendar(year).await }
        });
        let changed = Callback::new(move |()| calendar.refetch());
        let writing = Writing::new();
        let other = move |step: i32| {
            let to = move || year.get() + step;
            view! { <A href=move || format!("/steward/calendar?year={}", to())>{to}</A> }
        };
        view! {
            <p class="muted">{t!("calendar-text")}</p>
            <nav class="row calendar-years" aria-label=t!("calendar-years")>
                {other(-1)}<b>{year}</b>{other(1)}
            </nav>
            {loaded(calendar, move |found| shown(found, writing, changed))}
            <Write writing=writing changed=changed />
        }
    })
}

fn shown(found: CalendarYear, writing: Writing, changed: Callback<()>) -> AnyView {
    let by_rule: Vec<_> = found
        .holidays
        .iter()
        .filter(|day| !found.table.iter().any(|row| row.day == **day))
        .map(|day| view! { <li>{format::date(*day)}</li> })
        .collect();
    let removing = RwSignal::new(None::<NaiveDate>);
    let rows: Vec<_> = found.table.into_iter().map(|row| cells(row, writing, removing)).collect();
    let heads = vec![
        t!("calendar-day"),
        t!("calendar-kind"),
        t!("calendar-name"),
        t!("field-label-source"),
        t!("table-actions"),
    ];
    view! {
        <section class="stack">
            <h2>{t!("calendar-differing")}</h2>
            {if rows.is_empty() {
                view! { <Empty title=t!("calendar-none") text=t!("calendar-none-text") /> }.into_any()
            } else {
                table(t!("calendar-differing"), heads, rows)
            }}
        </section>
        <details class="card">
            <summary>{t!("calendar-by-rule")}</summary>
            <ul class="calendar-days">{by_rule}</ul>
        </details>
        <Remove day=removing changed=changed />
    }
    .into_any()
}

fn cells(
    row: CalendarDay,
    writing: Writing,
    removing: RwSignal<Option<NaiveDate>>,
) -> Vec<AnyView> {
    let tone = if row.kind == DayKind::Holiday { Tone::Good } else { Tone::Wait };
    let (day, date) = (row.day, format::date(row.day));
    let kind = t_of!("calendar-kind", row.kind.name());
    let (name, source) = (pick(&row.name), row.source.clone());
    let labels =
        (t!("calendar-change", date = date.clone()), t!("calendar-remove", date = date.clone()));
    let change = move || writing.take(&row);
    vec![
        view! { <b class="number">{date}</b> }.into_any(),
        view! { <Badge tone=tone text=kind /> }.into_any(),
        name.into_any(),
        source.into_any(),
        view! {
            <span class="row">
                <Button kind=Kind::Secondary compact=true on_click=change>
                    <span aria-hidden="true">{t!("calendar-change-short")}</span><span class="visually-hidden">{labels.0}</span>
                </Button>
                <Button kind=Kind::Danger compact=true on_click=move || removing.set(Some(day))>
                    <span aria-hidden="true">{t!("calendar-remove-short")}</span><span class="visually-hidden">{labels.1}</span>
                </Button>
            </span>
        }
        .into_any(),
    ]
}

#[component]
fn Remove(day: RwSignal<Option<NaiveDate>>, changed: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if day.with(Option::is_some) {
            open.set(true);
        }
    });
    // Closing the question without an answer lets the same day be chosen again.
    Effect::new(move |_| {
        if !open.get() {
            day.set(None);
        }
    });
    let question = Signal::derive(move || Question {
        title: t!("calendar-remove-short"),
        text: t!("calendar-remove-text", date = day.get().map(format::date).unwrap_or_default()),
        action: t!("calendar-remove-short"),
        reason: None,
    });
    let send = Callback::new(move |_| {
        let Some(day) = day.get_untracked() else { return };
        form.send(remove_calendar_day(day.to_string()), move |()| {
            open.set(false);
            toast::good(t!("saved"));
            changed.run(());
        });
    });
    view! { <Ask open=open form=form question=question on_send=send /> }
}

#[component]
fn Write(writing: Writing, changed: Callback<()>) -> impl IntoView {
    let Writing { form, day, kind, name, source } = writing;
    let language = RwSignal::new(i18n::language());
    let kinds: Vec<_> = DayKind::ALL
        .iter()
        .map(|one| (one.name().to_owned(), t_of!("calendar-kind", one.name())))
        .collect();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let read = day.get_untracked().parse::<NaiveDate>().ok().filter(|day| is_plausible(*day));
        let Some(date) = read else {
            form.mark("/day", t!("field-day-missing"));
            return;
        };
        let request = PutCalendarDay {
            kind: DayKind::from_name(&kind.get_untracked()).unwrap_or(DayKind::Holiday),
            name: name.value(),
            source: source.get_untracked().trim().to_owned(),
        };
        let sent = put_calendar_day(date.to_string(), request.clone());
        form.check_and_send(&request, sent, move |_| {
            day.set(String::new());
            writing.set_name(&Translated::default());
            toast::good(t!("saved"));
            changed.run(());
        });
    };
    view! {
        <form class="card stack" novalidate on:submit=submit>
            <h2>{t!("calendar-write")}</h2>
            <p class="small muted">{t!("calendar-write-text")}</p>
            {form.problem_view()}
            <div class="grid two">
                <TextField form=form pointer="/day" label=t!("calendar-day") value=day kind="date" />
                <SelectField form=form pointer="/kind" label=t!("calendar-kind") value=kind options=kinds />
            </div>
            <LanguageTabs language=language texts=vec![name] />
            <TextsField form=form pointer="/name" label=t!("calendar-name") hint=t!("calendar-name-hint") texts=name language=language
                maxlength=NAME_MAX />
            <TextField form=form pointer="/source" label=t!("field-label-source") hint=t!("calendar-source-hint") value=source
                maxlength=SUMMARY_MAX />
            <div class="row"><Submit busy=form.busy()>{t!("action-save")}</Submit></div>
        </form>
    }
}
