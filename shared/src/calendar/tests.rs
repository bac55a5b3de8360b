use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// 2026 as it is published: Orozo Ait on Friday, 20 March.
fn calendar() -> Calendar {
    Calendar::new([(day("2026-03-20"), DayKind::Holiday), (day("2026-04-25"), DayKind::WorkingDay)])
}

#[test]
fn weekends_fixed_holidays_and_the_table_are_no_working_days() {
    let calendar = calendar();
    for idle in [
        "2026-01-01",
        "2026-01-07",
        "2026-03-20",
        "2026-03-21",
        "2026-05-04",
        "2026-05-08",
        "2026-08-31",
        "2026-11-28",
    ] {
        assert!(!calendar.is_working(day(idle)), "{idle}");
    }
    // A holiday on a Sunday moves nothing; 23 February and 7 April are worked, shorter.
    for worked in
        ["2026-01-08", "2026-02-23", "2026-03-09", "2026-04-07", "2026-04-25", "2026-05-11"]
    {
        assert!(calendar.is_working(day(worked)), "{worked}");
    }
}

#[test]
fn what_is_asked_before_the_holidays_is_due_behind_them() {
    let calendar = calendar();
    assert_eq!(calendar.add(day("2026-04-30"), 1), day("2026-05-11"));
    assert_eq!(calendar.add(day("2025-12-31"), 2), day("2026-01-09"));
    assert_eq!(calendar.add(day("2026-03-19"), 1), day("2026-03-23"));
    assert_eq!(calendar.add(day("2026-11-28"), 5), day("2026-12-04"));
    assert_eq!(calendar.before(day("2026-05-12"), 2), day("2026-04-30"));
}

fn days() -> impl Strategy<Value = NaiveDate> {
    (0_u64..1200).prop_map(|step| day("2026-01-01") + Days::new(step))
}

fn calendars() -> impl Strategy<Value = Calendar> {
    let kinds = prop_oneof![Just(DayKind::Holiday), Just(DayKind::WorkingDay)];
    prop::collection::vec((days(), kinds), 0..40).prop_map(Calendar::new)
}

proptest! {
    #[test]
    fn adding_and_counting_are_each_others_inverse(calendar in calendars(), from in days(), count in 0_u32..90) {
        let due = calendar.add(from, count);
        prop_assert_eq!(calendar.between(from, due), count);
        prop_assert!(count == 0 || calendar.is_working(due));
        prop_assert!(count == 0 || calendar.between(from, due.pred_opt().unwrap()) == count - 1);
    }

    #[test]
    fn counting_adds_up(calendar in calendars(), mut days in prop::collection::vec(days(), 3)) {
        days.sort();
        let whole = calendar.between(days[0], days[2]);
        prop_assert_eq!(calendar.between(days[0], days[1]) + calendar.between(days[1], days[2]), whole);
    }

    #[test]
    fn going_back_meets_going_forth(calendar in calendars(), from in days(), count in 1_u32..40) {
        let due = calendar.add(from, count);
        prop_assert_eq!(calendar.between(calendar.before(due, count), due), count);
    }
}
