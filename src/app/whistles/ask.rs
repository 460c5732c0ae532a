//! The lines of the whistles pane's forms.

use crate::domain::whistle::fact::{Rating, WhistleKind};

asks! {
    /// Which kind.
    Kind = "whistles-ask-kind" as "whistle_kind": Code("whistle_kind", WhistleKind::CODES),
    /// Who whistles.
    From = "whistles-ask-from" as "from": Line,
    /// Who is whistled.
    To = "whistles-ask-to" as "to": Line,
    /// What it is about.
    About = "whistles-ask-about" as "about": Area,
    /// Who approved it.
    Approver = "whistles-ask-approver" as "approver": Line,
    /// Which case.
    Case = "whistles-ask-case" as "case": Case,
    /// Who signs in.
    Who = "whistles-ask-who" as "who": Line,
    /// When it happened; empty for now.
    At = "whistles-ask-at" as "at": Line,
    /// The answer.
    Answer = "whistles-ask-answer" as "answer": Area,
    /// How it is rated.
    Rating = "whistles-ask-rating" as "rating": Code("whistle_rating", Rating::CODES),
    /// In what words.
    Words = "whistles-ask-words" as "words": Line,
    /// Why.
    Why = "ask-why": Line,
}
