//! Which persons of a block can answer: a tree of tokens, read from the postings.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::domain::projection::{ReadRows, RowsError};

use super::doc::grams;
use super::key::{self, LONG, Reading, Token};
use super::pattern::{Grade, Pattern, Piece, Wanted};
use super::postings::Ids;
use super::query::{Sort, Term};

/// Where in a name a pattern may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On the whole name.
    Whole,
    /// At its start.
    Start,
    /// Behind its first character.
    Inner,
    /// Anywhere.
    Anywhere,
}

/// In which readings the characters of a name may answer a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// All in their right readings.
    Right,
    /// At least one in another reading.
    Other,
    /// Each in any.
    Any,
}

/// What a person must carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// One token.
    One(Token),
    /// All of these.
    All(Vec<Need>),
    /// One of these.
    Any(Vec<Need>),
}

impl Need {
    /// Gives what a person must carry to answer a term; `None` when nothing can be asked of the
    /// postings (one or two digits beside other terms). `villages` are those whose names answer.
    pub fn of(term: &Term, grades: &RangeInclusive<Grade>, villages: &[u32]) -> Option<Self> {
        match &term.sort {
            Sort::Name(name) => {
                let patterns = name.patterns.iter();
                let mut ways: Vec<Self> = patterns
                    .filter(|pattern| grades.contains(&pattern.grade))
                    .filter_map(|pattern| Self::of_pattern(pattern, Place::Anywhere, Heard::Any))
                    .collect();
                ways.extend(villages.iter().map(|v| Self::One(Token::Village(*v))));
                Some(Self::any(ways))
            }
            Sort::Digits(digits) => Self::of_digits(digits),
            Sort::Number(signs) => all_grams(signs),
        }
    }

    /// Gives what a name must carry for a pattern to lie on it so; `None` where none can.
    pub fn of_pattern(pattern: &Pattern, place: Place, heard: Heard) -> Option<Self> {
        let pieces = || pattern.pieces.iter().enumerate();
        let all = |other: Option<usize>| -> Option<Self> {
            let mut needs = Vec::with_capacity(pattern.pieces.len() + 1);
            for (at, piece) in pieces() {
                let readings: &[Reading] = match heard {
                    Heard::Right => &[Reading::Right],
                    Heard::Other if other == Some(at) => &[Reading::Other],
                    Heard::Other | Heard::Any => &[Reading::Right, Reading::Other],
                };
                match piece.wanted {
                    Wanted::AnyLetter => {}
                    Wanted::Char(_) if other == Some(at) => return None,
                    Wanted::Char(_) | Wanted::Sounds(_) | Wanted::Initials(_) => {
                        needs.push(Self::any(tokens(piece, at == 0, place, readings)));
                    }
                }
            }
            needs.extend(lengths(pattern.pieces.len(), place));
            Some(Self::all(needs))
        };
        match heard {
            Heard::Right | Heard::Any => all(None),
            Heard::Other => {
                let ways: Vec<Self> = pieces().filter_map(|(at, _)| all(Some(at))).collect();
                (!ways.is_empty()).then(|| Self::any(ways))
            }
        }
    }

    /// Gives what a person must carry who has the digits in a number; `None` for less than three.
    pub fn of_digits(digits: &[u8]) -> Option<Self> {
        let whole = all_grams(digits)?;
        // A whole ID number is found by the tail that is kept of it.
        let kept = digits.len().checked_sub(6).filter(|_| digits.len() >= 15);
        match kept.and_then(|from| digits.get(from..)).and_then(all_grams) {
            Some(tail) => Some(Self::Any(vec![whole, tail])),
            None => Some(whole),
        }
    }

    /// Gives what a person must carry one of whose numbers ends with the digits.
    pub fn of_tail(digits: &[u8]) -> Option<Self> {
        let tail = Self::One(Token::Tail(*digits.last_chunk()?));
        Some(Self::All(vec![tail, Self::of_digits(digits)?]))
    }

    /// Asks for all of `needs`; those that few people meet come first.
    pub fn all(mut needs: Vec<Self>) -> Self {
        needs.sort_by_key(Self::crowd);
        Self::All(needs)
    }

    /// Asks for one of `needs`.
    pub fn any(mut needs: Vec<Self>) -> Self {
        match needs.pop() {
            Some(only) if needs.is_empty() => only,
            last => {
                needs.extend(last);
                Self::Any(needs)
            }
        }
    }

    /// Guesses how many people meet the need, in thousandths.
    fn crowd(&self) -> u32 {
        match self {
            Self::One(token) => match token {
                Token::Tail(_) => 1,
                Token::InnerChar(_) => 5,
                Token::Gram(_) | Token::Village(_) => 11,
                Token::HeadChar(_) | Token::InnerSound(_) => 12,
                Token::HeadOther(_) | Token::InnerOther(_) => 6,
                Token::HeadSound(_) => 14,
                Token::HeadInitial(_) | Token::HeadOtherInitial(_) => 60,
                Token::InnerInitial(_) | Token::InnerOtherInitial(_) => 120,
                Token::Length(2) => 220,
                Token::Length(3) => 750,
                Token::Length(4) => 15,
                Token::Length(_) => 4,
            },
            Self::All(needs) => needs.first().map_or(1000, Self::crowd),
            Self::Any(needs) => needs.iter().map(Self::crowd).sum(),
        }
    }

    /// Tells whether reading its postings costs more than reading the rows of those who are left.
    fn costs_more_than(&self, left: &Ids) -> bool {
        left.count_up_to(self.tokens())
    }

