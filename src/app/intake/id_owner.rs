//! 此号码属于他人: the question whose an ID number is that stands on the card of somebody with another
//! name. Nothing is put on a stranger, and nobody is sent away: whoever sits at the desk says which.

use crate::app::answer::FoundRow;
use crate::app::intake::sheet::Sheet;
use crate::domain::field::Field;

/// What the clerk can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnerSay {
    /// 同一人: his card gets the name of today.
    Same,
    /// 另一人，证件读错: the number is left out, and noted as not his.
    Misread,
    /// 另一人，号码无误: a card of his own with the number; the other card may be wrong.
    Another,
}

impl OwnerSay {
    /// Everything, in the order of the digits.
    pub const ALL: &'static [Self] = &[Self::Same, Self::Misread, Self::Another];

    /// Gives the key of its words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Same => "intake-owner-same",
            Self::Misread => "intake-owner-misread",
            Self::Another => "intake-owner-another",
        }
    }

    /// Gives the key of what it does.
    pub const fn why(self) -> &'static str {
        match self {
            Self::Same => "intake-owner-same-why",
            Self::Misread => "intake-owner-misread-why",
            Self::Another => "intake-owner-another-why",
        }
    }
}

/// Who has the number.
#[derive(Debug, Default)]
pub struct IdOwner {
    row: Option<FoundRow>,
    /// The place of the cursor while the question stands.
    asking: Option<usize>,
    /// The number and the name about which it was answered.
    settled: Option<(String, String)>,
}

fn about(sheet: &Sheet) -> (String, String) {
    let text = |field| sheet.get(field).trim().to_owned();
    (text(Field::IdNumber), text(Field::Name))
}

impl IdOwner {
    /// Puts the question.
    pub fn put(&mut self, row: FoundRow) {
        self.row = Some(row);
        self.asking = Some(0);
    }

    /// Gives who has the number, while the question stands.
    pub fn row(&self) -> Option<&FoundRow> {
        self.row.as_ref().filter(|_| self.asking.is_some())
    }

    /// Gives the place of the cursor while the question stands.
    pub const fn asking(&self) -> Option<usize> {
        self.asking
    }

    /// Moves the cursor.
    pub fn step(&mut self, by: isize) {
        if let Some(at) = &mut self.asking {
            *at = at.saturating_add_signed(by).min(OwnerSay::ALL.len() - 1);
        }
    }

    /// Answers with a place in the list, for the number and the name of the sheet.
    pub fn say(&mut self, at: usize, sheet: &Sheet) -> Option<(OwnerSay, FoundRow)> {
        let answer = *OwnerSay::ALL.get(at)?;
        let row = self.row.take()?;
        self.asking = None;
        self.settled = Some(about(sheet));
        Some((answer, row))
    }

    /// Takes the question away unanswered; false when it did not stand.
    pub fn leave(&mut self) -> bool {
        self.asking.take().is_some()
    }

    /// Tells whether it was answered for the number and the name of the sheet.
    pub fn is_settled(&self, sheet: &Sheet) -> bool {
        self.settled.as_ref() == Some(&about(sheet))
    }

    /// Forgets everything: another draft is in hand.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}
