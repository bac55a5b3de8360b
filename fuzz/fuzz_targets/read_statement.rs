//! Statements of any bank, or of anyone who says so: no octets make the parsers panic, and what they take adds up.
#![no_main]

use kopuro::statements::read::{Account, read};
use kopuro_shared::{
    currency::Currency,
    statements::{ChangeCsvMapping, Direction},
};
use libfuzzer_sys::fuzz_target;

/// A mapping that reads most columns.
fn mapping() -> ChangeCsvMapping {
    let mut mapping = ChangeCsvMapping::default();
    let columns = &mut mapping.columns;
    columns.booked_on = 1;
    columns.amount = Some(2);
    columns.balance = Some(3);
    columns.remittance = vec![4, 5];
    mapping
}

fuzz_target!(|file: &[u8]| {
    let account = Account { number: "1290000123456789".to_owned(), currency: Currency::Kgs };
    let (mut credited, mut debited, mut entries) = (0_i64, 0_i64, 0_u32);
    let outline = read(file, &[account], Some(&mapping()), &mut |entry| {
        assert!(entry.amount > 0 && !entry.parts.is_empty());
        assert_eq!(entry.parts.iter().map(|part| part.amount).sum::<i64>(), entry.amount);
        assert!(entry.parts.iter().all(|part| !part.texts().contains('\0')));
        entries += 1;
        match entry.direction {
            Direction::Credit => credited += entry.amount,
            Direction::Debit => debited += entry.amount,
        }
        Ok(())
    });
    if let Ok(outline) = outline {
        assert_eq!((outline.credited, outline.debited, outline.entries), (credited, debited, entries));
        if let (Some(opening), Some(closing)) = (outline.opening, outline.closing) {
            // Several statements in one file need not follow from each other.
            let _ = closing - opening;
        }
    }
});
