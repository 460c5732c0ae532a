//! The lines of the prevention pane's forms.

use crate::domain::prevention::checkin::How;
use crate::domain::prevention::finding::SignKind;

/// The two results of a round.
pub const RESULTS: &[&str] = &["nothing", "found"];

asks! {
    /// Which node, by name or code.
    Node = "ask-node": Line,
    /// Whether something was found.
    Result = "ask-checkin_result": Code("checkin-result", RESULTS),
    /// What was found.
    Text = "ask-sign_text": Area,
    /// Which kind.
    Kind = "ask-sign_kind": Code("sign-kind", SignKind::CODES),
    /// Between whom it is.
    About = "ask-about": Line,
    /// Who reported.
    Reporter = "ask-reporter": Line,
    /// How.
    How = "ask-checkin_how": Code("checkin-how", How::CODES),
    /// When.
    At = "ask-at": Number,
    /// On which day it was found.
    FoundOn = "ask-found_on": Number,
    /// Until when it is watched.
    Until = "ask-until": Number,
    /// How it was settled.
    SettledHow = "ask-settled_how": Area,
    /// On which day.
    On = "ask-on": Number,
    /// Why.
    Why = "ask-why": Line,
    /// Which day.
    Day = "ask-day": Number,
}
