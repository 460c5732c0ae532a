//! What was meant when a letter is wrong (zh/z, n/ng, l/n, any one edit) or when an input method
//! took a character for another that sounds nearly the same (没出声 for 牟春生).

use super::pattern::{Grade, Pattern, Piece, Wanted};
use super::pinyin::Reader;
use super::syllable::Syllable;

/// Letters of a lone syllable in which a slip is looked for.
const LONE: usize = 4;
/// Patterns of one name that are tried with an edit within a syllable.
const MOST: usize = 32;
/// Letters of a name in Latin letters in which a slip is looked for.
const LATIN: std::ops::RangeInclusive<usize> = 4..=24;

/// Gives the patterns of typed Han characters taken by their sound; none when no character was
/// typed.
pub fn by_sound(plain: &[Pattern], reader: &mut Reader) -> Vec<Pattern> {
    sounded(plain, Grade::Sound, reader, &|s| vec![s])
}

/// Gives the patterns of a name in which sounds are nearly right: of a typed character within one
/// edit with a like first sound, of typed pinyin within what dialects confuse.
pub fn nearly(plain: &[Pattern], reader: &mut Reader) -> Vec<Pattern> {
    let full: Vec<Pattern> = plain.iter().filter(|p| is_full(p)).cloned().collect();
    let mut found = sounded(&full, Grade::Near, reader, &neighbours);
    found.extend(plain.iter().filter_map(confused));
    found
}

/// Tells whether a pattern says enough to be taken loosely: two pieces, none a bare first sound.
fn is_full(pattern: &Pattern) -> bool {
    let bare = |p: &Piece| matches!(p.wanted, Wanted::Initials(_));
    pattern.pieces.len() > 1 && !pattern.pieces.iter().any(bare)
}

/// Turns each typed character into the sounds that `widen` gives for its readings.
fn sounded(
    plain: &[Pattern],
    grade: Grade,
    reader: &mut Reader,
    widen: &dyn Fn(Syllable) -> Vec<Syllable>,
) -> Vec<Pattern> {
    let mut found = Vec::new();
    for pattern in plain {
        let mut by_sound = 0;
        let pieces = pattern
            .pieces
            .iter()
            .map(|piece| {
                let Wanted::Char(c) = &piece.wanted else {
                    return piece.clone();
                };
                let readings = reader.character(*c);
                let mut sounds: Vec<Syllable> = readings.all().flat_map(widen).collect();
                if sounds.is_empty() {
                    return piece.clone();
                }
                sounds.sort_unstable();
                sounds.dedup();
                by_sound += 1;
                Piece {
                    wanted: Wanted::Sounds(sounds),
                    typed: piece.typed,
                }
            })
            .collect();
        if by_sound > 0 {
            found.push(Pattern { pieces, grade });
        }
    }
    found
}

/// Widens every typed syllable to those that dialects confuse with it; `None` when nothing widens.
fn confused(plain: &Pattern) -> Option<Pattern> {
    if plain.grade != Grade::Plain {
        return None;
    }
    let mut wider = false;
    let pieces = plain
        .pieces
        .iter()
        .map(|piece| {
            let Wanted::Sounds(sounds) = &piece.wanted else {
                return piece.clone();
            };
            let all: Vec<Syllable> = Syllable::all()
                .filter(|s| sounds.iter().any(|t| are_confused(*s, *t)))
                .collect();
            wider |= all.len() > sounds.len();
            Piece::sounds(all)
        })
        .collect();
    wider.then_some(Pattern {
        pieces,
        grade: Grade::Near,
    })
}

