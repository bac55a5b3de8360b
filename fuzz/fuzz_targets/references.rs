//! Payment references (ISO 11649) in what people write on transfers: what is found is one, however it was written.
#![no_main]

use kopuro_shared::reference::{display_reference, find_references, is_reference};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let _ = is_reference(text);
    for reference in find_references(text) {
        assert!(is_reference(&reference), "{reference}");
        assert_eq!(find_references(&display_reference(&reference)), [reference]);
    }
});
