//! The sectors that projects belong to: reference data of the project.

use std::sync::LazyLock;

use kopuro_shared::{language::Translated, projects::Sector};
use serde::Deserialize;

const REFERENCE: &str = include_str!("../../../reference/sectors.csv");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    code: String,
    name_ky: String,
    name_ru: String,
    name_en: String,
}

static SECTORS: LazyLock<Vec<Sector>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(REFERENCE.as_bytes());
    let lines = reader.deserialize::<Line>().map(|line| line.expect("a test reads the table"));
    lines
        .map(|line| Sector {
            name: Translated::new(&line.name_ky, &line.name_ru, &line.name_en),
            code: line.code,
        })
        .collect()
});

/// All sectors, in the order of their codes.
pub fn list_sectors() -> &'static [Sector] {
    &SECTORS
}

/// Whether there is such a sector.
pub fn exists(code: &str) -> bool {
    SECTORS.iter().any(|sector| sector.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_dac_purpose_codes_in_order() {
        let codes: Vec<_> = list_sectors().iter().map(|sector| sector.code.as_str()).collect();
        assert!(codes.len() > 20 && codes.is_sorted());
        assert!(
            codes.iter().all(|code| code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit()))
        );
        assert!(exists("21020") && !exists("00000"));
    }
}
