//! A typed name as a pattern: piece after piece, each asking for one character of a name.
//!
//! `牟cs` is 牟, then a first sound c, then a first sound s or sh; `muchunsh` is mu, chun, sh.

use std::sync::Arc;

use super::doc::is_unit;
use super::fold::folded_name;
use super::hit::Kind;
use super::pinyin::{CharReadings, Reader};
use super::syllable::{Initial, Syllable};

/// How far a pattern strays from what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// As typed.
    Plain,
    /// As typed, the last syllable not ended yet.
    Partial,
    /// Han characters taken by their sound.
    Sound,
    /// By a sound that is nearly the same.
    Near,
    /// With a letter of the pinyin wrong.
    Slip,
}

/// What a piece asks of a character.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Wanted {
    /// The character itself.
    Char(char),
    /// One of these readings.
    Sounds(Vec<Syllable>),
    /// One of these first sounds.
    Initials(Vec<Initial>),
    /// Any Latin letter.
    AnyLetter,
}

/// One piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Piece {
    /// What it asks.
    pub wanted: Wanted,
    /// The character that was typed, where one was.
    pub typed: Option<char>,
}

/// A whole pattern.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pattern {
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
    /// How far it strays.
    pub grade: Grade,
}

/// A name made ready to be compared.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its characters that count, folded.
    pub chars: Vec<char>,
    /// Their readings.
    pub readings: Vec<Arc<CharReadings>>,
    /// Where each stands in the name as typed.
    pub at: Vec<usize>,
}

/// How a pattern lies on a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alignment {
    /// The characters that it lies on, as places in [`Named::chars`].
    pub places: Vec<usize>,
    /// The reading that each piece found, where it asked for one.
    pub heard: Vec<Option<Syllable>>,
    /// How many of them are not the right reading.
    pub other: u8,
    /// How many characters are the typed ones.
    pub same: u8,
}

impl Named {
    /// Makes a person's name ready.
    pub fn person(name: &str, reader: &mut Reader) -> Self {
        let (chars, at) = units(name);
        let readings = reader.name(&chars);
        Self {
            chars,
            readings,
            at,
        }
    }

    /// Makes a village's name ready.
    pub fn village(name: &str, reader: &mut Reader) -> Self {
        let (chars, at) = units(name);
        let readings = reader.text(&chars);
        Self {
            chars,
            readings,
            at,
        }
    }
}

fn units(name: &str) -> (Vec<char>, Vec<usize>) {
    folded_name(name)
        .into_iter()
        .enumerate()
        .filter(|(_, c)| is_unit(*c))
        .map(|(at, c)| (c, at))
        .unzip()
}

impl Alignment {
    /// Tells whether it starts at the name's first character.
    pub fn starts(&self) -> bool {
        self.places.first() == Some(&0)
    }

    /// Tells whether no character is left out in between.
    pub fn is_contiguous(&self) -> bool {
        self.places.windows(2).all(|pair| match pair {
            [a, b] => a + 1 == *b,
            _ => true,
        })
    }
}

impl Named {
    /// Tells whether a word starts at a place: nothing stands before it, or something that parts.
    fn starts_word(&self, place: usize) -> bool {
        let Some(before) = place.checked_sub(1) else {
            return true;
        };
        match (self.at.get(before), self.at.get(place)) {
            (Some(before), Some(here)) => before + 1 < *here,
            _ => false,
        }
    }
}

impl Piece {
    /// Asks for any Latin letter.
    pub const ANY_LETTER: Self = Self {
        wanted: Wanted::AnyLetter,
        typed: None,
    };

    /// Makes a piece of a typed character: a Han character asks for itself.
    pub const fn char(c: char) -> Self {
        Self {
            wanted: Wanted::Char(c),
            typed: Some(c),
        }
    }

    /// Makes a piece that asks for one of `sounds`.
    pub const fn sounds(sounds: Vec<Syllable>) -> Self {
        Self {
            wanted: Wanted::Sounds(sounds),
            typed: None,
        }
    }

    /// Makes a piece that asks for one of some first sounds.
    pub const fn initials(initials: Vec<Initial>) -> Self {
        Self {
            wanted: Wanted::Initials(initials),
            typed: None,
        }
    }

