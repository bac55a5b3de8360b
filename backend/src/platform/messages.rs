//! The catalogues: Fluent messages in three languages, from `i18n/`, embedded in the binary.

use std::{collections::HashMap, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use kopuro_shared::language::Language;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../i18n"]
struct Catalogues;

static BUNDLES: LazyLock<HashMap<Language, FluentBundle<FluentResource>>> = LazyLock::new(|| {
    Language::ALL.into_iter().map(|language| (language, bundle(language))).collect()
});

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let tag = language.tag().parse().expect("our tags are BCP 47");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    for path in Catalogues::iter().filter(|path| path.starts_with(&format!("{}/", language.tag())))
    {
        let file = Catalogues::get(&path).expect("listed a moment ago");
        let text = String::from_utf8_lossy(&file.data).into_owned();
        match FluentResource::try_new(text) {
            Ok(resource) => bundle.add_resource_overriding(resource),
            Err((_, errors)) => panic!("catalogue {path}: {errors:?}"),
        }
    }
    bundle
}

/// The message `key` in this language with its arguments filled in; the key itself where it is missing, which a test
/// keeps from happening.
pub fn message(language: Language, key: &str, args: &[(&str, &str)]) -> String {
    let Some(bundle) = BUNDLES.get(&language) else { return key.to_owned() };
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        tracing::error!(key, language = language.tag(), "message missing from the catalogue");
        return key.to_owned();
    };
    let mut fluent_args = FluentArgs::new();
    for (name, value) in args {
        fluent_args.set(*name, *value);
    }
    let mut errors = Vec::new();
    bundle.format_pattern(pattern, Some(&fluent_args), &mut errors).into_owned()
}

/// Whether the catalogue of this language has the message.
pub fn has_message(language: Language, key: &str) -> bool {
    BUNDLES.get(&language).is_some_and(|bundle| bundle.has_message(key))
}

#[cfg(test)]
mod tests {
    use kopuro_shared::{error::ErrorCode, validation::FieldCode};

    use super::*;

    #[test]
    fn every_error_and_field_code_has_a_message_in_every_language() {
        let errors = ErrorCode::ALL.iter().flat_map(|code| {
            [format!("error-{}", code.slug()), format!("error-{}-title", code.slug())]
        });
        let fields = FieldCode::ALL.iter().map(|code| format!("field-{}", code.slug()));
        let missing: Vec<_> = errors
            .chain(fields)
            .flat_map(|key| Language::ALL.map(|language| (language, key.clone())))
            .filter(|(language, key)| !has_message(*language, key))
            .collect();
        assert!(missing.is_empty(), "missing: {missing:?}");
    }
}
