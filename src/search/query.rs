//! What was typed, as terms; each is routed by the kind of its characters.

use super::doc::{LONGEST, is_unit, signs};
use super::fold::{fold, folded, folded_name, is_han};
use super::near;
use super::parse::{latin, patterns};
use super::pattern::{Grade, Pattern};
use super::pinyin::Reader;

/// Terms that are looked at.
const MOST: usize = 8;

/// One term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As typed.
    pub text: String,
    /// What it is looked for as.
    pub sort: Sort,
}

impl Term {
    /// Tells whether it is one or two digits.
    pub fn is_short(&self) -> bool {
        matches!(&self.sort, Sort::Digits(digits) if digits.len() < 3)
    }

    /// Adds the patterns of a grade that strays; of typed characters by which somebody was found,
    /// only those of their own sounds.
    pub fn widen(&mut self, grade: Grade, found: usize, reader: &mut Reader) {
        if let Sort::Name(name) = &mut self.sort
            && !(found > 0 && grade >= Grade::Near && name.has_han())
        {
            name.widen(grade, reader);
        }
    }
}

/// What a term is looked for as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sort {
    /// Han characters and letters: a name or a village.
    Name(Box<Name>),
    /// Digits, an X at their end perhaps: of a phone, an ID number or an external number.
    Digits(Vec<u8>),
    /// Letters and digits: an external number.
    Number(Vec<u8>),
}

/// A typed name and all it can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its characters, folded, without separators.
    pub typed: Vec<char>,
    /// The same as a stored name has them: `ü` is a u there.
    letters: String,
    /// Every pattern up to the grade that was asked for, the nearest to what was typed first.
    pub patterns: Vec<Pattern>,
}

impl Name {
    fn new(typed: Vec<char>, letters: String) -> Self {
        let mut patterns = patterns(&typed);
        patterns.extend(latin(&letters));
        patterns.sort_by_key(|pattern| pattern.grade);
        Self {
            typed,
            letters,
            patterns,
        }
    }

    /// Tells whether a Han character was typed.
    pub fn has_han(&self) -> bool {
        self.typed.iter().any(|c| is_han(*c))
    }

    /// Adds the patterns of a grade that strays; they are made only when a search comes to them.
    fn widen(&mut self, grade: Grade, reader: &mut Reader) {
        let plain: Vec<Pattern> = self
            .patterns
            .iter()
            .filter(|pattern| pattern.grade <= Grade::Partial && !pattern.is_latin())
            .cloned()
            .collect();
        match grade {
            Grade::Plain | Grade::Partial => {}
            Grade::Sound => self.patterns.extend(near::by_sound(&plain, reader)),
            Grade::Near => self.patterns.extend(near::nearly(&plain, reader)),
            Grade::Slip if self.has_han() => {}
            Grade::Slip => {
                let letters: String = self.typed.iter().collect();
                self.patterns.extend(near::slipped(&letters));
                self.patterns.extend(near::slipped_latin(&self.letters));
            }
        }
    }
}

/// Reads what was typed into terms; `whole_numbers` takes a word of letters and digits for one
/// number, otherwise it is split where their kinds meet (`mcs5678`).
pub fn terms(typed: &str, whole_numbers: bool) -> Vec<Term> {
    let mut found = Vec::new();
    for word in words(typed) {
        if is_number_word(&word) {
            found.push(digits(&word));
            continue;
        }
        let kinds: Vec<&[char]> = word.chunk_by(|a, b| is_digit(*a) == is_digit(*b)).collect();
        if whole_numbers && kinds.len() > 1 && word.iter().any(|c| fold(*c).is_ascii_digit()) {
            let signs = signs(&String::from_iter(&word));
            found.push(Term {
                text: word.iter().collect(),
                sort: Sort::Number(signs),
            });
            continue;
        }
        for run in kinds {
            if run.iter().all(|c| is_digit(*c)) {
                found.push(digits(run));
            } else {
                found.extend(name(run));
            }
        }
    }
    found.truncate(MOST);
    found
}

