//! 八项服务: one of the eight services on a case, with its notes.

use super::super::codes::Track;

codes! {
    /// 进展 of a service.
    TrackStage {
        /// 待办
        Open = "open",
        /// 在办
        Doing = "doing",
        /// 已办完
        Done = "done",
        /// 不再办
        Dropped = "dropped",
    }
}

/// A note on a service. What a counsellor wrote is read by who holds the service and who wrote it
/// (精神卫生法 4); for others it stands there without its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrackNote {
    /// The words; empty for no note.
    Said(String),
    /// A note stands, and its words are held back.
    Sealed,
}

/// One of the eight services on a case; its earlier notes stand in the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackState {
    /// Which service.
    pub track: Track,
    /// Who holds it.
    pub holder: String,
    /// How far it is.
    pub stage: TrackStage,
    /// What was noted last.
    pub note: TrackNote,
}

impl TrackNote {
    /// Gives the words; nothing where they are held back.
    pub fn text(&self) -> &str {
        match self {
            Self::Said(text) => text,
            Self::Sealed => "",
        }
    }

    /// Tells whether no note stands at all.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Said(text) if text.is_empty())
    }

    /// Gives the note without its words.
    #[must_use]
    pub fn sealed(&self) -> Self {
        if self.is_empty() {
            self.clone()
        } else {
            Self::Sealed
        }
    }
}

/// Tells whether the notes of a service are kept in the tighter place.
pub const fn is_private(track: Track) -> bool {
    matches!(track, Track::Counselling)
}
