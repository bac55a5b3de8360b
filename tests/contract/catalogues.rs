//! Every message is there in every language, and every message is used.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use kopuro_shared::{error::ErrorCode, language::Language, validation::FieldCode};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
    {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found
}

fn source(folder: &str) -> String {
    let paths = files(&Path::new(ROOT).join(folder), "rs");
    let texts = paths.iter().map(|path| fs::read_to_string(path).expect("a source file"));
    // A key in a comment is an example, not a use.
    texts
        .flat_map(|text| {
            text.lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .map(|line| format!("{line}\n"))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The keys of a catalogue's files with the arguments that each message names.
fn messages(paths: impl IntoIterator<Item = PathBuf>) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("a catalogue");
        let mut key = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) =
                line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                name.clone_into(&mut key);
                assert!(
                    messages.insert(key.clone(), BTreeSet::new()).is_none(),
                    "{key} is there twice: {}",
                    path.display()
                );
            }
            for argument in line.split("{ $").skip(1) {
                let argument = argument.split([' ', '}']).next().unwrap_or_default();
                messages
                    .get_mut(&key)
                    .expect("a message before its arguments")
                    .insert(argument.to_owned());
            }
        }
    }
    messages
}

fn server(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(ROOT).join("i18n").join(language.tag());
    let web = folder.join("web");
    messages(files(&folder, "ftl").into_iter().filter(|path| !path.starts_with(&web)))
}

fn web(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    messages(files(&Path::new(ROOT).join("i18n").join(language.tag()).join("web"), "ftl"))
}

#[test]
fn every_language_has_the_same_messages_with_the_same_arguments() {
    for catalogue in [server, web] {
        let kyrgyz = catalogue(Language::Ky);
        assert!(kyrgyz.len() > 50, "only {} messages were read", kyrgyz.len());
        for language in [Language::Ru, Language::En] {
            let other = catalogue(language);
            let differing: Vec<_> = kyrgyz
                .keys()
                .chain(other.keys())
                .filter(|key| kyrgyz.get(*key) != other.get(*key))
                .collect();
            assert!(differing.is_empty(), "{} and ky differ in {differing:?}", language.tag());
        }
    }
}

#[test]
fn every_message_of_the_web_app_is_used_and_every_used_one_is_there() {
    let source = source("frontend/src");
    let literals = |macro_name: &str| -> BTreeSet<String> {
        let calls = source.split(macro_name).skip(1);
        calls
            .filter_map(|call| call.trim_start().strip_prefix('"')?.split('"').next())
            .map(str::to_owned)
            .collect()
    };
    // `t!(` also ends `format!(`; what is no key of ours is told by its characters.
    let used: BTreeSet<_> = literals(" t!(")
        .into_iter()
        .chain(literals("=t!("))
        .chain(literals("(t!("))
        .chain(literals("{t!("))
        .collect();
    let families = literals("t_of!(");
    let there = web(Language::Ky);
    let missing: Vec<_> = used.iter().filter(|key| !there.contains_key(*key)).collect();
    assert!(missing.is_empty(), "not in the catalogues: {missing:?}");
    let of_family =
        |key: &str| families.iter().any(|family| key.starts_with(&format!("{family}-")));
    let unused: Vec<_> = there
        .keys()
        .filter(|key| {
            !used.contains(*key) && !of_family(key) && !source.contains(&format!("t!(\"{key}\""))
        })
        .collect();
    assert!(unused.is_empty(), "not used by the web app: {unused:?}");
    let empty: Vec<_> = families
        .iter()
        .filter(|family| !there.keys().any(|key| key.starts_with(&format!("{family}-"))))
        .collect();
    assert!(empty.is_empty(), "families without messages: {empty:?}");
}

#[test]
fn every_message_of_the_server_is_used() {
    let source = source("backend/src");
    let errors: BTreeSet<_> = ErrorCode::ALL
        .iter()
        .flat_map(|code| [format!("error-{}", code.slug()), format!("error-{}-title", code.slug())])
        .chain(FieldCode::ALL.iter().map(|code| format!("field-{}", code.slug())))
        .collect();
    let named = |key: &str| source.contains(&format!("\"{key}\""));
    let mail = |key: &str| {
        let name = key
            .strip_prefix("mail-")
            .and_then(|key| key.strip_suffix("-subject").or(key.strip_suffix("-text")));
        name.is_some_and(named)
    };
    let there = server(Language::Ky);
    let unused: Vec<_> =
        there.keys().filter(|key| !errors.contains(*key) && !named(key) && !mail(key)).collect();
    assert!(unused.is_empty(), "not used by the server: {unused:?}");
}
