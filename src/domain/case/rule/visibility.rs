//! What a viewer may see of a case: an accusation shows its content to named staff only.

use crate::domain::case::fact::appeal::AppealState;
use crate::domain::case::fact::closing::ClosingState;
use crate::domain::case::fact::dispute::Dispute;
use crate::domain::case::fact::legal_aid::state::LegalAid;
use crate::domain::case::fact::order::state::OrderState;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::Step;
use crate::domain::case::fact::track::is_private;
use crate::domain::case::fact::transfer::TransferState;
use crate::domain::case::rule::recusal::{SHORTEST, is_named, plain};
use crate::domain::codes::Class;
use crate::domain::moment::Moment;
use crate::domain::province::FromAbove;
use crate::domain::viewer::Viewer;

/// Labels of lines that an imported sheet left among the facts and that name who worked on the matter.
const STAFF: &[&str] = &["登记人", "经办人", "承办人", "录入人", "填报人", "记录人"];

/// Tells whether a line of the facts says who worked on the matter (`登记人：刘巧玲`).
fn names_staff(line: &str) -> bool {
    let label = line.split_once(['：', ':']).map(|(label, _)| label.trim());
    label.is_some_and(|label| STAFF.contains(&label))
}

impl Case {
    /// Tells whether `viewer` may read what the matter says (条例 30 ¶3, 46 (五)); what was sealed and not
    /// opened nobody can.
    pub fn is_open_to(&self, viewer: &Viewer) -> bool {
        let named =
            self.matter.class != Class::Accusation || self.named_staff.contains(&viewer.name);
        named && !self.is_about(viewer) && !self.sealed
    }

    /// Tells whether it is an accusation, or has one in it, against the viewer, however his name is
    /// spelt; of who brought it he learns nothing (条例 30 ¶3).
    pub fn is_about(&self, viewer: &Viewer) -> bool {
        let accused = self.matter.accused.as_deref().unwrap_or_default();
        (self.matter.class == Class::Accusation && plain(accused).contains(&plain(&viewer.name)))
            || self.may_be_about(&viewer.name)
            || self.merge.absorbed.iter().any(|part| part.is_about(viewer))
    }

    /// Tells whether the words of a matter that nobody classed yet name somebody: it may be an
    /// accusation of him, and is treated as one until it is classed (条例 30 ¶3).
    pub fn may_be_about(&self, name: &str) -> bool {
        let name = plain(name);
        if self.matter.class != Class::Unclassed || name.chars().count() < SHORTEST {
            return false;
        }
        let matter = &self.matter;
        let accused = matter.accused.as_deref().unwrap_or_default();
        let texts = [&*matter.summary, &*matter.request, &*matter.facts, accused];
        let visits = self.visits.iter().map(|visit| &*visit.words);
        texts
            .into_iter()
            .chain(visits)
            .flat_map(str::lines)
            .filter(|line| !names_staff(line))
            .any(|line| plain(line).contains(&name))
    }

    /// Tells whether a person or unit is complained of: by name, or by a word of what was written
    /// down. Several names stand with 、 between them.
    pub fn complains_of(&self, names: &str) -> bool {
        let accused = self.matter.accused.as_deref().unwrap_or_default();
        let about = |name: &str| {
            parts(accused).any(|part| part.contains(name) || name.contains(part))
                || accused.contains(name)
        };
        parts(names).any(about) || is_named(accused, names)
    }

    /// Tells whether it is an accusation of a person or unit (条例 30 ¶3).
    pub fn is_accusation_of(&self, names: &str) -> bool {
        // Of whom a sealed one is, nobody here can tell: it goes to nobody who may be meant.
        self.matter.class == Class::Accusation && (self.sealed || self.complains_of(names))
    }

    /// Tells whether others may know who has it open: of a matter that complains of somebody, nobody.
    pub fn may_be_seen_open(&self) -> bool {
        self.matter.class != Class::Accusation && self.matter.accused.is_none()
    }

