//! What stands behind the store thread: the store, the drafts, the finder and the printer.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::app::effect::{Answer, FoundRow, Request};
use crate::app::today::Today;
use crate::clock::Clock;
use crate::domain::act::{Act, Deed};
use crate::domain::case::printed::Paper;
use crate::domain::joint::JointId;
use crate::domain::lawyer_day::coming_wednesday;
use crate::domain::moment::Moment;
use crate::domain::number::{CaseNumber, ExternalKind, ExternalNumber, VisitNumber};
use crate::domain::queue::{Filter, QueueQuery, Sort};
use crate::domain::road::{Road, RoadEnd, in_order};
use crate::domain::settings::Settings;
use crate::domain::triage::WordList;
use crate::domain::view::TriageView;
use crate::domain::view::{JointsView, LookupView};
use crate::domain::viewer::Viewer;
use crate::exchange::minutes::minutes;
use crate::exchange::paper::shelf::Shelf;
use crate::exchange::write::plain;
use crate::runtime::papers::Desk;
use crate::runtime::printer::Printer;
use crate::runtime::store_thread::Service;
use crate::search::find::Finder;
use crate::search::hit::{Field, Hit, Kind, Why};
use crate::search::index::FINDER;
use crate::store::contract::{Snapshot, Store, ask};
use crate::store::drafts::Drafts;
use crate::store::error::StoreError;
use crate::words::say::Words;

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
            Request::Lawyers { from, to } => {
                let view = self.ask(|it| it.lawyers_view(from, to, viewer))?;
                Ok(Answer::Lawyers(Box::new(view)))
            }
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
            Request::Lookup(number) => self.lookup(number),
            Request::Minutes(id) => self.minutes(id),
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
            Request::ForgetDraft(id) => self.drafts.forget(id).map(|()| Answer::Kept),
            Request::Papers(visit) => Ok(self.papers(visit)),
            Request::Paper {
                visit,
                paper,
                print,
            } => Ok(self.paper(visit, paper, print)),
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

    fn today(&self) -> Result<Today, StoreError> {
        let day = self.clock.read().moment.date();
        self.ask(|it| {
            let counts = it.counts(day)?;
            let view = it.lawyers_view(day, day, &self.viewer)?;
            let named = view.days.iter().find_map(|it| it.lawyer);
            let lawyer = view
                .lawyers
                .iter()
                .find(|(id, _)| Some(*id) == named)
                .map(|(_, lawyer)| lawyer.name.clone());
            Ok(Today {
                leader: None,
                lawyer,
                visits: counts.today,
                overdue: counts.overdue,
                due_soon: counts.due_soon,
                whistles: 0,
            })
        })
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

    fn find(&mut self, words: &str, limit: usize) -> Result<Answer, StoreError> {
        let (finder, viewer) = (&mut self.finder, &self.viewer);
        let mut rows = Vec::new();
        self.store.read(&mut |it| {
            let mut hits = finder.find(it.rows(FINDER).as_ref(), words, limit)?;
            if let Some(hit) = by_own_number(it, words, viewer)? {
                hits.insert(0, hit);
            }
            let hits = standing(it, hits, viewer)?;
            for hit in hits {
                let Some(person) = it.person(hit.person, viewer)? else {
                    continue;
                };
                let tally = it.tally(hit.person, viewer)?;
                rows.push(FoundRow {
                    hit,
                    person,
                    cases: tally.cases,
                    open: tally.open,
                    last_visit: tally.last_visit,
                });
            }
            Ok(())
        })?;
        Ok(Answer::Found(rows))
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

    fn minutes(&self, id: JointId) -> Result<Answer, StoreError> {
        let Some(view) = self.ask(|it| it.joint(id, &self.viewer))? else {
            return Ok(Answer::Failed(self.words.say("joint-missing")));
        };
        let text = minutes(&self.words, &view);
        let day = view.joint.sitting.day;
        let file = self
            .printer
            .folder
            .join(format!("joint-{day}-{}.txt", id.0));
        plain::write(&file, text.as_bytes())
            .map_err(|error| StoreError::System(error.to_string()))?;
        Ok(Answer::Minutes(file.display().to_string()))
    }

    fn papers(&self, visit: VisitNumber) -> Answer {
        match self.paper_desk().offers(visit) {
            Ok(offers) => Answer::Papers(offers),
            Err(trouble) => Answer::Failed(trouble.said(&self.words, Paper::Receipt)),
        }
    }

    fn paper(&mut self, visit: VisitNumber, paper: Paper, print: bool) -> Answer {
        if let Err(reason) = self.printer.try_out() {
            return self.not_written(reason);
        }
        let made = match self.paper_desk().make(visit, paper) {
            Ok(made) => made,
            Err(trouble) => return Answer::Failed(trouble.said(&self.words, paper)),
        };
        // The print was one transaction of our own.
        self.seen += 1;
        match self.printer.write(&self.words, visit, &made) {
            Ok(written) => Answer::Paper {
                paper,
                file: written.file.display().to_string(),
                sent: print.then(|| self.printer.print(&written)),
                text: written.text,
            },
            Err(reason) => self.not_written(reason),
        }
    }

    fn not_written(&self, reason: String) -> Answer {
        let args = [("reason", reason.into())];
        Answer::Failed(self.words.say_with("papers-not-written", &args))
    }

    fn paper_desk(&self) -> Desk<'_> {
        Desk {
            store: self.store.as_ref(),
            viewer: &self.viewer,
            words: &self.words,
            town: &self.town,
            shelf: &self.shelf,
            now: self.clock.read().moment,
        }
    }
}

