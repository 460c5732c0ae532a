//! What stands behind the store thread: the store, the drafts, the finder and the printer.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::app::effect::{Answer, Request};
use crate::clock::Clock;
use crate::domain::act::{Act, Deed};
use crate::domain::lawyer_day::coming_wednesday;
use crate::domain::moment::Moment;
use crate::domain::number::CaseNumber;
use crate::domain::queue::{Filter, QueueQuery, Sort};
use crate::domain::road::{Road, RoadEnd, in_order};
use crate::domain::settings::Settings;
use crate::domain::triage::WordList;
use crate::domain::view::{JointsView, LookupView, TriageView};
use crate::domain::viewer::Viewer;
use crate::exchange::paper::shelf::Shelf;
use crate::runtime::printer::Printer;
use crate::runtime::store_thread::Service;
use crate::search::find::Finder;
use crate::store::contract::{Snapshot, Store, ask};
use crate::store::drafts::Drafts;
use crate::store::error::StoreError;
use crate::words::say::Words;

mod calls;
mod duty;
mod find;
mod joints;
mod lawyers;
mod meetings;
mod papers;
mod prevention;
mod reports;
mod today;
mod whistles;

/// How many similar cases a look-up shows.
const SIMILAR: usize = 10;

/// Serves the desk's requests from a store.
pub struct DeskService {
    /// The store.
    pub store: Arc<dyn Store>,
    /// The drafts beside it.
    pub drafts: Drafts,
    /// Where papers go.
    pub printer: Printer,
    /// The papers' templates.
    pub shelf: Shelf,
    /// What time it is.
    pub clock: Clock,
    /// Who sits at the desk.
    pub viewer: Viewer,
    /// The words of papers and failures.
    pub words: Words,
    /// Remembers readings from one key to the next.
    pub finder: Finder,
    /// The legal roads.
    pub roads: Vec<Road>,
    /// The word list of triage.
    pub triage: WordList,
    /// What the town sets itself.
    pub town: Settings,
    /// The revision of the store that the screen has been told of.
    pub seen: u64,
}

impl Service for DeskService {
    fn has_changed(&mut self) -> bool {
        let Ok(revision) = self.store.revision() else {
            return false;
        };
        std::mem::replace(&mut self.seen, revision) != revision
    }

    fn serve(&mut self, request: Request) -> Answer {
        let answer = self.answer(request);
        if matches!(answer, Ok(Answer::Outcomes(_))) {
            // One transaction of our own; what is beyond it comes from another window.
            self.seen += 1;
        }
        match answer {
            Ok(answer) => answer,
            Err(error) => Answer::Failed(self.words.store_failure(error.code(), &error.detail())),
        }
    }
}

impl DeskService {
    fn answer(&mut self, request: Request) -> Result<Answer, StoreError> {
        let viewer = &self.viewer.clone();
        match request {
            Request::Today => self.today().map(Answer::Today),
            Request::Commit(deeds) => self.commit(deeds),
            Request::Page(query) => self.ask(|it| it.page(&query, viewer)).map(Answer::Page),
            Request::Counts => {
                let day = self.clock.read().moment.date();
                self.ask(|it| it.counts(day)).map(Answer::Counts)
            }
            Request::Case(number) => {
                let view = self.ask(|it| it.case_view(number, viewer))?;
                Ok(Answer::Case(view.map(Box::new)))
            }
            Request::Person(id) => {
                let view = self.ask(|it| it.person_view(id, viewer))?;
                Ok(Answer::Person(view.map(Box::new)))
            }
            Request::Find { words, limit } => self.find(&words, limit),
            Request::Grid => self
                .ask(|it| it.grid())
                .map(|tree| Answer::Grid(Box::new(tree))),
            Request::Lawyers { from, to } => self.lawyers(from, to),
            Request::Specialists(number) => self.specialists(number),
            Request::Triage(number) => self.triage(number),
            Request::Roads { from } => self.roads(from),
            Request::Joints { from, to, until } => {
                let view = self.ask(|it| {
                    Ok(JointsView {
                        sessions: it.joints(from, to, viewer)?,
                        due: it.open_pledges(until, viewer)?,
                    })
                })?;
                Ok(Answer::Joints(Box::new(view)))
            }
            Request::Ledger { day, from, to } => self.ledger(day, from, to),
            Request::Lookup(number) => self.lookup(number),
            Request::Minutes(id) => self.minutes(id),
            Request::Meetings { from, to, at } => self.meetings(from, to, at),
            Request::MeetingMinutes(id) => self.meeting_minutes(id),
            Request::Handovers => self.handovers(),
            Request::HandoverPaper(id) => self.handover_paper(id),
            Request::Drafts => {
                let (parked, unread) = self.drafts.all()?;
                let now = self.clock.read().moment;
                let first = self.drafts.first_number(now, &parked);
                let unread = unread
                    .iter()
                    .map(|path| path.display().to_string())
                    .collect();
                Ok(Answer::Drafts {
                    parked,
                    unread,
                    first,
                })
            }
            Request::KeepDraft(parked) => self.drafts.keep(&parked).map(|()| Answer::Kept),
            Request::Unfinished => {
                let now = self.clock.read().moment;
                let (forms, unread) = self.drafts.unfinished(now)?;
                let unread = unread.iter().map(|path| path.display().to_string());
                Ok(Answer::Unfinished {
                    forms,
                    unread: unread.collect(),
                })
            }
            Request::KeepUnfinished(forms) => {
                let now = self.clock.read().moment;
                self.drafts.keep_forms(&forms, now).map(|()| Answer::Kept)
            }
            Request::ForgetDraft(id) => self.drafts.forget(id).map(|()| Answer::Kept),
            Request::Report { period, area } => self.report(period, area),
            Request::Papers(visit) => Ok(self.papers(visit)),
            Request::Paper {
                visit,
                paper,
                print,
            } => Ok(self.paper(visit, paper, print)),
            Request::Hotline { day, tail } => self.hotline(day, tail.as_deref()),
            Request::Pads => Ok(Answer::Pads {
                parked: self.drafts.calls()?,
                call_back_hours: self.town.call_back_hours,
            }),
            Request::KeepPad(parked) => self.drafts.keep_call(&parked).map(|()| Answer::Kept),
            Request::ForgetPad(id) => self.drafts.forget_call(id).map(|()| Answer::Kept),
            Request::TakeCall { pad, card } => self.take_call(pad, card),
            Request::Call(id) => {
                let view = self.ask(|it| it.call(id, viewer))?;
                Ok(Answer::Call(view.map(Box::new)))
            }
            Request::Prevention(day) => self.prevention(day),
            Request::Education { from, to } => {
                let view = self.ask(|it| it.education(from, to, viewer))?;
                Ok(Answer::Education(Box::new(view)))
            }
            Request::Forces => self.ask(|it| it.force_rows()).map(Answer::Forces),
            Request::Whistles(query) => self.whistles(query),
            Request::Whistle(id) => self.whistle(id),
        }
    }

