//! Words made comparable for search, across three languages and two alphabets.
//!
//! The index keeps each word folded: lower case, Cyrillic written in Latin letters, sounds that people spell in several
//! ways made one, doubled consonants single. A query's word becomes one or more beginnings: what is left of it when Kyrgyz
//! endings (glued on in the order number, possession, case), or Russian or English ones (Snowball) are taken off. A text
//! matches when each word of the query begins some word of it.

use std::{collections::BTreeSet, sync::LazyLock};

use diesel::{
    dsl::{AsExprOf, sql},
    expression::{SqlLiteral, UncheckedBind as Bind},
    sql_types::{BigInt, Bool, Text},
};
use rust_stemmers::{Algorithm, Stemmer};

use super::error::Result;

/// Words of a query that count.
const QUERY_WORDS: usize = 8;
/// Longest word that is indexed, in folded letters.
const WORD_MAX: usize = 40;
/// Shortest stem that is left when a Kyrgyz ending is taken off.
const STEM_MIN: usize = 4;
/// The same for Russian and English, whose stemmers know more words: новые, новая.
const SNOWBALL_MIN: usize = 3;

static RUSSIAN: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::Russian));
static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// Kyrgyz endings in folded letters, the last of a word first: case, possession, number. Vowel harmony and assimilation
/// give each several forms (К. Дыйканов, С. Кудайбергенов и др., «Кыргыз тилинин морфологиясы»).
const KYRGYZ_ENDINGS: [&[&str]; 3] = [
    &[
        "nin", "nun", "din", "dun", "tin", "tun", "ga", "ge", "go", "ka", "ke", "ko", "na", "ne",
        "no", "ni", "nu", "di", "du", "ti", "tu", "dan", "den", "don", "tan", "ten", "ton", "nan",
        "nen", "non", "da", "de", "do", "ta", "te", "to", "nda", "nde", "ndo",
    ],
    &[
        "ibiz", "ubuz", "biz", "buz", "iniz", "unuz", "niz", "nuz", "im", "um", "in", "un", "si",
        "su", "i", "u", "m", "n",
    ],
    &["lar", "ler", "lor", "dar", "der", "dor", "tar", "ter", "tor"],
];

/// A word in folded letters: only `a` to `z` and digits.
pub fn fold(word: &str) -> String {
    let mut latin = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'а' => latin.push('a'),
            'б' => latin.push('b'),
            'в' => latin.push('v'),
            'г' | 'ğ' => latin.push('g'),
            'д' => latin.push('d'),
            'е' | 'ё' | 'э' | 'é' => latin.push('e'),
            'ж' => latin.push('j'),
            'з' => latin.push('z'),
            'и' | 'й' | 'ы' | 'ı' | 'í' => latin.push('i'),
            'к' => latin.push('k'),
            'л' => latin.push('l'),
            'м' => latin.push('m'),
            'н' | 'ң' | 'ñ' => latin.push('n'),
            'о' | 'ө' | 'ö' => latin.push('o'),
            'п' => latin.push('p'),
            'р' => latin.push('r'),
            'с' => latin.push('s'),
            'т' => latin.push('t'),
            'у' | 'ү' | 'ü' => latin.push('u'),
            'ф' => latin.push('f'),
            'х' => latin.push('h'),
            'ц' => latin.push_str("ts"),
            'ч' | 'ç' => latin.push_str("ch"),
            'ш' | 'щ' | 'ş' => latin.push_str("sh"),
            'ю' => latin.push_str("iu"),
            'я' => latin.push_str("ia"),
            c if c.is_ascii_alphanumeric() => latin.push(c),
            // Signs that change a sound but are no sound, and what we can't write.
            _ => {}
        }
    }
    let spelled = [("zh", "j"), ("dj", "j"), ("kh", "h"), ("ye", "e"), ("ng", "n"), ("y", "i")];
    let latin = spelled.into_iter().fold(latin, |text, (from, to)| text.replace(from, to));
    let mut folded = String::with_capacity(latin.len());
    for c in latin.chars() {
        // Kyrgyz long vowels tell words apart (суу, су…); doubled consonants are spelling (Issyk, Ысык).
        if !folded.ends_with(c) || "aeiou0123456789".contains(c) {
            folded.push(c);
        }
    }
    folded.truncate(WORD_MAX);
    folded
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The folded words of a text, each once: what the index keeps.
pub fn index_terms(text: &str) -> BTreeSet<String> {
    words(text).map(fold).filter(|word| !word.is_empty()).collect()
}