    /// Gives the case as `viewer` may see it: number, dates and state remain, content goes.
    #[must_use]
    pub fn seen_by(&self, viewer: &Viewer) -> Self {
        let mut seen = self.clone();
        seen.seal_notes(|holder| holder == viewer.name);
        for part in &mut seen.merge.absorbed {
            *part = part.seen_by(viewer);
        }
        if self.is_open_to(viewer) {
            return seen;
        }
        seen.matter.summary.clear();
        seen.matter.request.clear();
        seen.matter.facts.clear();
        seen.matter.village = None;
        seen.matter.accused = None;
        seen.matter.evidence = None;
        seen.matter.representatives.clear();
        seen.matter.external.clear();
        seen.matter.purpose = None;
        seen.matter.content = None;
        seen.matter.from_above = FromAbove::default();
        seen.matter.dispute = Dispute::default();
        seen.matter.follows = None;
        // Day and number are all that is told of when it came: the minute, or by which channel, would
        // tell whoever saw the visitor.
        seen.registered_at = seen.registered_at.day_alone();
        for visit in &mut seen.visits {
            visit.received_at = visit.received_at.map(Moment::day_alone);
            visit.words.clear();
            visit.companion = None;
            // The station stands in a village.
            visit.station = None;
            visit.new_facts = None;
        }
        seen.declined = None;
        seen.guided = None;
        seen.decision = None;
        seen.agreement = None;
        seen.withdrawn = None;
        seen.struck_off = None;
        seen.imported_answer = None;
        seen.tracks.clear();
        seen.diverted.clear();
        seen.merge.absorbed.clear();
        seen.closing = ClosingState::default();
        seen.mediation.0.clear();
        seen.task_forces.clear();
        seen.printed.clear();
        seen.attached.clear();
        seen.checklist.0.clear();
        seen.transfer = TransferState::default();
        seen.unit = None;
        seen.holder = None;
        seen.leader = None;
        seen.extension = None;
        seen.fast_lane = None;
        seen.appeal = AppealState::default();
        seen.order = OrderState::default();
        seen.legal_aid = LegalAid::default();
        seen.named_staff.clear();
        seen.key.hide();
        seen
    }
}

impl Case {
    /// Tells whether its words are for named staff alone, and so sealed to them.
    pub fn is_secret(&self) -> bool {
        self.matter.class == Class::Accusation
    }

    /// Gives the case without a word of what its counsellors noted, as it leaves the desk.
    #[must_use]
    pub fn sealed(&self) -> Self {
        let mut sealed = self.clone();
        sealed.seal_notes(|_| false);
        sealed
    }

    /// Tells whether `viewer` holds the services whose notes are kept in the tighter place.
    pub fn is_counselled_by(&self, viewer: &Viewer) -> bool {
        self.tracks
            .iter()
            .any(|it| is_private(it.track) && it.holder == viewer.name)
    }

    fn seal_notes(&mut self, reads: impl Fn(&str) -> bool) {
        for state in &mut self.tracks {
            if is_private(state.track) && !reads(&state.holder) {
                state.note = state.note.sealed();
            }
        }
    }
}

/// Tells whether the service whose notes are kept in the tighter place came to `viewer` by another's
/// hand, or was his from the first, by who took which steps; withdrawn ones count. Whoever takes it
/// for himself reads nothing that was noted before.
pub fn was_given_to<'a>(
    steps: impl IntoIterator<Item = (&'a str, &'a Step)>,
    viewer: &Viewer,
) -> bool {
    let held = steps.into_iter().filter_map(|(who, step)| match step {
        Step::Track(it) if is_private(it.track) => Some((who, &it.holder)),
        _ => None,
    });
    held.enumerate()
        .any(|(at, (who, holder))| *holder == viewer.name && (at == 0 || who != viewer.name))
}

/// Gives the words of a text that can name somebody.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| sign.is_whitespace() || "、，,;；/（）()".contains(sign))
        .filter(|part| part.chars().count() > 1)
}

impl Step {
    /// Gives the step without the words of a counsellor's note; who wrote it and when stays.
    #[must_use]
    pub fn sealed(&self) -> Self {
        let mut sealed = self.clone();
        if let Self::Track(state) = &mut sealed
            && is_private(state.track)
        {
            state.note = state.note.sealed();
        }
        sealed
    }

    /// Tells whether the step's content may be shown to those outside named staff.
    pub const fn is_bare(&self) -> bool {
        match self {
            Self::Accept { .. }
            | Self::Notify { .. }
            | Self::Deliver { .. }
            | Self::Classify { .. } => true,
            Self::Register(_)
            | Self::Join(_)
            | Self::Decline { .. }
            | Self::Guide { .. }
            | Self::Assign { .. }
            | Self::Extend { .. }
            | Self::Decide { .. }
            | Self::Agree { .. }
            | Self::Withdraw { .. }
            | Self::StrikeOff { .. }
            | Self::Track(_)
            | Self::Note { .. }
            | Self::Number { .. }
            | Self::Correct { .. }
            | Self::Divert(_)
            | Self::Dispute(_)
            | Self::Merge(_)
            | Self::Mediation(_)
            | Self::Closing(_)
            | Self::Undo { .. }
            | Self::TaskForce(_)
            | Self::Printed(_)
            | Self::Attached(_)
            | Self::Transfer(_)
            | Self::FastLane(_)
            | Self::Appeal(_)
            | Self::Key(_)
            | Self::Order(_)
            | Self::LegalAid(_)
            | Self::Checklist(_) => false,
        }
    }
}
