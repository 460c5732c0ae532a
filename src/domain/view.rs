//! What the desk shows of a thing at once, put together from one instant of the store.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::calendar::WorkingCalendar;
use super::call::view::CallView;
use super::codes::Track;
use super::day_count::DayCount;
use super::duty::{Acting, DutyDay, Owed, Roster};
use super::entry::{Entry, What};
use super::force::Forces;
use super::grid::node::GridNode;
use super::item::WhistleId;
use super::joint::{Joint, JointId, Pledge};
use super::law_field::{LawField, Specialist};
use super::lawyer::{Booking, BookingId, Lawyer, LawyerDay, LawyerId};
use super::lawyer_tally::LawyerTally;
use super::meeting::task::GivenTask;
use super::moment::Moment;
use super::number::CaseNumber;
use super::person::Person;
use super::person::id::PersonId;
use super::queue::CaseRow;
use super::report::Report;
use super::road::Road;
use super::seal::Seal;
use super::settings::Settings;
use super::sheet::{AreaName, Sheet};
use super::triage::Proposal;
use super::whistle::state::Whistle;
use crate::domain::case::clock::clocks::CaseClock;
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::{Step, StepKind};
use crate::domain::case::fact::track::TrackNote;
use crate::domain::case::fact::transfer::TransferKind;
use crate::domain::case::rule::next::Next;
use crate::domain::case::rule::undo::undone;

/// 案卷: a case with everything that stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseView {
    /// The case, as the viewer may see it.
    pub case: Case,
    /// The same as a row of a list.
    pub row: CaseRow,
    /// The main petitioner's card; empty where content is held back.
    pub person: Person,
    /// The clocks that run or ran.
    pub clocks: Vec<CaseClock>,
    /// Its history, as the viewer may see it.
    pub history: Vec<Entry>,
    /// Other cases of the same person, the newest first.
    pub others: Vec<CaseRow>,
    /// The grid from the village that it is about up to the town; empty where content is held
    /// back, and for an accusation always (it never goes down the grid).
    pub chain: Vec<GridNode>,
    /// The working calendar by which steps are decided.
    pub calendar: WorkingCalendar,
    /// 联合接访: what units said on it and took on; empty where content is held back.
    pub joint: Vec<Pledge>,
    /// 吹哨: the whistles about it, or that it came of.
    pub whistles: Vec<(WhistleId, Whistle)>,
    /// 会议任务: what meetings gave somebody to do about it; empty where content is held back.
    pub tasks: Vec<GivenTask>,
    /// What the town set, by which steps are decided.
    pub settings: Settings,
    /// 12345: open petitions of the caller, one of which may be the order's matter; empty for what is
    /// no order.
    pub petitions: Vec<CaseRow>,
    /// 来电: the calls that led to it or were about it; empty where content is held back.
    pub calls: Vec<CallView>,
    /// 专班: the standing task forces, one of which may take it; none where content is held back.
    pub forces: Forces,
}

/// 联合接访: a session with its cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JointView {
    /// Which.
    pub id: JointId,
    /// The session, as the viewer may see it.
    pub joint: Joint,
    /// Its cases in order, as rows of a list; a locked one shows its number alone.
    pub rows: Vec<CaseRow>,
}

/// 联合接访: the sessions of a span, and what is owed from any.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JointsView {
    /// The sessions, the last first.
    pub sessions: Vec<JointView>,
    /// What units took on and have not done, the earliest first.
    pub due: Vec<Pledge>,
}

/// 领导包案: a day's rota and ledger, with the cases on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyView {
    /// Which day.
    pub date: NaiveDate,
    /// Its rota and ledger.
    pub day: DutyDay,
    /// 来访批次, as the figures count them.
    pub visits: u32,
    /// For each line, its case as a row of a list; `None` for what is no case.
    pub rows: Vec<Option<CaseRow>>,
    /// For each line, who acts on it.
    pub acting: Vec<Acting>,
}

/// 值班台账: a day's ledger, what is not struck off on any, and the rota.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerView {
    /// The day.
    pub duty: DutyView,
    /// What is not struck off, the oldest first.
    pub owed: Vec<OwedView>,
    /// The days of the span on which anything was written down.
    pub rota: Vec<(NaiveDate, DutyDay)>,
    /// The leaders, in the order of their turn.
    pub leaders: Roster,
}

/// 值班表: who is on duty on which days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RotaView {
    /// The days of the span on which anything was written down.
    pub days: Vec<(NaiveDate, DutyDay)>,
    /// The leaders, in the order of their turn.
    pub leaders: Roster,
    /// Whether anything is not struck off.
    pub is_owing: bool,
}

/// 未销号: what is not struck off, with its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwedView {
    /// The line.
    pub owed: Owed,
    /// Its case as a row of a list; `None` for what is no case.
    pub row: Option<CaseRow>,
}

/// 速查: what is asked while a case is heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookupView {
    /// The case with everything that stands beside it.
    pub case: CaseView,
    /// Other cases of the same village and category, the newest first.
    pub similar: Vec<CaseRow>,
    /// The coming lawyer day.
    pub wednesday: NaiveDate,
    /// Who comes on it.
    pub lawyers: Vec<Lawyer>,
    /// The legal roads, those of its category first.
    pub roads: Vec<Road>,
}