/// A query: for each of its words the beginnings of which one must begin a word of the text. At most eight words.
pub fn query_terms(query: &str) -> Vec<Vec<String>> {
    let terms = words(query).map(|word| {
        let folded = fold(word);
        let lower = word.to_lowercase();
        let mut stems = BTreeSet::from([kyrgyz_stem(&folded)]);
        if lower.is_ascii() {
            stems.insert(fold(&ENGLISH.stem(&lower)));
        } else if !lower.contains(['ө', 'ү', 'ң']) {
            stems.insert(fold(&RUSSIAN.stem(&lower)));
        }
        stems.retain(|stem| stem.len() >= SNOWBALL_MIN.min(folded.len()) && !stem.is_empty());
        // A beginning that begins another one finds all that the other does.
        let all = stems.clone();
        stems.retain(|stem| {
            !all.iter().any(|other| other != stem && stem.starts_with(other.as_str()))
        });
        stems.into_iter().collect::<Vec<_>>()
    });
    terms.filter(|stems| !stems.is_empty()).take(QUERY_WORDS).collect()
}

/// What is left of a folded Kyrgyz word without its endings.
fn kyrgyz_stem(folded: &str) -> String {
    let mut stem = folded;
    for endings in KYRGYZ_ENDINGS {
        let shorter = endings
            .iter()
            .filter_map(|ending| stem.strip_suffix(ending))
            .filter(|rest| rest.len() >= STEM_MIN)
            .min_by_key(|rest| rest.len());
        stem = shorter.unwrap_or(stem);
    }
    stem.to_owned()
}

/// The query in SQLite FTS5's language; nothing for a query without words. Terms hold only `a` to `z` and digits.
pub fn fts5_query(terms: &[Vec<String>]) -> Option<String> {
    let group = |stems: &Vec<String>| {
        let stems: Vec<_> = stems.iter().map(|stem| format!("{stem}*")).collect();
        format!("({})", stems.join(" OR "))
    };
    (!terms.is_empty()).then(|| terms.iter().map(group).collect::<Vec<_>>().join(" AND "))
}

/// The query in PostgreSQL's `tsquery` language; nothing for a query without words.
pub fn ts_query(terms: &[Vec<String>]) -> Option<String> {
    let group = |stems: &Vec<String>| {
        let stems: Vec<_> = stems.iter().map(|stem| format!("{stem}:*")).collect();
        format!("({})", stems.join(" | "))
    };
    (!terms.is_empty()).then(|| terms.iter().map(group).collect::<Vec<_>>().join(" & "))
}

/// How many of the newest matches a search with other conditions looks at: a common word fills a page from few of them; only
/// where that did not do, it looks at many.
pub const LOOKED_AT: [i64; 2] = [200, 2000];

/// Selects a page of `limit` rows among so many of the newest matches, and among more where that did not fill it.
pub fn select_widening<T>(
    looked_at: &[i64],
    limit: i64,
    mut select: impl FnMut(i64) -> Result<Vec<T>>,
) -> Result<Vec<T>> {
    let mut found = Vec::new();
    for most in looked_at {
        found = select(*most)?;
        if i64::try_from(found.len()).is_ok_and(|count| count >= limit) {
            break;
        }
    }
    Ok(found)
}

