//! What the command line says of settings that can't be used: the variable, and what is accepted.

use std::process::{Command, Output};

/// Runs `kopuro config` with these variables and no others of ours, in a folder without a settings file.
fn config(variables: &[(&str, &str)]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let ours =
        std::env::vars().filter(|(name, _)| name.starts_with("KOPURO_")).map(|(name, _)| name);
    let mut command = Command::new(env!("CARGO_BIN_EXE_kopuro"));
    for name in ours.chain(["DATABASE_URL".to_owned()]) {
        command.env_remove(name);
    }
    command.arg("config").envs(variables.iter().copied()).current_dir(folder.path());
    command.output().expect("the binary is built")
}

#[test]
fn setting_that_cannot_be_used_is_named_with_what_is_accepted() {
    for (name, value, accepted) in [
        ("DATABASE_URL", "mysql://x", "postgres://"),
        ("KOPURO_DATABASE_CONNECTIONS", "0", "1 to 256"),
        ("KOPURO_DATABASE_CONNECTIONS", "many", "1 to 256"),
        ("KOPURO_LISTEN", "nowhere", "127.0.0.1:8080"),
        ("KOPURO_PUBLIC_URL", "kopuro.kg", "https://…"),
        ("KOPURO_TRUSTED_PROXIES", "-1", "0, 1, 2"),
        ("KOPURO_SECRET", "short", "32 characters"),
        ("KOPURO_LOG_FORMAT", "xml", "text or json"),
        ("KOPURO_WORKERS", "all", "a number"),
        ("KOPURO_MAIL__SMTP_URL", "mail.example.kg", "smtps://…"),
        ("KOPURO_MAIL__FROM", "nobody", "Name <address>"),
        ("KOPURO_MAIL__FROM", "12345", "double quotes"),
        ("KOPURO_MAIL__SMPT_URL", "smtp://x", "KOPURO_MAIL__SMTP_URL"),
        ("KOPURO_MAIL", "smtp://x", "KOPURO_MAIL__SMTP_URL"),
        ("KOPURO_FILES__S3_ENDPOINT", "s3.example.kg", "https://…"),
        ("KOPURO_FILES__BUCKET", "bridge", "KOPURO_FILES__S3_BUCKET"),
        ("KOPURO_PORT", "80", "KOPURO_LISTEN"),
    ] {
        let output = config(&[(name, value)]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{name}={value}: {said}");
        assert!(
            said.contains(&format!("{name} is no")) && said.contains(accepted),
            "{name}={value}: {said}"
        );
    }
}

#[test]
fn bucket_without_its_key_is_refused_and_a_whole_one_is_shown_without_it() {
    let bucket =
        [("KOPURO_FILES__S3_BUCKET", "bridge"), ("KOPURO_FILES__S3_ACCESS_KEY_ID", "name")];
    let said = String::from_utf8_lossy(&config(&bucket).stderr).into_owned();
    assert!(said.contains("KOPURO_FILES__S3_SECRET_ACCESS_KEY is not usable"), "{said}");
    let said = String::from_utf8_lossy(&config(&bucket[..1]).stderr).into_owned();
    assert!(said.contains("KOPURO_FILES__S3_ACCESS_KEY_ID is not usable"), "{said}");
    let whole = [bucket[0], bucket[1], ("KOPURO_FILES__S3_SECRET_ACCESS_KEY", "very-hidden")];
    let output = config(&whole);
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && shown.contains("s3_bucket = \"bridge\""), "{shown}");
    assert!(!shown.contains("very-hidden") && shown.contains("********"), "{shown}");
}
