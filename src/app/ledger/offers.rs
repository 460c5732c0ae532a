//! What is proposed for the open line of a ledger's form: listed beside it, taken by the clerk and
//! never by itself.

use crate::app::case::para::Shade;
use crate::app::part::Target;
use crate::words::initials::is_spelt;

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer<I> {
    /// How it reads.
    pub text: String,
    /// How it is meant.
    pub tone: Shade,
    /// What taking it does.
    pub takes: Takes<I>,
}

/// What taking a proposal does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Takes<I> {
    /// Writes texts into lines and opens the next line.
    Lines(Vec<(I, String)>),
    /// Writes into the open line, which stays open: another proposal may follow.
    More(String),
    /// Shows the pane what another part could have shown it.
    Show(Target),
}

impl<I> Offer<I> {
    /// Proposes a text for one line.
    pub fn line(text: String, ask: I, entry: String) -> Self {
        Self {
            text,
            tone: Shade::Plain,
            takes: Takes::Lines(vec![(ask, entry)]),
        }
    }

    /// Gives the proposal another tone.
    #[must_use]
    pub fn toned(mut self, tone: Shade) -> Self {
        self.tone = tone;
        self
    }
}

/// The proposals for the open line, and the one under the cursor.
#[derive(Debug)]
pub struct Offers<I> {
    /// They.
    pub list: Vec<Offer<I>>,
    /// The place of the cursor; `None` while it is above the first.
    pub cursor: Option<usize>,
}

impl<I> Default for Offers<I> {
    fn default() -> Self {
        Self {
            list: Vec::new(),
            cursor: None,
        }
    }
}

impl<I: PartialEq> Offers<I> {
    /// Takes what is proposed now; the cursor leaves a list that changed.
    pub fn renew(&mut self, list: Vec<Offer<I>>) {
        if list != self.list {
            self.list = list;
            self.cursor = None;
        }
    }

    /// Gives the place of the one that leaving the line takes: the one under the cursor, else the only
    /// one there is for what is `typed`. Nobody is taken over unless he was pointed at.
    pub fn meant(&self, typed: &str) -> Option<usize> {
        let only = match self.list.as_slice() {
            [
                Offer {
                    takes: Takes::Lines(lines),
                    ..
                },
            ] => lines
                .first()
                .is_some_and(|(_, entry)| completes(entry, typed)),
            _ => false,
        };
        self.cursor.or(only.then_some(0))
    }

    /// Moves the cursor by rows, stopping above the first and at the last.
    pub fn step(&mut self, by: isize) {
        let above = self.cursor.map_or(0, |at| at + 1);
        let next = above.saturating_add_signed(by).min(self.list.len());
        self.cursor = next.checked_sub(1);
    }
}

/// Tells whether a proposal says in full what was begun: by its signs or by its pinyin.
fn completes(entry: &str, typed: &str) -> bool {
    let typed = typed.trim();
    !typed.is_empty() && entry != typed && (entry.contains(typed) || is_spelt(entry, typed))
}