    fn ask<T>(
        &self,
        question: impl Fn(&dyn Snapshot) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        ask(self.store.as_ref(), question)
    }

    fn commit(&self, deeds: Vec<Deed>) -> Result<Answer, StoreError> {
        let when = self.clock.read().moment;
        let acts: Vec<Act> = deeds
            .into_iter()
            .map(|deed| Act {
                who: self.viewer.name.clone(),
                when,
                deed,
            })
            .collect();
        self.store.commit(&acts).map(Answer::Outcomes)
    }

    /// A matter with what its words propose.
    fn triage(&self, number: CaseNumber) -> Result<Answer, StoreError> {
        let (view, calendar) =
            self.ask(|it| Ok((it.case_view(number, &self.viewer)?, it.calendar()?)))?;
        Ok(Answer::Triage(view.map(|view| {
            Box::new(TriageView {
                proposal: self.triage.propose(&view.case.matter),
                view,
                calendar,
                settings: self.town.clone(),
            })
        })))
    }

    /// The roads, each counted to its last day where the start is known.
    fn roads(&self, from: Option<NaiveDate>) -> Result<Answer, StoreError> {
        let calendar = self.ask(|it| it.calendar())?;
        let ends = self.roads.iter().map(|road| RoadEnd {
            end: from.and_then(|day| road.last_day(Moment::start_of(day), &calendar, &self.town)),
            road: road.clone(),
        });
        Ok(Answer::Roads(ends.collect()))
    }

    /// What is asked while a case is heard, read at one instant.
    fn lookup(&self, number: CaseNumber) -> Result<Answer, StoreError> {
        let wednesday = coming_wednesday(self.clock.read().moment.date());
        let found = self.ask(|it| {
            let Some(case) = it.case_view(number, &self.viewer)? else {
                return Ok(None);
            };
            let query = QueueQuery {
                sort: Sort::Received,
                descending: true,
                filter: Filter {
                    village: Some(case.row.village.clone()),
                    category: case.case.matter.category,
                    ..Filter::default()
                },
                after: None,
                limit: SIMILAR + 1,
            };
            let mut similar = Vec::new();
            if !case.row.village.is_empty() {
                similar = it.page(&query, &self.viewer)?.rows;
                similar.retain(|row| row.number != number);
                similar.truncate(SIMILAR);
            }
            let view = it.lawyers_view(wednesday, wednesday, &self.viewer)?;
            let coming: Vec<_> = view.days.iter().filter_map(|day| day.lawyer).collect();
            let lawyers = view.lawyers.into_iter();
            let roads = self.roads.iter().cloned();
            let ends = roads.map(|road| RoadEnd { road, end: None });
            let category = case.case.matter.category;
            let ends = in_order(ends.collect(), category);
            Ok(Some(LookupView {
                similar,
                wednesday,
                lawyers: lawyers
                    .filter(|(id, _)| coming.contains(id))
                    .map(|(_, lawyer)| lawyer)
                    .collect(),
                roads: ends.into_iter().map(|end| end.road).collect(),
                case,
            }))
        })?;
        Ok(Answer::Lookup(found.map(Box::new)))
    }
}