    fn tokens(&self) -> usize {
        match self {
            Self::One(
                Token::HeadInitial(_)
                | Token::HeadOtherInitial(_)
                | Token::InnerInitial(_)
                | Token::InnerOtherInitial(_)
                | Token::Length(_),
            ) => 2,
            Self::One(_) => 1,
            Self::All(needs) | Self::Any(needs) => needs.iter().map(Self::tokens).sum(),
        }
    }

    /// Gives what stands for one or two digits that are all that was typed: the end of a number.
    pub fn of_short_tail(digits: &[u8]) -> Self {
        let mut heads: Vec<Vec<u8>> = vec![Vec::new()];
        for _ in digits.len()..3 {
            heads = heads
                .iter()
                .flat_map(|head| (b'0'..=b'9').map(|d| [head.as_slice(), &[d]].concat()))
                .collect();
        }
        let tails = heads.iter().filter_map(|head| {
            let tail = [head.as_slice(), digits].concat().try_into().ok()?;
            Some(Self::One(Token::Tail(tail)))
        });
        Self::Any(tails.collect())
    }
}

/// Gives the lengths of the names on which so many pieces can lie so: a name that they do not
/// cover is longer.
fn lengths(pieces: usize, place: Place) -> Option<Need> {
    let shortest = Token::length(pieces);
    let longer = (pieces + 1).min(usize::from(LONG))..=usize::from(LONG);
    match place {
        Place::Anywhere => None,
        Place::Whole => Some(Need::One(shortest)),
        Place::Start | Place::Inner => {
            let longer = longer.map(|length| Need::One(Token::length(length)));
            Some(Need::any(longer.collect()))
        }
    }
}

/// Gives the tokens of a piece; only the first piece can lie on the first character.
fn tokens(piece: &Piece, first: bool, place: Place, readings: &[Reading]) -> Vec<Need> {
    let mut found = Vec::new();
    let heads = [(first && place != Place::Inner).then_some(true)];
    let inner = !first || matches!(place, Place::Inner | Place::Anywhere);
    for head in heads.into_iter().chain([inner.then_some(false)]).flatten() {
        match &piece.wanted {
            Wanted::Char(c) if head => found.push(Token::HeadChar(*c)),
            Wanted::Char(c) => found.push(Token::InnerChar(*c)),
            Wanted::Sounds(sounds) => {
                for reading in readings {
                    found.extend(sounds.iter().map(|s| Token::sound(*s, head, *reading)));
                }
            }
            Wanted::Initials(initials) => {
                for reading in readings {
                    found.extend(initials.iter().map(|i| Token::initial(*i, head, *reading)));
                }
            }
            Wanted::AnyLetter => {}
        }
    }
    found.into_iter().map(Need::One).collect()
}

fn all_grams(signs: &[u8]) -> Option<Need> {
    let mut needs = Vec::new();
    grams(signs, &mut |token| needs.push(Need::One(token)));
    (!needs.is_empty()).then(|| Need::all(needs))
}

/// More lists than this are united as bits.
const FEW: usize = 4;

/// Reads one block's postings, each once.
pub struct Block<'a> {
    rows: &'a dyn ReadRows,
    number: u32,
    read: &'a mut Read,
}

/// The postings of a block that were read.
pub type Read = HashMap<Token, Arc<Ids>>;

impl<'a> Block<'a> {
    /// Opens the block of that number; what was read of it before is not read again.
    pub const fn new(rows: &'a dyn ReadRows, number: u32, read: &'a mut Read) -> Self {
        Self { rows, number, read }
    }

    /// Gives the persons of the block who carry what is needed.
    pub fn who(&mut self, need: &Need) -> Result<Arc<Ids>, RowsError> {
        self.among(need, None)
    }

    /// Gives those of `left` (of all, when there is none) who carry what is needed.
    fn among(&mut self, need: &Need, left: Option<&Arc<Ids>>) -> Result<Arc<Ids>, RowsError> {
        match need {
            Need::One(token) => {
                let these = self.read(*token)?;
                Ok(match left {
                    None => these,
                    Some(left) => Arc::new(left.and(&these)),
                })
            }
            Need::All(needs) => {
                let mut left: Option<Arc<Ids>> = left.cloned();
                for need in needs {
                    if let Some(few) = left.as_ref().filter(|left| need.costs_more_than(left)) {
                        return Ok(Arc::clone(few));
                    }
                    let these = self.among(need, left.as_ref())?;
                    if these.is_empty() {
                        return Ok(these);
                    }
                    left = Some(these);
                }
                Ok(left.unwrap_or_else(|| Arc::new(Ids::none())))
            }
            Need::Any(needs) => {
                let mut sum = if left.is_none() && needs.len() > FEW {
                    Ids::no_one_of_many()
                } else {
                    Ids::none()
                };
                for need in needs {
                    sum.add(&*self.among(need, left)?);
                }
                Ok(Arc::new(sum))
            }
        }
    }

    fn read(&mut self, token: Token) -> Result<Arc<Ids>, RowsError> {
        if let Some(ids) = self.read.get(&token) {
            return Ok(Arc::clone(ids));
        }
        let row = self.rows.get(&key::posting(self.number, token))?;
        let ids = Arc::new(row.map_or_else(Ids::none, |bytes| Ids::decode(&bytes)));
        self.read.insert(token, Arc::clone(&ids));
        Ok(ids)
    }
}
