//! The lines of the prevention pane's forms.

use crate::app::field::Kind as FieldKind;
use crate::app::form::line::Line;
use crate::app::job::Asked;
use crate::domain::prevention::checkin::How;
use crate::domain::prevention::finding::SignKind;

/// The lines of the forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Which node, by name or code.
    Node,
    /// Whether something was found.
    Result,
    /// What was found.
    Text,
    /// Which kind.
    Kind,
    /// Between whom it is.
    About,
    /// Who reported.
    Reporter,
    /// How.
    How,
    /// When.
    At,
    /// On which day it was found.
    FoundOn,
    /// Until when it is watched.
    Until,
    /// How it was settled.
    SettledHow,
    /// On which day.
    On,
    /// Why.
    Why,
    /// Which day.
    Day,
}

/// The two results of a round.
pub const RESULTS: &[&str] = &["nothing", "found"];

impl Asked for Ask {
    const ALL: &'static [Self] = &[
        Self::Node,
        Self::Result,
        Self::Text,
        Self::Kind,
        Self::About,
        Self::Reporter,
        Self::How,
        Self::At,
        Self::FoundOn,
        Self::Until,
        Self::SettledHow,
        Self::On,
        Self::Why,
        Self::Day,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Node => "ask-node",
            Self::Result => "ask-checkin_result",
            Self::Text => "ask-sign_text",
            Self::Kind => "ask-sign_kind",
            Self::About => "ask-about",
            Self::Reporter => "ask-reporter",
            Self::How => "ask-checkin_how",
            Self::At => "ask-at",
            Self::FoundOn => "ask-found_on",
            Self::Until => "ask-until",
            Self::SettledHow => "ask-settled_how",
            Self::On => "ask-on",
            Self::Why => "ask-why",
            Self::Day => "ask-day",
        }
    }

    fn line(self) -> Line<Self> {
        let label = self.word();
        let codes = |list, codes: &[&'static str]| Line::code(self, label, list, codes);
        match self {
            Self::Result => codes("checkin-result", RESULTS),
            Self::Kind => {
                let kinds: Vec<&'static str> = SignKind::ALL.iter().map(|it| it.code()).collect();
                codes("sign-kind", &kinds)
            }
            Self::How => {
                let ways: Vec<&'static str> = How::ALL.iter().map(|it| it.code()).collect();
                codes("checkin-how", &ways)
            }
            Self::Text | Self::SettledHow => Line::text(self, label, FieldKind::Area),
            Self::At | Self::FoundOn | Self::Until | Self::On | Self::Day => {
                Line::text(self, label, FieldKind::Number)
            }
            Self::Node | Self::About | Self::Reporter | Self::Why => {
                Line::text(self, label, FieldKind::Line)
            }
        }
    }
}
