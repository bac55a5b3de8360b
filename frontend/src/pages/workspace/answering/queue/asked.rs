//! What is asked of a queue. It lives in the page's address: links can be shared, and Back works.

use chrono::NaiveDate;
use kopuro_shared::{cases::CaseState, desks::Topic};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
};

use crate::{
    components::choice::Choice, i18n::pick, pages::workspace::answering::end_of_week, t, t_of,
};

/// What is asked: each is empty where it restricts nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// A state's name; open ones without it.
    pub state: String,
    /// `overdue`, `today` or `week`.
    pub due: String,
    /// `me`, `none`, or a member's id.
    pub assigned: String,
    /// A topic's id.
    pub topic: String,
}

/// The due dates that can be asked for.
const DUES: [&str; 3] = ["overdue", "today", "week"];

impl Asked {
    /// The last due day that is asked for, on this day.
    pub fn due_until(&self, today: NaiveDate) -> Option<NaiveDate> {
        match self.due.as_str() {
            "overdue" => today.pred_opt(),
            "today" => Some(today),
            "week" => Some(end_of_week(today)),
            _ => None,
        }
    }

    /// Whether anything restricts the queue beside its state.
    pub fn is_narrowed(&self) -> bool {
        *self != Self::default()
    }

    fn search(&self) -> String {
        let pairs = [
            ("state", &self.state),
            ("due", &self.due),
            ("assigned_to", &self.assigned),
            ("topic", &self.topic),
        ];
        let pairs: Vec<_> = pairs
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", js_sys::encode_uri_component(value)))
            .collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }
}

/// Opens an address of the program.
type Go = Box<dyn Fn(&str, NavigateOptions) + Send + Sync>;

/// The filters of the page's address, and how to ask for others.
#[derive(Clone, Copy)]
pub struct Filters {
    /// What is asked now.
    pub asked: Memo<Asked>,
    go: StoredValue<Go>,
    path: Memo<String>,
}

impl Filters {
    /// Of this page. What the address says wrongly is as if it were not there.
    pub fn of_address() -> Self {
        let map = use_query_map();
        let asked = Memo::new(move |_| {
            map.with(|map| {
                let text = |name: &str| map.get(name).unwrap_or_default();
                let state = text("state");
                let due = text("due");
                Asked {
                    state: CaseState::from_name(&state).map_or_else(String::new, |_| state),
                    due: if DUES.contains(&due.as_str()) { due } else { String::new() },
                    assigned: text("assigned_to"),
                    topic: text("topic"),
                }
            })
        });
        let path = use_location().pathname;
        Self { asked, go: StoredValue::new(Box::new(use_navigate())), path }
    }

    fn ask(self, change: impl FnOnce(&mut Asked)) {
        let mut asked = self.asked.get_untracked();
        change(&mut asked);
        let address = format!("{}{}", self.path.get_untracked(), asked.search());
        let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
        self.go.with_value(|go| go(&address, options));
    }
}

/// The filters; each takes effect at once.
#[component]
pub fn FilterBar(filters: Filters, topics: Vec<Topic>) -> impl IntoView {
    let asked = filters.asked;
    let of = move |read: fn(&Asked) -> String| Signal::derive(move || asked.with(read));
    let states = CaseState::ALL.iter().map(|one| {
        // Open ones are what is asked for without a word.
        let key = if *one == CaseState::Open { "" } else { one.name() };
        (key.to_owned(), t_of!("queue-state", one.name()))
    });
    let any = |text: String| (String::new(), text);
    let dues = DUES.map(|due| (due.to_owned(), t_of!("queue-due", due)));
    let dues: Vec<_> = std::iter::once(any(t!("queue-due-any"))).chain(dues).collect();
    let whose = vec![
        any(t!("queue-whose-any")),
        ("me".to_owned(), t!("queue-whose-me")),
        ("none".to_owned(), t!("queue-whose-none")),
    ];
    let topics = topics.into_iter().map(|topic| (topic.id, pick(&topic.name)));
    let topics: Vec<_> = std::iter::once(any(t!("queue-topic-any"))).chain(topics).collect();
    view! {
        <div class="queue-filters">
            <Choice id="queue-due" label=t!("queue-due") options=Signal::stored(dues) value=of(|asked| asked.due.clone())
                on_choose=Callback::new(move |key| filters.ask(|asked| asked.due = key)) />
            <Choice id="queue-whose" label=t!("queue-whose") options=Signal::stored(whose) value=of(|asked| asked.assigned.clone())
                on_choose=Callback::new(move |key| filters.ask(|asked| asked.assigned = key)) />
            <Choice id="queue-state" label=t!("queue-state") options=Signal::stored(states.collect()) value=of(|asked| asked.state.clone())
                on_choose=Callback::new(move |key| filters.ask(|asked| asked.state = key)) />
            <Choice id="queue-topic" label=t!("queue-topic") options=Signal::stored(topics) value=of(|asked| asked.topic.clone())
                on_choose=Callback::new(move |key| filters.ask(|asked| asked.topic = key)) />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_ends_on_sunday_and_overdue_was_due_yesterday() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let until = |due: &str, today| {
            Asked { due: due.to_owned(), ..Asked::default() }.due_until(day(today))
        };
        assert_eq!(until("week", "2026-11-25"), Some(day("2026-11-29")));
        assert_eq!(until("week", "2026-11-29"), Some(day("2026-11-29")));
        assert_eq!(until("overdue", "2026-12-01"), Some(day("2026-11-30")));
        assert_eq!(until("today", "2026-12-01"), Some(day("2026-12-01")));
        assert_eq!(until("", "2026-12-01"), None);
    }
}
