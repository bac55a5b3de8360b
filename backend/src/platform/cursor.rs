//! List cursors: the sort key of a page's last row, sealed (HMAC-SHA-256, RFC 2104) for its list and filters, so that
//! a cursor that was tampered with, or that belongs to another list, is refused.

use hmac::{Hmac, KeyInit, Mac};
use kopuro_shared::{
    error::ErrorCode,
    page::{DEFAULT_LIMIT, MAX_LIMIT, Page},
};
use serde::{Serialize, de::DeserializeOwned};
use sha2::Sha256;

use super::{
    auth::{derive_key, hex, unhex},
    error::{Error, Result},
};

/// Hexadecimal digits of the seal: 96 bits.
const SEAL_DIGITS: usize = 24;

/// Seals and opens cursors.
pub struct Cursors {
    key: [u8; 32],
}

impl Cursors {
    /// Keys from the server's secret.
    pub fn new(secret: &str) -> Self {
        Self { key: derive_key(secret, "cursor") }
    }

    fn seal_of(&self, list: &str, key: &str) -> String {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.key).expect("HMAC takes a key of any length");
        mac.update(list.as_bytes());
        mac.update(&[0]);
        mac.update(key.as_bytes());
        hex(&mac.finalize().into_bytes())[..SEAL_DIGITS].to_owned()
    }

    /// Makes a cursor of a sort key. `list` names the list with everything that must stay the same while paging.
    pub fn seal<K: Serialize>(&self, list: &str, key: &K) -> Result<String> {
        let key = serde_json::to_string(key)?;
        Ok(format!("{}{}", self.seal_of(list, &key), hex(key.as_bytes())))
    }

    /// The sort key in a cursor that this list gave out.
    pub fn open<K: DeserializeOwned>(&self, list: &str, cursor: &str) -> Result<K> {
        let invalid = || Error::new(ErrorCode::InvalidCursor);
        let (seal, key) = cursor.split_at_checked(SEAL_DIGITS).ok_or_else(invalid)?;
        let key = unhex(key).and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(invalid)?;
        if self.seal_of(list, &key) != seal {
            return Err(invalid());
        }
        serde_json::from_str(&key).map_err(|_| invalid())
    }

    /// [`Cursors::open`] for a cursor that may be missing.
    pub fn open_optional<K: DeserializeOwned>(
        &self,
        list: &str,
        cursor: Option<&str>,
    ) -> Result<Option<K>> {
        cursor.map(|cursor| self.open(list, cursor)).transpose()
    }

    /// Makes a page of rows of which one more than `limit` was asked for.
    pub fn page<T, K: Serialize>(
        &self,
        list: &str,
        mut rows: Vec<T>,
        limit: usize,
        key: impl Fn(&T) -> K,
    ) -> Result<Page<T>> {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = match rows.last() {
            Some(last) if more => Some(self.seal(list, &key(last))?),
            _ => None,
        };
        Ok(Page { items: rows, next_cursor })
    }
}

/// The number of rows to answer for a `limit` that may be missing or too large.
pub fn limit(asked: Option<u32>) -> usize {
    asked.unwrap_or(DEFAULT_LIMIT).clamp(1, MAX_LIMIT) as usize
}

/// The `LIMIT` that tells whether there is a row behind the page.
pub fn one_more(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or_default() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_opens_only_unchanged_and_for_its_own_list() {
        let cursors = Cursors::new("0123456789abcdef0123456789abcdef");
        let cursor = cursors.seal("list_projects?sector=1", &("2026-01-01", "id")).unwrap();
        let (date, id): (String, String) = cursors.open("list_projects?sector=1", &cursor).unwrap();
        assert_eq!((date.as_str(), id.as_str()), ("2026-01-01", "id"));
        for (list, cursor) in [
            ("list_projects?sector=2", cursor.clone()),
            ("list_projects?sector=1", cursor.replace('5', "6")),
            ("list_projects?sector=1", "x".into()),
            ("list_projects?sector=1", "ү".repeat(40)),
        ] {
            let error = cursors.open::<(String, String)>(list, &cursor).unwrap_err();
            assert_eq!(error.code, ErrorCode::InvalidCursor);
        }
    }
}