    fn fit(&self, c: char, readings: &CharReadings) -> Option<Fit> {
        let same = self.typed == Some(c);
        let hear = |wants: &dyn Fn(Syllable) -> bool| {
            let first = readings.first.iter().copied().find(|s| wants(*s));
            let other = || readings.other.iter().copied().find(|s| wants(*s));
            match first {
                Some(heard) => Some((heard, false)),
                None => other().map(|heard| (heard, true)),
            }
        };
        let (heard, other) = match &self.wanted {
            Wanted::Char(wanted) => {
                return (*wanted == c).then_some(Fit {
                    heard: None,
                    other: false,
                    same,
                });
            }
            Wanted::AnyLetter => {
                return c.is_ascii_lowercase().then_some(Fit {
                    heard: None,
                    other: false,
                    same,
                });
            }
            Wanted::Sounds(_) if same => {
                return Some(Fit {
                    heard: readings.all().next(),
                    other: false,
                    same,
                });
            }
            Wanted::Sounds(sounds) => hear(&|s| sounds.binary_search(&s).is_ok())?,
            Wanted::Initials(initials) => hear(&|s| initials.contains(&s.initial()))?,
        };
        Some(Fit {
            heard: Some(heard),
            other,
            same,
        })
    }
}

struct Fit {
    heard: Option<Syllable>,
    other: bool,
    same: bool,
}

impl Pattern {
    /// Tells whether few names answer it: it has three pieces or more and says more than first
    /// sounds.
    pub fn is_telling(&self) -> bool {
        let bare = |p: &Piece| matches!(p.wanted, Wanted::Initials(_));
        self.pieces.len() > 2 && !self.pieces.iter().all(bare)
    }

    /// Tells whether it spells a name in Latin letters.
    pub fn is_latin(&self) -> bool {
        self.pieces.first().is_some_and(|piece| match piece.wanted {
            Wanted::Char(c) => c.is_ascii_lowercase(),
            Wanted::AnyLetter => true,
            Wanted::Sounds(_) | Wanted::Initials(_) => false,
        })
    }

    /// Gives how a name that answers it was found.
    pub fn kind(&self) -> Kind {
        let wants = |of: fn(&Wanted) -> bool| self.pieces.iter().any(|p| of(&p.wanted));
        match self.grade {
            Grade::Sound => Kind::Sound,
            Grade::Near => Kind::Near,
            Grade::Slip => Kind::Slip,
            Grade::Plain | Grade::Partial => {
                if wants(|w| matches!(w, Wanted::Sounds(_))) {
                    Kind::Pinyin
                } else if wants(|w| matches!(w, Wanted::Initials(_))) {
                    Kind::Initials
                } else {
                    Kind::Spelling
                }
            }
        }
    }

    /// Lays the pattern on a name: on characters side by side if it can, else with gaps, which a
    /// pattern that strays may not have. Latin letters stand side by side from a word's start.
    pub fn align(&self, name: &Named) -> Option<Alignment> {
        let count = self.pieces.len();
        let starts = (name.chars.len() + 1).checked_sub(count)?;
        let latin = self.is_latin();
        if latin && !name.chars.iter().any(char::is_ascii_lowercase) {
            return None;
        }
        let may_start = |start: &usize| !latin || name.starts_word(*start);
        let start = (0..starts)
            .filter(may_start)
            .find(|start| self.lies_at(name, *start));
        match start {
            Some(start) => self.lay(name, start..start + count),
            None if count < 2 || latin || self.grade >= Grade::Sound => None,
            None if !self.lies_with_gaps(name) => None,
            None => self.lay(name, 0..name.chars.len()),
        }
    }

    fn lies_at(&self, name: &Named, start: usize) -> bool {
        let chars = name.chars.iter().zip(&name.readings).skip(start);
        let mut both = self.pieces.iter().zip(chars);
        both.all(|(piece, (c, readings))| piece.fit(*c, readings).is_some())
    }

    fn lies_with_gaps(&self, name: &Named) -> bool {
        let mut chars = name.chars.iter().zip(&name.readings);
        let mut pieces = self.pieces.iter();
        pieces.all(|piece| chars.any(|(c, readings)| piece.fit(*c, readings).is_some()))
    }

    /// Lays the pieces in order on characters of the range, each as early as it can.
    fn lay(&self, name: &Named, range: std::ops::Range<usize>) -> Option<Alignment> {
        let mut found = Alignment {
            places: Vec::with_capacity(self.pieces.len()),
            heard: Vec::with_capacity(self.pieces.len()),
            other: 0,
            same: 0,
        };
        let mut pieces = self.pieces.iter();
        let mut piece = pieces.next()?;
        for place in range {
            let c = name.chars.get(place)?;
            let Some(fit) = piece.fit(*c, name.readings.get(place)?) else {
                continue;
            };
            found.places.push(place);
            found.heard.push(fit.heard);
            found.other += u8::from(fit.other);
            found.same += u8::from(fit.same);
            match pieces.next() {
                Some(next) => piece = next,
                None => return Some(found),
            }
        }
        None
    }
}
