//! The lines of the whistles pane's forms.

use crate::app::field::Kind as FieldKind;
use crate::app::form::line::Line;
use crate::app::job::Asked;
use crate::domain::whistle::fact::{Rating, WhistleKind};

/// The lines of the forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Which kind.
    Kind,
    /// Who whistles.
    From,
    /// Who is whistled.
    To,
    /// What it is about.
    About,
    /// Who approved it.
    Approver,
    /// Which case.
    Case,
    /// Who signs in.
    Who,
    /// When it happened; empty for now.
    At,
    /// The answer.
    Answer,
    /// How it is rated.
    Rating,
    /// In what words.
    Words,
    /// Why.
    Why,
}

impl Asked for Ask {
    const ALL: &'static [Self] = &[
        Self::Kind,
        Self::From,
        Self::To,
        Self::About,
        Self::Approver,
        Self::Case,
        Self::Who,
        Self::At,
        Self::Answer,
        Self::Rating,
        Self::Words,
        Self::Why,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Kind => "whistles-ask-kind",
            Self::From => "whistles-ask-from",
            Self::To => "whistles-ask-to",
            Self::About => "whistles-ask-about",
            Self::Approver => "whistles-ask-approver",
            Self::Case => "whistles-ask-case",
            Self::Who => "whistles-ask-who",
            Self::At => "whistles-ask-at",
            Self::Answer => "whistles-ask-answer",
            Self::Rating => "whistles-ask-rating",
            Self::Words => "whistles-ask-words",
            Self::Why => "ask-why",
        }
    }

    fn field(self) -> &'static str {
        match self {
            Self::Kind => "whistle_kind",
            Self::From => "from",
            Self::To => "to",
            Self::About => "about",
            Self::Approver => "approver",
            Self::Case => "case",
            Self::Who => "who",
            Self::At => "at",
            Self::Answer => "answer",
            Self::Rating => "rating",
            Self::Words => "words",
            Self::Why => "why",
        }
    }

    fn line(self) -> Line<Self> {
        let label = self.word();
        match self {
            Self::Kind => {
                let kinds: Vec<&'static str> =
                    WhistleKind::ALL.iter().map(|it| it.code()).collect();
                Line::code(self, label, "whistle_kind", &kinds)
            }
            Self::Rating => {
                let ratings: Vec<&'static str> = Rating::ALL.iter().map(|it| it.code()).collect();
                Line::code(self, label, "whistle_rating", &ratings)
            }
            Self::About | Self::Answer => Line::text(self, label, FieldKind::Area),
            Self::Case => Line::text(self, label, FieldKind::Number),
            Self::From
            | Self::To
            | Self::Approver
            | Self::Who
            | Self::At
            | Self::Words
            | Self::Why => Line::text(self, label, FieldKind::Line),
        }
    }
}
