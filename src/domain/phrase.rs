//! 常用语: short texts of the town's own, each known by letters; they stand in a field when its letters
//! are typed and a key asks for them, and never by themselves.

/// Letters that are too few to mean a text.
const FEWEST: usize = 2;

/// A short text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The letters by which it is known, in lower case.
    pub letters: String,
    /// The text.
    pub text: String,
}

/// What stands in the field at the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenText<'a> {
    /// The text before the caret.
    pub before: &'a str,
    /// The whole text.
    pub text: &'a str,
}

/// Gives the Latin letters and digits that stand before the caret, as they are typed.
pub fn typed_letters(before: &str) -> &str {
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, sign)| sign.is_ascii_alphanumeric())
        .last();
    let letters = start
        .and_then(|(at, _)| before.get(at..))
        .unwrap_or_default();
    if letters.len() < FEWEST { "" } else { letters }
}

/// Gives the texts that letters may mean: the one that has just these letters, else all that begin with
/// them.
pub fn meant<'a>(phrases: &'a [Phrase], letters: &str) -> Vec<&'a Phrase> {
    let letters = letters.to_ascii_lowercase();
    if letters.is_empty() {
        return Vec::new();
    }
    let just: Vec<&Phrase> = phrases.iter().filter(|it| it.letters == letters).collect();
    if !just.is_empty() {
        return just;
    }
    let begins = phrases.iter().filter(|it| it.letters.starts_with(&letters));
    begins.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_at_the_caret_mean_a_text() {
        for (before, letters) in [
            ("已经ysd", "ysd"),
            ("ysd", "ysd"),
            ("y", ""),
            ("已受理", ""),
            ("", ""),
            ("电话 ys", "ys"),
        ] {
            assert_eq!(typed_letters(before), letters, "{before}");
        }
        let phrase = |letters: &str| Phrase {
            letters: letters.to_owned(),
            text: letters.to_uppercase(),
        };
        let phrases = [phrase("ys"), phrase("ysd"), phrase("jj")];
        let found = |letters: &str| meant(&phrases, letters).len();
        assert_eq!(
            (found("ys"), found("YSD"), found("y"), found("")),
            (1, 1, 2, 0)
        );
    }
}