/// Leads each hit to who stands for the person after merges; everybody stays once, at his best.
/// What was found on another card marks nothing on his own; a number of a matter that is held back
/// from `viewer` finds nobody for him.
pub fn standing(
    it: &dyn Snapshot,
    hits: Vec<Hit>,
    viewer: &Viewer,
) -> Result<Vec<Hit>, StoreError> {
    let mut found: Vec<Hit> = Vec::with_capacity(hits.len());
    for mut hit in hits {
        if !tells_nothing_held_back(it, &hit, viewer)? {
            continue;
        }
        let id = it.survivor(hit.person)?;
        if id != hit.person {
            hit.person = id;
            for why in &mut hit.why {
                why.marks.clear();
                if matches!(why.field, Field::Phone(_)) {
                    why.field = Field::Phone(0);
                }
            }
        }
        if found.iter().all(|other| other.person != id) {
            found.push(hit);
        }
    }
    Ok(found)
}

/// Tells whether each number by which somebody was found, our own or another system's, stands on a
/// matter that the viewer may read (条例 30 ¶3).
fn tells_nothing_held_back(
    it: &dyn Snapshot,
    hit: &Hit,
    viewer: &Viewer,
) -> Result<bool, StoreError> {
    let by_number = |why: &&Why| matches!(why.field, Field::Number(_));
    if hit.why.iter().all(|why| !by_number(&why)) {
        return Ok(true);
    }
    let mut own: Vec<CaseNumber> = Vec::new();
    let mut known: Vec<String> = Vec::new();
    for row in it.cases_of(hit.person, usize::MAX, viewer)? {
        if !row.locked
            && let Some(case) = it.case(row.number, viewer)?
        {
            own.push(case.number);
            known.extend(case.matter.external.iter().map(signs));
        }
    }
    Ok(hit.why.iter().filter(by_number).all(|why| {
        let term = ExternalNumber {
            kind: ExternalKind::Hotline12345,
            value: why.term.clone(),
        };
        known.iter().any(|number| number.contains(&signs(&term)))
            || CaseNumber::parse_lenient(&why.term).is_some_and(|number| own.contains(&number))
    }))
}

/// Gives a number of another system without what stands between its signs.
fn signs(number: &ExternalNumber) -> String {
    let key = number.key();
    key.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// A case's own number finds its petitioner, where the viewer may see him.
pub fn by_own_number(
    it: &dyn Snapshot,
    words: &str,
    viewer: &Viewer,
) -> Result<Option<Hit>, StoreError> {
    let Some(number) = CaseNumber::parse_lenient(words) else {
        return Ok(None);
    };
    let row = it.row(number, viewer)?.filter(|row| !row.locked);
    Ok(row.map(|row| Hit {
        person: row.person,
        score: i64::MAX,
        why: vec![Why {
            term: words.trim().to_owned(),
            field: Field::Number(0),
            kind: Kind::Whole,
            marks: Vec::new(),
        }],
    }))
}
