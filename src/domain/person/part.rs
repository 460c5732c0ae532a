//! The kinds of parts of a person's card: how each is kept, and what of it may be seen.

use crate::domain::mask::mask_name;
use crate::domain::phone::mask_phone;
use crate::domain::resident_id::mask_id;

/// What a part is, which decides how it is read, and who sees how much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// 姓名
    Name,
    /// Telephone numbers
    Phones,
    /// The number of an identity paper
    IdNumber,
    /// A village of the grid; everybody may see it
    Village,
    /// Where he lives
    Address,
    /// What he needs while he is at the desk; the screen shows it, lists do not
    Need,
    /// What is nobody else's business
    Private,
    /// A wish, `yes` or empty
    YesNo,
}

impl PartKind {
    /// Tells whether the screen hides it until it is revealed.
    pub const fn is_hidden(self) -> bool {
        match self {
            Self::Name | Self::Phones | Self::IdNumber | Self::Address | Self::Private => true,
            Self::Village | Self::Need | Self::YesNo => false,
        }
    }

    /// Gives what the screen shows of a part before it is revealed; `None` for nothing.
    pub fn masked(self, text: &str) -> Option<String> {
        match self {
            Self::Name => Some(mask_name(text)),
            Self::Phones => {
                let phones: Vec<String> = text.split('、').map(mask_phone).collect();
                Some(phones.join("、"))
            }
            Self::IdNumber => Some(mask_id(text)),
            Self::Address | Self::Private => None,
            Self::Village | Self::Need | Self::YesNo => Some(text.to_owned()),
        }
    }
}

/// The value of a part, as text and back.
pub(super) trait PartValue {
    /// Gives the value as text, empty for nothing.
    fn to_text(&self) -> String;
    /// Reads what [`PartValue::to_text`] gave.
    fn of_text(text: &str) -> Self;
}

impl PartValue for String {
    fn to_text(&self) -> String {
        self.clone()
    }

    fn of_text(text: &str) -> Self {
        text.to_owned()
    }
}

impl PartValue for Option<String> {
    fn to_text(&self) -> String {
        self.clone().unwrap_or_default()
    }

    fn of_text(text: &str) -> Self {
        Some(text.to_owned()).filter(|text| !text.is_empty())
    }
}

impl PartValue for Vec<String> {
    fn to_text(&self) -> String {
        self.join("、")
    }

    fn of_text(text: &str) -> Self {
        text.split(['、', ',', '，', ';', '；', ' '])
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

impl PartValue for bool {
    fn to_text(&self) -> String {
        if *self { "yes" } else { "" }.to_owned()
    }

    fn of_text(text: &str) -> Self {
        !text.is_empty()
    }
}
