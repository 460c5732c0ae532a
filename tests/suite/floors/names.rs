//! The names of the house: no identifier says by a vague word what a plain one says better, and no
//! type goes by another name where it is imported.

use std::fs;
use std::path::Path;

use super::lexer::{Token, tokens};
use super::rust_files;

/// Words that no identifier holds: (word, what is said instead).
const WORDS: &[(&str, &str)] = &[
    (
        "told",
        "what is done: render, dispatch, message; or notified, informed",
    ),
    (
        "said",
        "what it is: text, sentence, statement, parts, described",
    ),
    ("spot", "row, entry"),
    ("spots", "rows, entries"),
    ("deed", "action"),
    ("deeds", "actions"),
    ("tray", "form_host, or what it holds"),
    ("blow", "whistle_request"),
    ("laid", "placed, area"),
    ("veil", "masking"),
    ("shelf", "draft_box, templates, drafts"),
    ("dice", "rng"),
];

/// Names that no identifier is, though they stand well within others: (name, what is said instead).
const NAMES: &[(&str, &str)] = &[
    ("hand", "cursor; the line that has the keys is under it"),
    ("under_hand", "under_cursor"),
];

/// Where a word stands well: (identifier, why).
const PLAIN: &[(&str, &str)] = &[
    ("OnTheSpot", "当场: the set phrase"),
    ("OnSpot", "当场: the column of what was settled on the spot"),
    ("on_spot", "as OnSpot"),
    ("on_the_spot", "当场"),
    ("answered_on_the_spot", "当场答复"),
    ("may_answer_on_the_spot", "当场答复"),
    ("settle_on_the_spot", "当场化解"),
    ("is_settled_on_the_spot", "当场化解"),
    ("SpotCheck", "抽查: the set phrase"),
];

/// Types of other crates that an importer may rename: (type, name, why).
const ALIASES: &[(&str, &str, &str)] = &[
    ("Table", "Grid", "docx_rs: beside a table of the paper"),
    ("Value", "Json", "serde_json: beside the value of a figure"),
];

/// More words than these make a sentence, as the name of a test is.
const SENTENCE: usize = 4;

#[test]
fn names_are_plain_words() {
    let breaches = of_every_file(plain_words);
    assert!(breaches.is_empty(), "{}\n", breaches.join("\n"));
}

#[test]
fn no_type_is_imported_under_another_name() {
    let breaches = of_every_file(aliases);
    assert!(breaches.is_empty(), "{}\n", breaches.join("\n"));
}

/// Gives what `look` finds, each with its file and line.
fn of_every_file(look: fn(&str) -> Vec<(usize, String)>) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut breaches = Vec::new();
    for top in ["src", "tests"] {
        for path in rust_files(&root.join(top)) {
            let text = fs::read_to_string(&path).unwrap();
            let shown = path.strip_prefix(root).unwrap().display();
            let found = look(&text).into_iter();
            breaches.extend(found.map(|(line, breach)| format!("{shown}:{line}: {breach}")));
        }
    }
    breaches
}

/// Finds the identifiers that are not plain. The names of questions stand in `asks [..]` and
/// `shows [..]`: they are stored.
fn plain_words(text: &str) -> Vec<(usize, String)> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut of_questions = false;
    for (at, (line, token)) in tokens.iter().enumerate() {
        match token {
            Token::Mark('[') => {
                let before = at.checked_sub(1).map(|before| tokens[before].1);
                of_questions = matches!(before, Some(Token::Word("asks" | "shows")));
            }
            Token::Mark(']') => of_questions = false,
            Token::Word(name) if !of_questions => {
                found.extend(instead(name).map(|it| (*line, format!("`{name}`: say {it}"))));
            }
            Token::Word(_) | Token::Mark(_) | Token::Separator => {}
        }
    }
    found
}

/// Gives what is said in place of a name; `None` for a plain one.
fn instead(name: &str) -> Option<&'static str> {
    if PLAIN.iter().any(|(plain, _)| *plain == name) {
        return None;
    }
    if let Some((_, instead)) = NAMES.iter().find(|(it, _)| *it == name) {
        return Some(instead);
    }
    let words = words(name);
    if words.len() > SENTENCE {
        return None;
    }
    let of_word = |word: &String| WORDS.iter().find(|(it, _)| it == word);
    words.iter().find_map(of_word).map(|(_, instead)| *instead)
}

/// Splits `a_name`, `A_NAME` or `AName` into its words.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower = false;
    for sign in name.chars() {
        if sign == '_' || (sign.is_uppercase() && lower) {
            words.push(String::new());
        }
        lower = sign.is_lowercase();
        if let Some(word) = words.last_mut()
            && sign != '_'
        {
            word.extend(sign.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Finds the types that an import gives another name; a trait may be imported `as _`. Functions,
/// modules and constants are no types.
fn aliases(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut importing = false;
    for part in tokens(text).windows(3) {
        let [(line, first), (_, second), (_, third)] = part else {
            continue;
        };
        match (first, second, third) {
            (Token::Word("use"), ..) => importing = true,
            (Token::Mark(';'), ..) => importing = false,
            (Token::Word(name), Token::Word("as"), Token::Word(other))
                if importing
                    && name.contains(char::is_lowercase)
                    && [name, other].map(|it| it.starts_with(char::is_uppercase)) == [true; 2] =>
            {
                let allowed = |(it, alias, _): &(&str, &str, &str)| it == name && alias == other;
                if !ALIASES.iter().any(allowed) {
                    found.push((
                        *line,
                        format!("`{name} as {other}`: give the type its own name"),
                    ));
                }
            }
            _ => {}
        }
    }
    found
}

#[test]
fn each_kind_of_breach_is_found() {
    for (text, found) in [
        ("fn told() {}", 1),
        ("let all_told = is_told(); // told", 2),
        ("struct ToldRow { said: String }", 2),
        ("words.say(\"intake-told\"); let untold = 1;", 0),
        ("fn a_broken_file_is_told_and_not_fatal() {}", 0),
        ("asks [road, told, from]; told", 1),
        ("self.hand; DeliveryWay::Hand; by_hand(); hand_over()", 1),
        ("ClosingStep::OnTheSpot; Spot::Row", 1),
    ] {
        assert_eq!(plain_words(text).len(), found, "{text}");
    }
    for (text, found) in [
        ("use crate::a::{Bee as Cee, d as e};", 1),
        ("use a::{\n    Bee as Cee,\n    Dee as Eff,\n};", 2),
        ("use std::fmt::Write as _;\nlet x = y as Z;", 0),
        ("use docx_rs::{Docx, Table as Grid};", 0),
        ("use a::{COLUMNS as HEADED, rate as share};", 0),
    ] {
        assert_eq!(aliases(text).len(), found, "{text}");
    }
}
