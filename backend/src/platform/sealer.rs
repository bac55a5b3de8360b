//! Secrets that the server itself must read again, sealed at rest (AES-256-GCM, NIST SP 800-38D) with a key from the
//! server's secret: who copies the database has not got them.

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};

use super::{
    auth::{derive_key, hex, unhex},
    error::{Error, Result},
};

/// What a sealed text begins with; a plain one of ours never does.
const MARK: &str = "v1.";

/// Seals and opens.
pub struct Sealer {
    key: RandomizedNonceKey,
}

impl Sealer {
    /// A key from the server's secret, for one purpose.
    pub fn new(secret: &str, purpose: &str) -> Result<Self> {
        let key = derive_key(secret, purpose);
        Ok(Self { key: RandomizedNonceKey::new(&AES_256_GCM, &key).map_err(Error::internal)? })
    }

    /// Seals a text for its owner: under another owner's id it does not open.
    pub fn seal(&self, owner: &str, text: &str) -> Result<String> {
        let mut sealed = text.as_bytes().to_vec();
        let nonce = self.key.seal_in_place_append_tag(Aad::from(owner.as_bytes()), &mut sealed);
        let nonce = nonce.map_err(Error::internal)?;
        Ok(format!("{MARK}{}{}", hex(nonce.as_ref()), hex(&sealed)))
    }

    /// Whether a text is sealed.
    pub fn is_sealed(text: &str) -> bool {
        text.starts_with(MARK)
    }

    /// Opens what was sealed for this owner; nothing where it was sealed with another secret, for another owner, or was
    /// changed since.
    pub fn open(&self, owner: &str, sealed: &str) -> Option<String> {
        let octets = unhex(sealed.strip_prefix(MARK)?)?;
        let (nonce, sealed) = octets.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut sealed = sealed.to_vec();
        let text = self.key.open_in_place(nonce, Aad::from(owner.as_bytes()), &mut sealed).ok()?;
        String::from_utf8(text.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_for_its_owner_under_its_secret_only() {
        let sealer = Sealer::new("a secret", "test").unwrap();
        let sealed = sealer.seal("aigul", "JBSWY3DP").unwrap();
        assert!(Sealer::is_sealed(&sealed) && !Sealer::is_sealed("JBSWY3DP"));
        assert_ne!(sealed, sealer.seal("aigul", "JBSWY3DP").unwrap());
        assert_eq!(sealer.open("aigul", &sealed).as_deref(), Some("JBSWY3DP"));
        assert_eq!(sealer.open("bakyt", &sealed), None);
        assert_eq!(Sealer::new("another", "test").unwrap().open("aigul", &sealed), None);
        assert_eq!(Sealer::new("a secret", "other").unwrap().open("aigul", &sealed), None);
        let changed =
            sealed.replace(&sealed[40..42], if &sealed[40..42] == "00" { "01" } else { "00" });
        assert_eq!(sealer.open("aigul", &changed), None);
        for bad in ["", "v1.", "v1.zz", "v1.00", "JBSWY3DP"] {
            assert_eq!(sealer.open("aigul", bad), None, "{bad}");
        }
    }
}