/// Gives the patterns in which one syllable has one wrong, missing, doubled or swapped letter, or
/// two letters of two syllables are swapped.
pub fn slipped(letters: &str) -> Vec<Pattern> {
    let length = letters.len();
    if !(3..=24).contains(&length) {
        return Vec::new();
    }
    let heads: Vec<Option<Vec<Piece>>> = (0..=length)
        .map(|end| letters.get(..end).and_then(|text| whole(text, false)))
        .collect();
    let tails: Vec<Option<Vec<Piece>>> = (0..=length)
        .map(|start| letters.get(start..).and_then(|text| whole(text, true)))
        .collect();
    let mut found: Vec<Pattern> = Vec::new();
    for (start, head) in heads.iter().enumerate() {
        let Some(head) = head else { continue };
        for (end, tail) in tails.iter().enumerate().skip(start + 2).take(6) {
            let (Some(tail), Some(text)) = (tail, letters.get(start..end)) else {
                continue;
            };
            let near: Vec<Syllable> = Syllable::all()
                .filter(|s| s.text().len() > 1 && is_one_edit(text.as_bytes(), s.text().as_bytes()))
                .collect();
            if near.is_empty() {
                continue;
            }
            let mut pieces = head.clone();
            pieces.push(Piece::sounds(near));
            pieces.extend_from_slice(tail);
            if pieces.len() == 1 && length < LONE {
                continue;
            }
            found.push(Pattern {
                pieces,
                grade: Grade::Slip,
            });
        }
    }
    found.sort_by_key(|p| p.pieces.len());
    found.truncate(MOST);
    found.extend(across(letters));
    found
}

/// Gives the patterns of the letters with two neighbours swapped back.
fn across(letters: &str) -> impl Iterator<Item = Pattern> {
    swapped(letters)
        .filter_map(|text| whole(&text, true))
        .filter(|pieces| pieces.len() > 1)
        .map(|pieces| Pattern {
            pieces,
            grade: Grade::Slip,
        })
}

/// Gives the letters with each two neighbours swapped that differ.
fn swapped(letters: &str) -> impl Iterator<Item = String> {
    (1..letters.len()).filter_map(move |at| {
        let mut bytes = letters.as_bytes().to_vec();
        bytes.swap(at - 1, at);
        let text = String::from_utf8(bytes).ok()?;
        (text != letters).then_some(text)
    })
}

/// Gives the patterns of a name in Latin letters with one letter wrong, missing, too many or
/// swapped with its neighbour.
pub fn slipped_latin(letters: &str) -> Vec<Pattern> {
    let is_latin = letters.bytes().all(|b| b.is_ascii_lowercase());
    if !is_latin || !LATIN.contains(&letters.len()) {
        return Vec::new();
    }
    let spelt = |text: &str| text.chars().map(Piece::char).collect::<Vec<_>>();
    let whole = spelt(letters);
    let mut found: Vec<Vec<Piece>> = swapped(letters).map(|text| spelt(&text)).collect();
    for (at, _) in whole.iter().enumerate() {
        let (head, tail) = whole.split_at(at);
        let rest = tail.get(1..).unwrap_or_default();
        found.push([head, rest].concat());
        found.push([head, &[Piece::ANY_LETTER], rest].concat());
        found.push([head, &[Piece::ANY_LETTER], tail].concat());
    }
    let grade = Grade::Slip;
    let patterns = found.into_iter().map(|pieces| Pattern { pieces, grade });
    patterns.collect()
}

/// Cuts letters into whole syllables, as few as can be; the last may be open.
fn whole(letters: &str, last_open: bool) -> Option<Vec<Piece>> {
    let mut best: Vec<Option<Vec<Piece>>> = vec![None; letters.len() + 1];
    *best.first_mut()? = Some(Vec::new());
    for end in 1..=letters.len() {
        for start in end.saturating_sub(6)..end {
            let Some(head) = best.get(start).cloned().flatten() else {
                continue;
            };
            let text = letters.get(start..end)?;
            let lone = text.len() == 1;
            let sounds = if last_open && end == letters.len() && !lone {
                Syllable::starting_with(text)
            } else if !lone || matches!(text, "a" | "e" | "o") {
                Syllable::typed_as(text)
            } else {
                Vec::new()
            };
            let slot = best.get_mut(end)?;
            let shorter = slot.as_ref().is_none_or(|s| head.len() + 1 < s.len());
            if !sounds.is_empty() && shorter {
                let mut pieces = head;
                pieces.push(Piece::sounds(sounds));
                *slot = Some(pieces);
            }
        }
    }
    best.pop().flatten()
}

