//! List cursors: nothing that we did not give out opens.
#![no_main]

use kopuro::platform::cursor::Cursors;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let cursors = Cursors::new("a secret of the fuzzer's, long enough");
    assert!(cursors.open::<(String, String)>("list", text).is_err());
    let own = cursors.seal("list", &text).expect("any text is a key");
    assert_eq!(cursors.open::<String>("list", &own).ok().as_deref(), Some(text));
    assert!(cursors.open::<String>("another", &own).is_err());
});
