//! What was looked at at this desk and is not written down yet: gathered for a moment, so that opening a
//! case waits for no disk, and written by the lane of writes. What leaves the house does not wait here.

use std::collections::BTreeMap;
use std::process;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::app::effect::Request;
use crate::domain::act::{Act, Action};
use crate::domain::looked::{Look, LookKind, TOGETHER};
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::person::id::PersonId;

/// The place of everything that is looked at at the desk.
const DESK: &str = "desk";

/// So many times nothing is written after it could not be: whoever saves is not to wait behind it.
const PAUSE: u32 = 25;

/// As many looks wait at most while the store cannot be written; those after them are lost.
const MOST: usize = 10_000;

/// The looks of a window; its clones are one.
#[derive(Debug, Clone, Default)]
pub struct Looks(Arc<Mutex<Waiting>>);

#[derive(Debug, Default)]
struct Waiting {
    looks: Vec<(String, Moment, Look)>,
    /// How many times more nothing is written.
    pause: u32,
    /// When a case was shown to whom beside a list, so that moving about in that fills no book.
    previewed: BTreeMap<(String, CaseNumber), Moment>,
    /// The same of persons' cards.
    cards: BTreeMap<(String, PersonId), Moment>,
}

impl Looks {
    /// Begins a look at the desk.
    pub fn begin(kind: LookKind) -> Look {
        Look::new(kind, DESK, process::id())
    }

    /// Takes a look down; the same once more before it is written counts one up.
    pub fn note(&self, who: &str, when: Moment, look: Look) {
        let mut waiting = self.held();
        let known = waiting
            .looks
            .iter_mut()
            .find(|(name, _, known)| name == who && known.is_same(&look));
        if let Some((_, _, known)) = known {
            known.times = known.times.saturating_add(look.times);
        } else if waiting.looks.len() < MOST {
            waiting.looks.push((who.to_owned(), when, look));
        }
    }

    /// Takes down that a case was shown, once in a while.
    pub fn preview(&self, who: &str, when: Moment, case: CaseNumber) {
        if is_new(&mut self.held().previewed, (who.to_owned(), case), when) {
            self.note(who, when, Self::begin(LookKind::Previewed).at_case(case));
        }
    }

    /// Takes down that a person's card was shown, once in a while: a page asks for it anew with every
    /// change. Beside one of his cases it is told by that.
    pub fn card(&self, who: &str, when: Moment, id: PersonId, cases: &[CaseNumber]) {
        let beside = {
            let seen = &self.held().previewed;
            cases
                .iter()
                .any(|case| seen.contains_key(&(who.to_owned(), *case)))
        };
        if beside {
            return;
        }
        if is_new(&mut self.held().cards, (who.to_owned(), id), when) {
            let look = Self::begin(LookKind::Opened);
            let person = Some(id);
            self.note(who, when, Look { person, ..look });
        }
    }

    /// Takes out what is to be written down by the way; nothing for a while after that failed.
    pub fn take_due(&self) -> Vec<Act> {
        {
            let mut waiting = self.held();
            if waiting.pause > 0 {
                waiting.pause -= 1;
                return Vec::new();
            }
        }
        self.take()
    }

    /// Takes out what is to be written down.
    pub fn take(&self) -> Vec<Act> {
        let looks = std::mem::take(&mut self.held().looks).into_iter();
        looks
            .map(|(who, when, look)| Act {
                who,
                when,
                action: Action::Look(look),
            })
            .collect()
    }

    /// Puts back what could not be written down.
    pub fn give_back(&self, acts: Vec<Act>) {
        self.held().pause = PAUSE;
        for act in acts {
            if let Action::Look(look) = act.action {
                self.note(&act.who, act.when, look);
            }
        }
    }

    /// Whoever failed while holding it left it whole.
    fn held(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What of a request is to be written down before it is done.
pub fn taken_out(request: &Request) -> Option<Look> {
    let begin = Looks::begin;
    Some(match request {
        Request::Paper { visit, paper, .. } => {
            begin(LookKind::Paper).at_case(visit.case).at(paper.code())
        }
        Request::OpenAttachment { number, at } => begin(LookKind::Attachment)
            .at_case(*number)
            .at((at + 1).to_string()),
        Request::Minutes(id) => begin(LookKind::Report).at(format!("joint {}", id.0)),
        Request::MeetingMinutes(id) => begin(LookKind::Report).at(format!("meeting {}", id.0)),
        Request::HandoverPaper(id) => begin(LookKind::Report).at(format!("handover {}", id.0)),
        Request::Backup(folder) => begin(LookKind::BackedUp).at(folder.clone()),
        _ => return None,
    })
}

/// Gives the case that a request shows, with how.
pub const fn shown(request: &Request) -> Option<(LookKind, CaseNumber)> {
    match request {
        Request::Case(number) => Some((LookKind::Previewed, *number)),
        Request::HaveOpen(Some(number)) | Request::Triage(number) => {
            Some((LookKind::Opened, *number))
        }
        Request::Lookup(number) => Some((LookKind::LookedUp, *number)),
        _ => None,
    }
}

/// Tells whether something was not shown a moment ago, and remembers it.
fn is_new<K: Ord>(shown: &mut BTreeMap<K, Moment>, what: K, when: Moment) -> bool {
    let soon = |last: &Moment| when.unix().abs_diff(last.unix()) <= TOGETHER.unsigned_abs();
    shown.retain(|_, last| soon(last));
    if shown.contains_key(&what) {
        return false;
    }
    shown.insert(what, when);
    true
}

/// Gives the person whose card a request shows.
pub const fn card_shown(request: &Request) -> Option<PersonId> {
    match request {
        Request::Person(id) => Some(*id),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: CaseNumber = CaseNumber {
        year: 2026,
        run: 12,
    };

    fn times(looks: &Looks) -> Vec<(LookKind, u32)> {
        let acts = looks.take().into_iter();
        acts.filter_map(|act| match act.action {
            Action::Look(look) => Some((look.kind, look.times)),
            _ => None,
        })
        .collect()
    }

    #[test]
    fn the_same_once_more_counts_up_and_a_preview_is_told_once_in_ten_minutes() {
        let looks = Looks::default();
        let at = |second| {
            let begin = Moment::parse("2026-11-25T09:00:00+08:00").unwrap();
            begin.plus_seconds(second)
        };
        let opened = || Looks::begin(LookKind::Opened).at_case(CASE);
        looks.preview("王芳", at(0), CASE);
        looks.preview("王芳", at(1), CASE);
        looks.note("王芳", at(1), opened());
        looks.note("王芳", at(2), opened());
        assert_eq!(
            times(&looks),
            [(LookKind::Previewed, 1), (LookKind::Opened, 2)]
        );
        looks.preview("王芳", at(600), CASE);
        assert_eq!(times(&looks), []);
        looks.preview("李梅", at(600), CASE);
        looks.preview("王芳", at(601), CASE);
        assert_eq!(times(&looks).len(), 2);
    }

    #[test]
    fn what_could_not_be_written_waits_on() {
        let looks = Looks::default();
        let now = Moment::parse("2026-11-25T09:00:00+08:00").unwrap();
        looks.note("王芳", now, Looks::begin(LookKind::Opened).at_case(CASE));
        let acts = looks.take();
        looks.note("王芳", now, Looks::begin(LookKind::Opened).at_case(CASE));
        looks.give_back(acts);
        assert_eq!(looks.take_due(), []);
        assert_eq!(times(&looks), [(LookKind::Opened, 2)]);
    }
}