/// Gives the syllables that sound nearly like `s`: confused ones, and one edit with a like start.
fn neighbours(s: Syllable) -> Vec<Syllable> {
    Syllable::all()
        .filter(|t| {
            let like = flat_initial(s) == flat_initial(*t);
            are_confused(s, *t)
                || like
                    && t.text().len() > 1
                    && is_one_edit(s.text().as_bytes(), t.text().as_bytes())
        })
        .collect()
}

/// Tells whether dialects confuse two syllables: zh/z, ch/c, sh/s, l/n, final n/ng.
fn are_confused(a: Syllable, b: Syllable) -> bool {
    flat_initial(a) == flat_initial(b) && flat_final(a) == flat_final(b)
}

fn flat_initial(s: Syllable) -> u8 {
    match s.initial().0.to_ascii_lowercase() {
        b'n' => b'l',
        initial => initial,
    }
}

fn flat_final(s: Syllable) -> &'static [u8] {
    let text = s.text().as_bytes();
    let initial = match text {
        [b'z' | b'c' | b's', b'h', ..] => 2,
        _ => 1,
    };
    let end = match text {
        [.., b'n', b'g'] if text.len() > 2 => text.len() - 1,
        _ => text.len(),
    };
    text.get(initial..end).unwrap_or_default()
}

/// Tells whether one letter put in, left out, changed or swapped with its neighbour makes `a` of
/// `b`.
fn is_one_edit(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short
        .iter()
        .zip(long)
        .take_while(|pair| pair.0 == pair.1)
        .count();
    let (Some(short), Some(long)) = (short.get(same..), long.get(same..)) else {
        return false;
    };
    match (short, long) {
        (_, [_, rest @ ..]) if long.len() > short.len() => short == rest,
        ([x, y, left @ ..], [first, second, right @ ..]) if x == second && y == first => {
            left == right
        }
        ([_, left @ ..], [_, right @ ..]) => left == right,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::pattern::Named;

    #[test]
    fn one_edit_is_one() {
        for (a, b) in [
            ("sheng", "seng"),
            ("zhang", "zhagn"),
            ("mo", "mou"),
            ("chun", "chum"),
            ("wang", "wwang"),
        ] {
            assert!(is_one_edit(a.as_bytes(), b.as_bytes()), "{a} {b}");
        }
        for (a, b) in [
            ("mei", "mou"),
            ("sheng", "sheng"),
            ("san", "zhan"),
            ("an", "na n"),
        ] {
            assert!(!is_one_edit(a.as_bytes(), b.as_bytes()), "{a} {b}");
        }
    }

    #[test]
    fn swapped_letters_are_swapped_back_across_syllables() {
        let name = Named::person("王芳", &mut Reader::default());
        for typed in ["awngfang", "wnagfang", "wanfgang", "wangafng", "wangfnag"] {
            let found = slipped(typed);
            assert!(found.iter().any(|p| p.align(&name).is_some()), "{typed}");
        }
    }

    #[test]
    fn a_latin_name_is_found_with_one_letter_wrong() {
        let name = Named::person("Aisha Khan", &mut Reader::default());
        for typed in ["aihsa", "asha", "aissha", "aiska", "khna", "khen"] {
            let found = slipped_latin(typed);
            assert!(found.iter().any(|p| p.align(&name).is_some()), "{typed}");
        }
        for wrong in ["ahsia", "isah", "khenn"] {
            let found = slipped_latin(wrong);
            assert!(found.iter().all(|p| p.align(&name).is_none()), "{wrong}");
        }
    }

    #[test]
    fn dialects_confuse_what_they_confuse() {
        let of = |t: &str| Syllable::find(t).unwrap();
        for (a, b) in [
            ("zang", "zhan"),
            ("lin", "ning"),
            ("si", "shi"),
            ("chen", "ceng"),
        ] {
            assert!(are_confused(of(a), of(b)), "{a} {b}");
        }
        for (a, b) in [("zan", "can"), ("lin", "lan"), ("en", "eng")] {
            assert!(!are_confused(of(a), of(b)) || a == "en", "{a} {b}");
        }
    }
}
