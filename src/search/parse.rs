//! Cutting what was typed into the pieces of a pattern: syllables, first sounds, characters.

use super::pattern::{Grade, Pattern, Piece, Wanted};
use super::syllable::{Initial, Syllable};

/// Gives the pattern of a name that is written in Latin letters, letter by letter; none for other
/// characters, or for a lone letter, which is a first sound.
pub fn latin(letters: &str) -> Option<Pattern> {
    let is_latin = letters.len() > 1 && letters.bytes().all(|b| b.is_ascii_lowercase());
    is_latin.then(|| Pattern {
        pieces: letters.chars().map(Piece::char).collect(),
        grade: Grade::Plain,
    })
}

/// Reads a typed name, folded, into the patterns that it can mean; the likeliest first.
pub fn patterns(typed: &[char]) -> Vec<Pattern> {
    let mut ways: Vec<(Vec<Piece>, Option<Piece>)> = vec![(Vec::new(), None)];
    let is_letter = |c: &char| c.is_ascii_lowercase();
    let runs: Vec<&[char]> = typed
        .chunk_by(|a, b| is_letter(a) == is_letter(b))
        .collect();
    for (at, run) in runs.iter().enumerate() {
        if !run.iter().all(is_letter) {
            for (pieces, _) in &mut ways {
                pieces.extend(run.iter().map(|c| Piece::char(*c)));
            }
            continue;
        }
        let letters: String = run.iter().collect();
        let parses = parse(&letters, at + 1 == runs.len());
        ways = ways
            .iter()
            .flat_map(|(head, _)| {
                parses
                    .iter()
                    .map(|(tail, partial)| ([head.as_slice(), tail].concat(), partial.clone()))
            })
            .take(PARSES * 2)
            .collect();
    }
    let mut found = Vec::new();
    for (pieces, partial) in ways {
        if pieces.is_empty() {
            continue;
        }
        if let Some(partial) = partial {
            let mut open = pieces.clone();
            open.pop();
            open.push(partial);
            found.push(Pattern {
                pieces: open,
                grade: Grade::Partial,
            });
        }
        let plain = Pattern {
            pieces,
            grade: Grade::Plain,
        };
        let empty = |p: &Piece| matches!(&p.wanted, Wanted::Sounds(s) if s.is_empty());
        if !plain.pieces.iter().any(empty) {
            found.push(plain);
        }
    }
    found
}

/// Ways to cut letters into pieces that are kept.
const PARSES: usize = 6;
/// Pieces that a name is cut into at most.
const PIECES: usize = 10;

type Parse = (Vec<Piece>, Option<Piece>);

/// Cuts letters into syllables and first sounds; the last syllable may be open, and then stands
/// as an alternative to the last piece. Fewer pieces come first.
fn parse(letters: &str, last_open: bool) -> Vec<Parse> {
    let mut best: Vec<Vec<Parse>> = vec![Vec::new(); letters.len() + 1];
    if let Some(first) = best.first_mut() {
        first.push((Vec::new(), None));
    }
    for start in 0..letters.len() {
        let mut heads = best.get(start).cloned().unwrap_or_default();
        heads.sort_by_key(|(pieces, _)| weight(pieces));
        heads.truncate(PARSES);
        for end in start + 1..=letters.len().min(start + 7) {
            let Some(text) = letters.get(start..end) else {
                continue;
            };
            let closing = last_open && end == letters.len();
            let Some((piece, partial)) = segment(text, closing) else {
                continue;
            };
            for (head, _) in heads.iter().filter(|(head, _)| head.len() < PIECES) {
                let mut pieces = head.clone();
                pieces.push(piece.clone());
                if let Some(slot) = best.get_mut(end) {
                    slot.push((pieces, partial.clone()));
                }
            }
        }
    }
    let mut all = best.pop().unwrap_or_default();
    all.sort_by_key(|(pieces, _)| weight(pieces));
    let fewest = all.first().map_or(0, |(pieces, _)| pieces.len());
    // Long letters that read as whole syllables are not read as bare first sounds.
    let whole = letters.len() > 4 && all.first().is_some_and(|(pieces, _)| weight(pieces).1 == 0);
    all.retain(|(pieces, _)| {
        pieces.len() <= fewest + 1 && (pieces.len() == fewest || !whole || weight(pieces).1 == 0)
    });
    all.truncate(PARSES);
    all
}

/// Gives the piece that `text` is as a whole, and the one of a syllable that it begins.
fn segment(text: &str, closing: bool) -> Option<(Piece, Option<Piece>)> {
    if let [letter] = text.as_bytes() {
        return Some((Piece::initials(Initial::of_letter(*letter)), None));
    }
    if let Some(initial) = Initial::of_pair(text.as_bytes()) {
        return Some((Piece::initials(vec![initial]), None));
    }
    let whole = Syllable::typed_as(text);
    let open = if closing {
        Syllable::starting_with(text)
    } else {
        Vec::new()
    };
    if whole.is_empty() && open.is_empty() {
        return None;
    }
    let partial = (open.len() > whole.len()).then(|| Piece::sounds(open));
    Some((Piece::sounds(whole), partial))
}

/// Fewer pieces first, then fewer bare first sounds.
fn weight(pieces: &[Piece]) -> (usize, usize) {
    let bare = |p: &&Piece| matches!(p.wanted, Wanted::Initials(_));
    (pieces.len(), pieces.iter().filter(bare).count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::doc::is_unit;
    use crate::search::fold::folded;
    use crate::search::pattern::Named;
    use crate::search::pinyin::Reader;

    fn lies(typed: &str, name: &str) -> Option<(Grade, Vec<usize>)> {
        let name = Named::person(name, &mut Reader::default());
        let typed = folded(typed).into_iter().filter(|c| is_unit(*c));
        patterns(&typed.collect::<Vec<_>>())
            .iter()
            .filter_map(|p| Some((p.grade, p.align(&name)?.places)))
            .min()
    }

    #[test]
    fn a_name_is_found_by_any_cut_of_it() {
        let all = Some((Grade::Plain, vec![0, 1, 2]));
        for typed in [
            "牟春生",
            "muchunsheng",
            "mouchunsheng",
            "mcs",
            "muchunsh",
            "mchunsheng",
            "牟cs",
            "牟chunsheng",
            "mu春s",
            "mcsh",
            "mu'chun'sheng",
        ] {
            assert_eq!(lies(typed, "牟春生"), all, "{typed}");
        }
        assert_eq!(
            lies("muchunshe", "牟春生"),
            Some((Grade::Partial, vec![0, 1, 2]))
        );
        assert_eq!(lies("牟生", "牟春生"), Some((Grade::Plain, vec![0, 2])));
        assert_eq!(
            lies("chunsheng", "牟春生"),
            Some((Grade::Plain, vec![1, 2]))
        );
        assert_eq!(lies("xian", "奚安"), Some((Grade::Plain, vec![0, 1])));
        assert_eq!(lies("fangan", "范干"), Some((Grade::Plain, vec![0, 1])));
        assert_eq!(lies("fangan", "方安"), Some((Grade::Plain, vec![0, 1])));
        for wrong in ["生牟", "mcc", "muchuns生", "木春生", "scm"] {
            assert_eq!(lies(wrong, "牟春生"), None, "{wrong}");
        }
    }

    #[test]
    fn long_letters_stay_few_patterns() {
        assert!(patterns(&folded(&"xianan".repeat(10))).len() <= 2 * PARSES);
    }
}