/// That a row's number is among the newest `most` below `below` whose terms match. An `area` with a search has the same
/// tables: `AREA_listing` with the rows, and the words in `AREA_fts` (SQLite) or `AREA_listed` (PostgreSQL).
pub fn matches(
    area: &str,
    terms: &[Vec<String>],
    is_sqlite: bool,
    below: i64,
    most: i64,
) -> Matches {
    let (table, query) = if is_sqlite {
        let table = format!("SELECT rowid FROM {area}_fts WHERE {area}_fts MATCH ");
        (table, fts5_query(terms))
    } else {
        let table =
            format!("SELECT number FROM {area}_listed WHERE terms_tsv @@ to_tsquery('simple', ");
        (table, ts_query(terms))
    };
    let (close, key) = if is_sqlite { ("", "rowid") } else { (")", "number") };
    sql::<Bool>(&format!("{area}_listing.number IN ({table}"))
        .bind::<Text, _>(query.unwrap_or_default())
        .sql(&format!("{close} AND {key} < "))
        .bind::<BigInt, _>(below)
        .sql(&format!(" ORDER BY {key} DESC LIMIT {most})"))
}

/// A condition with the query and a number as parameters.
type Matches = SqlLiteral<
    Bool,
    Bind<SqlLiteral<Bool, Bind<SqlLiteral<Bool>, AsExprOf<String, Text>>>, AsExprOf<i64, BigInt>>,
>;

/// The smallest text above every text that begins with `term`: `[term, bound)` is an index range.
pub fn upper_bound(term: &str) -> String {
    format!("{term}\u{7f}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(query: &str, text: &str) -> bool {
        let index = index_terms(text);
        let terms = query_terms(query);
        !terms.is_empty()
            && terms.iter().all(|stems| {
                stems.iter().any(|stem| index.iter().any(|word| word.starts_with(stem.as_str())))
            })
    }

    #[test]
    fn endings_alphabets_and_spellings_are_forgiven() {
        for (query, text) in [
            ("көпүрө", "Айылдагы көпүрөлөрдү оңдоо"),
            ("kopuro", "Айылдагы көпүрөлөрдү оңдоо"),
            ("көпүрөлөрдү", "Мектепке көпүрө"),
            ("көпүрөбүздүн", "Мектепке көпүрө"),
            ("Көпүрөсү", "көпүрөнү куруу"),
            ("мектеп", "мектептерге жардам"),
            ("мектептерибизге", "Орто мектеп"),
            ("ооруканасы", "Райондук оорукана"),
            ("айылдарга", "айыл суусу"),
            ("школы", "Ремонт школе"),
            ("мосты", "Мост через реку"),
            ("новые", "Новая школа"),
            ("больницами", "Районная больница"),
            ("schools", "A school for the village"),
            ("bridges school", "The bridge to the school"),
            ("Ысык-Көл", "Ысык-Көл облусу"),
            ("issyk", "Ысык-Көл"),
            ("zhalal abad", "Жалал-Абад"),
            ("jalal-abad", "Жалал-Абад"),
            ("Ozgon", "Өзгөн"),
        ] {
            assert!(
                finds(query, text),
                "{query} should find {text}: {:?} in {:?}",
                query_terms(query),
                index_terms(text)
            );
        }
    }

    #[test]
    fn other_words_are_not_found() {
        for (query, text) in [
            ("көпүрө", "көпчүлүк"),
            ("мектеп", "мекен"),
            ("суу", "сурак"),
            ("мост", "молоко"),
            ("bridge", "bright"),
            ("көпүрө оорукана", "көпүрө"),
            ("", "көпүрө"),
            ("!?-", "көпүрө"),
        ] {
            assert!(
                !finds(query, text),
                "{query} should not find {text}: {:?}",
                query_terms(query)
            );
        }
    }

    #[test]
    fn queries_hold_nothing_that_an_engine_could_misread() {
        let terms = query_terms("a\" OR 1=1; DROP TABLE -- NEAR(x) көп*");
        let text = fts5_query(&terms).unwrap();
        assert!(text.chars().all(|c| c.is_ascii_alphanumeric() || "()* ".contains(c)), "{text}");
        assert_eq!(ts_query(&query_terms("мектеп")).unwrap(), "(mektep:*)");
    }
}
