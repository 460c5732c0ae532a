//! 八项服务: one of the eight services on a case, with its notes.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::case::fact::ask::{AnswerKind, Ask, Reader};
use crate::domain::case::fact::kind::{Choice, Kind, Shown};
use crate::domain::case::fact::table::Fact;
use crate::domain::codes::Track;

codes! {
    /// 进展 of a service.
    TrackStage: "stage" {
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
    Text(String),
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
            Self::Text(text) => text,
            Self::Sealed => "",
        }
    }

    /// Tells whether no note stands at all.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty())
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

const fn ask(field: &'static str, answer: AnswerKind) -> Ask {
    Ask { field, answer }
}

impl Fact for TrackState {
    const ASKS: &'static [Ask] = &[
        ask("track", <Choice<Track>>::ANSWER),
        ask("holder", AnswerKind::Line),
        ask("stage", <Choice<TrackStage>>::ANSWER),
        ask("note", AnswerKind::Text),
    ];

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let track = from.code("track", Track::parse);
        let stage = from.code("stage", TrackStage::parse);
        Some(Self {
            track: track?,
            holder: from.optional("holder").unwrap_or_default(),
            stage: stage?,
            note: TrackNote::Text(from.optional("note").unwrap_or_default()),
        })
    }

    fn fields(&self) -> Vec<(&'static str, Shown)> {
        let code = |group, code| Shown::Code { group, code };
        vec![
            ("track", code("track", self.track.code())),
            ("holder", Shown::Text(self.holder.clone())),
            ("stage", code("stage", self.stage.code())),
            (
                "note",
                match &self.note {
                    TrackNote::Text(text) => Shown::Text(text.clone()),
                    TrackNote::Sealed => Shown::Sealed,
                },
            ),
        ]
    }
}

/// The fact as stored.
#[derive(Serialize, Deserialize)]
struct Stored {
    track: Track,
    holder: String,
    /// Whether it is done: all that was written before stages were told apart.
    done: bool,
    note: String,
    #[serde(default)]
    stage: Option<TrackStage>,
    /// A note stands, and its words are kept elsewhere.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    held: bool,
}

impl Serialize for TrackState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Stored {
            track: self.track,
            holder: self.holder.clone(),
            done: self.stage == TrackStage::Done,
            note: self.note.text().to_owned(),
            stage: Some(self.stage),
            held: self.note == TrackNote::Sealed,
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for TrackState {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = Stored::deserialize(deserializer)?;
        let before = if stored.done {
            TrackStage::Done
        } else {
            TrackStage::Doing
        };
        Ok(Self {
            track: stored.track,
            holder: stored.holder,
            stage: stored.stage.unwrap_or(before),
            note: if stored.held {
                TrackNote::Sealed
            } else {
                TrackNote::Text(stored.note)
            },
        })
    }
}
