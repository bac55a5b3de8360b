//! Hashing and judging passwords.

use std::sync::{Arc, LazyLock};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use kopuro_shared::validation::FieldCode;
use tokio::sync::Semaphore;

use crate::platform::{
    db::in_turn,
    error::{Error, Result},
};

/// Argon2id with 19 MiB, 2 passes, 1 lane (OWASP Password Storage Cheat Sheet).
static ARGON2: LazyLock<Argon2<'static>> = LazyLock::new(|| {
    let params = Params::new(19 * 1024, 2, 1, None).expect("constant parameters");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
});

/// A hash that no password has: checked where there is no account, so that the answer takes as long.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    let random = crate::platform::auth::random_token();
    ARGON2.hash_password(random.as_bytes()).map(|hash| hash.to_string()).unwrap_or_default()
});

/// Hashes at once: each takes a processor and 19 MiB, and strangers may ask for as many as they like.
static TURNS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));

/// Runs work that hashes, when its turn has come, on a thread that may block.
pub async fn hashing<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let turn = TURNS.clone().acquire_owned().await.map_err(Error::internal)?;
    in_turn(turn, work).await
}

/// The hash to store. Slow on purpose: call it within [`hashing`], outside a transaction.
pub fn hash(password: &str) -> Result<String> {
    let hash = ARGON2.hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string())
        .map_err(|error| Error::internal(std::io::Error::other(error.to_string())))
}

/// Whether the password is the one that was hashed. Without a hash it takes as long and says no.
pub fn verify(password: &str, hash: Option<&str>) -> bool {
    let Ok(parsed) = PasswordHash::new(hash.unwrap_or(&NOBODY)) else { return false };
    ARGON2.verify_password(password.as_bytes(), &parsed).is_ok() && hash.is_some()
}

/// Refuses a password that is easy to guess, knowing the person's own words (`zxcvbn`, at least 3 of 4).
pub fn ensure_strong(password: &str, own_words: &[&str]) -> Result<()> {
    let estimate = zxcvbn::zxcvbn(password, own_words);
    if u8::from(estimate.score()) >= 3 {
        Ok(())
    } else {
        Err(Error::field("/password", FieldCode::WeakPassword))
    }
}