/// A note on a service, with who wrote it and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedNote<'a> {
    /// When it was written.
    pub when: Moment,
    /// Who wrote it.
    pub who: &'a str,
    /// What it says, as the viewer may read it.
    pub note: &'a TrackNote,
}

impl CaseView {
    /// Gives what comes next for `who` on `today`. Of whom neither name nor phone is known, no letter is
    /// owed but that this is written down (条例 23 ¶2).
    pub fn next(&self, who: &str, today: NaiveDate) -> Next {
        let mut next = self.case.next(&self.clocks, who, today);
        let excuse = StepKind::Transfer(TransferKind::ExcuseNotice);
        let excused = !self.row.locked
            && self.person.is_out_of_reach()
            && self.case.may_by(excuse, who, today).is_ok();
        if excused {
            let kinds = next.duties.iter_mut().map(|duty| &mut duty.kind);
            for kind in kinds.chain(&mut next.usual) {
                if *kind == StepKind::Notify {
                    *kind = excuse;
                }
            }
        }
        next
    }

    /// Gives every note on a service, the oldest first; one whose step was withdrawn stands in the
    /// history alone.
    pub fn track_notes(&self, track: Track) -> Vec<DatedNote<'_>> {
        let gone = undone(self.history.iter().filter_map(Entry::step));
        let standing = self
            .history
            .iter()
            .filter(|entry| !gone.contains_key(&entry.seq));
        let notes = standing.filter_map(|entry| match &entry.what {
            What::Case(Step::Track(it)) if it.track == track && !it.note.is_empty() => {
                Some(DatedNote {
                    when: entry.when,
                    who: &entry.who,
                    note: &it.note,
                })
            }
            _ => None,
        });
        notes.collect()
    }

    /// Gives the view without a word of what counsellors noted, as it leaves the desk on paper, in
    /// a file or through the command line.
    #[must_use]
    pub fn sealed(self) -> Self {
        Self {
            case: self.case.sealed(),
            history: self.history.into_iter().map(Entry::sealed).collect(),
            ..self
        }
    }
}

/// 分类分级: a case, and what its words propose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriageView {
    /// The case.
    pub view: CaseView,
    /// What its words propose; nothing where content is held back.
    pub proposal: Proposal,
}

/// A person with his cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonView {
    /// Who.
    pub id: PersonId,
    /// His card.
    pub person: Person,
    /// His cases, the newest first.
    pub cases: Vec<CaseRow>,
    /// The history of his card.
    pub history: Vec<Entry>,
}

/// 律师接访: the lawyers, the days and the bookings of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawyersView {
    /// Every lawyer.
    pub lawyers: Vec<(LawyerId, Lawyer)>,
    /// The days that were set by hand.
    pub days: Vec<LawyerDay>,
    /// The bookings of the span.
    pub bookings: Vec<(BookingId, Booking)>,
    /// The working calendar, to tell holidays.
    pub calendar: WorkingCalendar,
    /// 领域: the fields of law that a card may name.
    pub fields: Vec<LawField>,
    /// What each month adds up to, by its first day, where that was asked for.
    pub months: Vec<(NaiveDate, LawyerTally)>,
    /// 利益冲突: the bookings to come of which another of the lawyer's firm met the other side, with
    /// the firm.
    pub firms: Vec<(BookingId, String)>,
}

impl LawyersView {
    /// Gives a lawyer's card.
    pub fn lawyer(&self, id: LawyerId) -> Option<&Lawyer> {
        let found = self.lawyers.iter().find(|(known, _)| *known == id);
        found.map(|(_, lawyer)| lawyer)
    }

    /// Gives a booking.
    pub fn booking(&self, id: BookingId) -> Option<&Booking> {
        let found = self.bookings.iter().find(|(known, _)| *known == id);
        found.map(|(_, booking)| booking)
    }

    /// Gives the firm of which another lawyer met the other side of a booking's matter.
    pub fn firm_in_conflict(&self, id: BookingId) -> Option<&str> {
        let found = self.firms.iter().find(|(known, _)| *known == id);
        found.map(|(_, firm)| firm.as_str())
    }
}

/// How often a person came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many cases he has a part in.
    pub cases: u32,
    /// How many of them are open.
    pub open: u32,
    /// The first of the open ones, at most [`Tally::NAMED`].
    pub running: Vec<CaseNumber>,
    /// When he last came, wrote or called.
    pub last_visit: Option<Moment>,
}

impl Tally {
    /// How many open cases are named.
    pub const NAMED: usize = 5;
}

/// 推荐律师: the lawyers for a case, with whom it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// Which case.
    pub number: CaseNumber,
    /// Its revision.
    pub revision: u32,
    /// The main petitioner.
    pub id: PersonId,
    /// His card.
    pub person: Person,
    /// The lawyers, the specialists first.
    pub specialists: Vec<Specialist>,
}
/// 研判: a report with what was issued of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportView {
    /// The report as it is computed now.
    pub sheet: Sheet,
    /// Its period day by day.
    pub days: Vec<DayCount>,
    /// The cases stand behind every figure of it; else behind the rows of its lists alone.
    pub whole: bool,
    /// What was issued.
    pub issued: Option<Report>,
    /// The cases of either that the viewer may not read: they count, and are not listed.
    pub held_back: BTreeSet<CaseNumber>,
    /// 封存码 over everything that was written down by then; `None` for a store that has none.
    pub seal: Option<Seal>,
    /// The areas on which one can report.
    pub areas: Vec<AreaName>,
}
