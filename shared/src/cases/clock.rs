//! A case's clock: working days that the desk had, without those in which it waited for the asker.

use chrono::NaiveDate;

use crate::calendar::Calendar;

/// Working days before the due date on which the desk is reminded.
const REMIND_BEFORE: u32 = 2;
/// Working days between two escalations of a case that stays without an answer.
pub const ESCALATE_EVERY: u32 = 5;
/// Days without a reply after which an answered case is closed.
pub const CLOSE_AFTER_DAYS: u64 = 14;
/// Days within which a reply opens an answered or closed case again.
pub const REOPEN_DAYS: i64 = 30;

/// The clock of a case that waits for an answer. Days are those of Bishkek.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseClock {
    /// The day on which a desk got the case; a transfer does not change it.
    pub from: NaiveDate,
    /// The promise in working days of the desk that got it first.
    pub promise: u32,
    /// Working days in which the desk waited for the asker, so far.
    pub paused: u32,
    /// Since when it does.
    pub waiting_since: Option<NaiveDate>,
}

impl CaseClock {
    /// A clock that begins on a day.
    pub const fn start(from: NaiveDate, promise: u32) -> Self {
        Self { from, promise, paused: 0, waiting_since: None }
    }

    /// The last day on which an answer keeps the promise, as long as the desk does not wait.
    pub fn due_on(&self, calendar: &Calendar) -> NaiveDate {
        calendar.add(self.from, self.promise.saturating_add(self.paused))
    }

    /// The day on which the desk is reminded: two working days before the due date, never before the case came.
    pub fn remind_on(&self, calendar: &Calendar) -> NaiveDate {
        let due = self.due_on(calendar);
        calendar.before(due, REMIND_BEFORE.min(self.promise.saturating_sub(1))).max(self.from)
    }

    /// The working day on which it becomes overdue, and is escalated.
    pub fn escalate_on(&self, calendar: &Calendar) -> NaiveDate {
        calendar.add(self.due_on(calendar), 1)
    }

    /// The desk asked back: from now on it waits. Waiting already, it goes on waiting.
    pub fn wait(&mut self, day: NaiveDate) {
        self.waiting_since.get_or_insert(day);
    }

    /// The asker replied: the days since then don't count.
    pub fn resume(&mut self, calendar: &Calendar, day: NaiveDate) {
        if let Some(since) = self.waiting_since.take() {
            self.paused = self.paused.saturating_add(calendar.between(since, day));
        }
    }

    /// The working days that the desk had until a day.
    pub fn spent(&self, calendar: &Calendar, day: NaiveDate) -> u32 {
        let until = self.waiting_since.map_or(day, |since| since.min(day));
        calendar.between(self.from, until).saturating_sub(self.paused)
    }

    /// Whether the promise is broken on a day.
    pub fn is_overdue(&self, calendar: &Calendar, day: NaiveDate) -> bool {
        self.spent(calendar, day) > self.promise
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::DayKind;

    fn day(step: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(step)
    }

    fn calendars() -> impl Strategy<Value = Calendar> {
        let kinds = prop_oneof![Just(DayKind::Holiday), Just(DayKind::WorkingDay)];
        prop::collection::vec(((0_u64..500).prop_map(day), kinds), 0..40).prop_map(Calendar::new)
    }

    proptest! {
        #[test]
        fn overdue_begins_behind_the_due_date(calendar in calendars(), from in 0_u64..200, promise in 1_u32..40, later in 0_u64..120) {
            let clock = CaseClock::start(day(from), promise);
            let today = day(from + later);
            let due = clock.due_on(&calendar);
            // Behind the due date only working days make it overdue.
            let expected = calendar.between(due, today) > 0;
            prop_assert_eq!(clock.is_overdue(&calendar, today), expected);
        }

        #[test]
        fn the_askers_waiting_never_counts_and_never_heals(
            calendar in calendars(), from in 0_u64..100, promise in 1_u32..30,
            waits in prop::collection::vec((0_u64..20, 0_u64..20), 0..6), rest in 0_u64..60,
        ) {
            let mut clock = CaseClock::start(day(from), promise);
            let (mut at, mut had) = (from, 0);
            for (work, pause) in waits {
                had += calendar.between(day(at), day(at + work));
                at += work;
                clock.wait(day(at));
                let was_overdue = clock.is_overdue(&calendar, day(at));
                at += pause;
                prop_assert_eq!(clock.is_overdue(&calendar, day(at)), was_overdue);
                clock.resume(&calendar, day(at));
                prop_assert_eq!(clock.is_overdue(&calendar, day(at)), was_overdue);
            }
            had += calendar.between(day(at), day(at + rest));
            let today = day(at + rest);
            prop_assert_eq!(clock.spent(&calendar, today), had);
            prop_assert_eq!(clock.is_overdue(&calendar, today), calendar.between(clock.due_on(&calendar), today) > 0);
        }

        #[test]
        fn the_reminder_comes_before_the_due_date(calendar in calendars(), from in 0_u64..200, promise in 1_u32..40) {
            let clock = CaseClock::start(day(from), promise);
            prop_assert!(clock.remind_on(&calendar) <= clock.due_on(&calendar));
            prop_assert!(clock.remind_on(&calendar) >= clock.from);
            prop_assert!(clock.escalate_on(&calendar) > clock.due_on(&calendar));
        }
    }
}