/// Tells whether some word can be read both as one number and as several terms.
pub fn is_mixed(typed: &str) -> bool {
    words(typed).iter().any(|word| {
        !is_number_word(word)
            && word.iter().any(|c| is_digit(*c))
            && word.iter().any(|c| !is_digit(*c))
    })
}

fn words(typed: &str) -> Vec<Vec<char>> {
    let chars: Vec<char> = typed.chars().collect();
    chars
        .split(|c| matches!(fold(*c), ' ' | ',' | ';' | '、' | '，' | '；' | '|'))
        .filter(|word| !word.is_empty())
        .map(|word| word.iter().copied().take(LONGEST).collect())
        .collect()
}

fn is_digit(c: char) -> bool {
    fold(c).is_ascii_digit()
}

/// Tells whether a word is digits with the separators of phones, or an ID number's end with X.
fn is_number_word(word: &[char]) -> bool {
    let folded: Vec<char> = word.iter().copied().map(fold).collect();
    let (last, head) = match folded.split_last() {
        Some((last, head)) => (*last, head),
        None => return false,
    };
    let digit_count = folded.iter().filter(|c| c.is_ascii_digit()).count();
    let separators = |c: &char| matches!(c, '-' | '+' | '(' | ')' | '.' | '*');
    let ends_well = last.is_ascii_digit() || separators(&last) || (last == 'x' && digit_count >= 3);
    digit_count > 0 && ends_well && head.iter().all(|c| c.is_ascii_digit() || separators(c))
}

fn digits(word: &[char]) -> Term {
    let text: String = word.iter().collect();
    let mut signs = signs(&text);
    let abroad = match signs.as_slice() {
        [b'0', b'0', b'8', b'6', b'1', ..] if signs.len() == 15 => 4,
        [b'8', b'6', b'1', ..] if signs.len() == 13 => 2,
        _ => 0,
    };
    signs.drain(..abroad);
    Term {
        text,
        sort: Sort::Digits(signs),
    }
}

fn name(run: &[char]) -> Option<Term> {
    let text: String = run.iter().collect();
    let counted = |characters: Vec<char>| characters.into_iter().filter(|c| is_unit(*c));
    let typed: Vec<char> = counted(folded(&text)).collect();
    if typed.is_empty() {
        return None;
    }
    let letters = counted(folded_name(&text)).collect();
    Some(Term {
        text,
        sort: Sort::Name(Box::new(Name::new(typed, letters))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str, whole: bool) -> Vec<(String, &'static str)> {
        terms(typed, whole)
            .into_iter()
            .map(|term| match term.sort {
                Sort::Name(name) => (name.typed.into_iter().collect(), "name"),
                Sort::Digits(d) => (String::from_utf8(d).unwrap(), "digits"),
                Sort::Number(n) => (String::from_utf8(n).unwrap(), "number"),
            })
            .collect()
    }

    fn shown(typed: &str, whole: bool) -> String {
        read(typed, whole)
            .iter()
            .map(|(text, sort)| format!("{sort}:{text}"))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn words_are_routed_by_their_characters() {
        let rows = [
            ("mcs 5678 东牟家", "name:mcs digits:5678 name:东牟家"),
            ("ＭＣＳ　５６７８", "name:mcs digits:5678"),
            ("138-0000-1234", "digits:13800001234"),
            ("+8613800001234", "digits:13800001234"),
            ("008613800001234", "digits:13800001234"),
            ("001x", "digits:001X"),
            ("ML-2026-0001", "number:ML20260001"),
            ("王5678", "number:5678"),
            ("xi'an", "name:xian"),
            ("Lü", "name:lv"),
            ("", ""),
            ("　 ,", ""),
            ("···", ""),
        ];
        for (typed, expected) in rows {
            assert_eq!(shown(typed, true), expected, "{typed}");
        }
    }

    #[test]
    fn a_mixed_word_can_be_split() {
        assert_eq!(shown("王5678", false), "name:王 digits:5678");
        assert_eq!(
            shown("mcs5678东牟家", false),
            "name:mcs digits:5678 name:东牟家"
        );
        assert!(is_mixed("王5678") && !is_mixed("王 5678") && !is_mixed("001X"));
    }
}
