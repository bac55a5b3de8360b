//! QR payloads (EMVCo): what is read never panics, and what is accepted carries the checksum of what it says.
#![no_main]

use kopuro_shared::emvco::{crc16, read_objects, read_payload};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    drop(read_objects(text));
    if read_payload(text).is_ok() {
        // The last object is the checksum over all before it and its own head.
        let (said, sum) = text.split_at(text.len() - 4);
        assert!(format!("{:04X}", crc16(said.as_bytes())).eq_ignore_ascii_case(sum));
    }
});
