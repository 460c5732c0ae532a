//! What stands behind the store thread: the store, the drafts, the finder and the printer.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::Datelike;

use crate::app::answer::{Answer, FoundRow};
use crate::app::effect::{Request, VIEW_ROWS};
use crate::app::lost_store::Loss;
use crate::clock::Clock;
use crate::domain::act::{Act, Action};
use crate::domain::moment::Moment;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::road::Road;
use crate::domain::settings::Settings;
use crate::domain::today::Today;
use crate::domain::triage::WordList;
use crate::domain::view::JointsView;
use crate::domain::viewer::Viewer;
use crate::exchange::paper::templates::Templates;
use crate::office::agenda::agenda;
use crate::office::duty::{ledger, rota};
use crate::office::escalation::escalate;
use crate::office::find::{Found, PeopleFinder};
use crate::office::lookup::lookup;
use crate::office::matter::cases_meant;
use crate::office::roads;
use crate::office::today::today;
use crate::office::triage::triage;
use crate::runtime::clipboard::Clipboard;
use crate::runtime::common::{Common, WindowDrafts};
use crate::runtime::desk_files::DeskFiles;
use crate::runtime::looks::{card_shown, shown, taken_out};
use crate::runtime::own_lists;
use crate::runtime::printer::Printer;
use crate::runtime::settings::desk::SettingsDesk;
use crate::store::contract::{Store, ask};
use crate::store::drafts::lessons::Learned;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;
use crate::words::bundle::Words;

mod attachments;
mod calls;
mod drafts;
mod imports;
mod joints;
mod lane;
mod lawyers;
mod looks;
mod meetings;
mod offline;
mod operators;
mod output;
mod papers;
mod prevention;
mod reports;
mod rescue;
mod rights;
mod seating;
mod settings;
mod whistles;

/// Serves the desk's requests from a store; each lane has one of these.
pub struct DeskService {
    /// The store.
    pub store: Arc<dyn Store>,
    /// The drafts beside it.
    pub drafts: WindowDrafts,
    /// 学过的课
    pub learned: Learned,
    /// Where papers go.
    pub printer: Printer,
    /// Where copies go.
    pub clipboard: Clipboard,
    /// The papers' templates.
    pub templates: Templates,
    /// What time it is.
    pub clock: Clock,
    /// Who sits at the desk.
    pub viewer: Viewer,
    /// The words of papers and failures.
    pub words: Arc<Words>,
    /// Remembers readings from one key to the next.
    pub finder: PeopleFinder,
    /// The legal roads.
    pub roads: Vec<Road>,
    /// The word list of triage.
    pub triage: WordList,
    /// What the town sets itself.
    pub town: Settings,
    /// The folder of the town's own files; `None` where the platform names none.
    pub config: Option<PathBuf>,
    /// The settings file, from which that and more is read.
    pub settings: SettingsDesk,
    /// What this has in common with the other lanes.
    pub common: Common,
    /// Which changes of that stand here.
    pub version: u64,
    /// The files of this machine that the desk works with.
    pub files: DeskFiles,
}

impl DeskService {
    /// Says what stands against keeping anything, where the store is no longer found where it is looked
    /// for, or its server is out of reach.
    fn standing(&self) -> Option<Loss> {
        let error = self.store.stands().err()?;
        Some(Loss {
            reason: self.words.store_failure(error.code(), &error.detail()),
            of_server: error.is_out_of_reach(),
        })
    }

    fn answer(&mut self, request: Request) -> Result<Answer, StoreError> {
        let viewer = &self.viewer.clone();
        if viewer.is_nobody() && rights::needs_somebody(&request) {
            return Ok(Answer::Failed(self.words.say("identity-nobody")));
        }
        if let Some(right) = rights::needed(&request)
            && !self.ask(|it| it.may(&viewer.name, right))?
        {
            let refusal = Refusal::new(Reason::RoleMayNot);
            return Ok(Answer::Failed(self.words.refusal(&refusal)));
        }
        if let Some(look) = taken_out(&request) {
            self.look(look)?;
        }
        let shown = shown(&request);
        let card = card_shown(&request);
        let answer = self.served(request)?;
        if let Some(id) = card {
            self.note_card(id, &answer);
        }
        if let Some(shown) = shown {
            self.note(shown, &answer);
        }
        Ok(answer)
    }

    fn served(&mut self, request: Request) -> Result<Answer, StoreError> {
        let viewer = &self.viewer.clone();
        match request {
            Request::Today => {
                self.watch_backup();
                let now = self.clock.read().moment;
                let backup = self.files.daily.state(self.files.store());
                self.ask(|it| {
                    Ok(Answer::Today {
                        today: Box::new(Today {
                            backup: backup.clone(),
                            sealed: it.sealed_at()?,
                            ..today(it, now, &self.town, viewer)?
                        }),
                        calendar: it.calendar()?,
                    })
                })
            }
            Request::Escalate => {
                self.watch_backup();
                let mut seen = self.common.seen();
                let passed_up = escalate(self.store.as_ref(), self.clock.read().moment)?;
                *seen += u64::from(!passed_up.is_empty());
                Ok(Answer::Escalated(passed_up.len()))
            }
            Request::Commit(actions) => self.commit(actions),
            Request::Countersign {
                signer,
                secret,
                actions,
            } => self.countersign(&signer, &secret, actions),
            Request::Page(query) => self.ask(|it| it.page(&query, viewer)).map(Answer::Page),
            Request::Counts => {
                let day = self.clock.read().moment.date();
                self.ask(|it| it.counts(day)).map(Answer::Counts)
            }
            Request::CountRows(queries) => self.ask(|it| {
                let counts = queries.iter();
                let counts = counts.map(|query| it.count_rows(query, VIEW_ROWS, viewer));
                Ok(Answer::RowCounts(counts.collect::<Result<_, _>>()?))
            }),
            Request::Case(number) => {
                let view = self.ask(|it| it.case_view(number, viewer))?;
                Ok(Answer::Case(view.map(Box::new)))
            }
            Request::Person(id) => {
                let view = self.ask(|it| it.person_view(id, viewer))?;
                Ok(Answer::Person(view.map(Box::new)))
            }
            Request::Find {
                words,
                limit,
                receipts,
            } => {
                let store = self.store.as_ref();
                let found = if receipts {
                    let year = self.year();
                    self.finder
                        .find_or_open(store, &words, limit, year, viewer)?
                } else {
                    self.finder.find(store, &words, limit, viewer)?
                };
                Ok(Answer::Found(found.into_iter().map(row).collect()))
            }
            Request::Meant(typed) => {
                let year = self.year();
                self.ask(|it| cases_meant(it, &typed, year, viewer))
                    .map(Answer::Meant)
            }
            Request::Grid => self
                .ask(|it| it.grid())
                .map(|tree| Answer::Grid(Box::new(tree))),
            Request::Lawyers { from, to } => self.lawyers(from, to),
            Request::Specialists(number) => self.specialists(number),
            Request::Triage(number) => {
                let view = self.ask(|it| triage(it, number, &self.triage, viewer))?;
                Ok(Answer::Triage(view.map(Box::new)))
            }
            Request::Roads { from } => {
                let calendar = self.ask(|it| it.calendar())?;
                let from = from.map(Moment::start_of);
                let on = self.clock.read().moment.date();
                let ends = roads::ends(&self.roads, on, from, &calendar, &self.town);
                Ok(Answer::Roads(ends))
            }
            Request::Joints { from, to, until } => {
                let view = self.ask(|it| {
                    Ok(JointsView {
                        sessions: it.joints(from, to, viewer)?,
                        due: it.open_pledges(until, viewer)?,
                    })
                })?;
                Ok(Answer::Joints(Box::new(view)))
            }
            Request::Ledger { day, from, to } => {
                let view = self.ask(|it| ledger(it, day, (from, to), viewer))?;
                Ok(Answer::Ledger(Box::new(view)))
            }
            Request::Rota { from, to } => {
                let view = self.ask(|it| rota(it, (from, to)))?;
                Ok(Answer::Rota(Box::new(view)))
            }
            Request::Lookup(number) => {
                let now = self.clock.read().moment;
                let view = self.ask(|it| lookup(it, number, now, &self.roads, viewer))?;
                Ok(Answer::Lookup(view.map(Box::new)))
            }
            Request::Minutes(id) => self.minutes(id),
            Request::Meetings { from, to, at } => self.meetings(from, to, at),
            Request::MeetingMinutes(id) => self.meeting_minutes(id),
            Request::Handovers => self.handovers(),
            Request::HandoverPaper(id) => self.handover_paper(id),
            Request::Drafts => self.drafts_of_before(),
            Request::HaveOpen(case) => Ok(self.have_open(case)),
            Request::KeepDraft(parked) => self.drafts.take().keep(&parked).map(|()| Answer::Kept),
            Request::Unfinished => self.forms_of_before(),
            Request::KeepUnfinished(forms) => {
                let now = self.clock.read().moment;
                let kept = self.drafts.take().keep_forms(&forms, now);
                kept.map(|()| Answer::Kept)
            }
            Request::ForgetDraft(id) => self.drafts.take().forget(id).map(|()| Answer::Kept),
            Request::KeepOffline(parked) => self.keep_offline(&parked),
            Request::RegisterOffline => self.register_offline(),
            Request::OfflineReceipt { number, print } => self.offline_receipt(&number, print),
            Request::Report {
                period,
                area,
                whole,
            } => self.report(period, area, whole),
            Request::Papers(visit) => Ok(self.papers(visit)),
            Request::Paper {
                visit,
                paper,
                print,
            } => self.paper(visit, paper, print),
            Request::Hotline { day, tail } => self.hotline(day, tail.as_deref()),
            Request::Pads => self.pads_of_before().map(Answer::Pads),
            Request::KeepPad(parked) => {
                self.drafts.take().keep_call(&parked).map(|()| Answer::Kept)
            }
            Request::ForgetPad(id) => self.drafts.take().forget_call(id).map(|()| Answer::Kept),
            Request::TakeCall { pad, card, save } => self.take_call(pad, card, save),
            Request::Call(id) => {
                let view = self.ask(|it| it.call(id, viewer))?;
                Ok(Answer::Call(view.map(Box::new)))
            }
            Request::Prevention(day) => self.prevention(day),
            Request::Education { from, to } => {
                let view = self.ask(|it| it.education(from, to, viewer))?;
                Ok(Answer::Education(Box::new(view)))
            }
            Request::Agenda { from, to } => {
                let view = self.ask(|it| agenda(it, (from, to), viewer))?;
                Ok(Answer::Agenda(Box::new(view)))
            }
            Request::KeepPhrases(list) => {
                Ok(self.keep_own(|folder| own_lists::keep_phrases(&self.words, folder, &list)))
            }
            Request::KeepViews(list) => {
                Ok(self.keep_own(|folder| own_lists::keep_views(&self.words, folder, &list)))
            }
            Request::Forces => self.ask(|it| it.force_rows()).map(Answer::Forces),
            Request::Whistles(query) => self.whistles(query),
            Request::Whistle(id) => self.whistle(id),
            Request::Looked(query) => self.looked(&query),
            Request::Attach {
                number,
                file,
                title,
            } => Ok(self.attach(number, &file, &title)),
            Request::OpenAttachment { number, at } => Ok(self.open_attachment(number, at)),
            Request::Folder(asked) => Ok(self.folder(&asked)),
            Request::Import(order) => Ok(self.import(*order)),
            Request::ImportProgress => Ok(self.import_view()),
            Request::ImportStop => Ok(self.stop_import()),
            Request::ImportReport(lines) => Ok(self.import_report(&lines)),
            Request::Settings => self.settings(),
            Request::ChangeSettings { seen, changes } => self.change_settings(&seen, &changes),
            Request::Backup(folder) => Ok(self.back_up(&folder)),
            Request::Rescue => self.rescue(),
            Request::TrustStore => {
                let now = self.clock.read().moment;
                self.store.trust(now).map(|()| Answer::Kept)
            }
            Request::Operators => self.ask(|it| it.operators()).map(Answer::Operators),
            Request::Operator(order) => self.operator(order),
            Request::PrintUnkept(text) => {
                Ok(Answer::Printed(self.printer.print_unkept(text.expose())))
            }
            Request::SignIn { name, secret } => self.sign_in(&name, &secret),
            Request::SitDown(who) => self.sit_down(who),
            Request::Cover(leaving) => self.covered(leaving),
            Request::ExportPlace { stem, ending } => Ok(self.export_place(&stem, ending)),
            Request::Export(export) => self.export(&export),
            Request::Preview(content) => self.preview(&content),
            Request::Copy(order) => self.copy(&order),
            Request::OpenByArea => self.open_by_area(),
            Request::Lessons => self.learned.all().map(Answer::Lessons),
            Request::KeepLesson(code) => self.learned.keep(code).map(|()| Answer::Kept),
        }
    }

    /// Begins the daily copy where it is due.
    fn watch_backup(&mut self) {
        let (now, lang) = (self.clock.read().moment, self.words.lang());
        let place = self.files.store().to_owned();
        self.files.daily.look(&self.store, &place, lang, now);
    }

    /// Gives the year in which a bare number is looked for first.
    fn year(&self) -> u16 {
        let year = self.clock.read().moment.date().year();
        u16::try_from(year).unwrap_or_default()
    }

    fn ask<T>(
        &self,
        question: impl Fn(&Snapshot<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        ask(self.store.as_ref(), question)
    }

    fn keep_own(&self, keep: impl Fn(&Path) -> Result<(), String>) -> Answer {
        let Some(folder) = &self.config else {
            return Answer::Failed(self.words.say("desk-no-folder"));
        };
        keep(folder).map_or_else(Answer::Failed, |()| Answer::Kept)
    }

    fn commit(&self, actions: Vec<Action>) -> Result<Answer, StoreError> {
        self.commit_as(&self.viewer.name, actions)
    }

    fn commit_as(&self, who: &str, actions: Vec<Action>) -> Result<Answer, StoreError> {
        let when = self.clock.read().moment;
        let mut acts: Vec<Act> = actions
            .into_iter()
            .map(|action| Act {
                who: who.to_owned(),
                when,
                action,
            })
            .collect();
        let asked = acts.len();
        acts.extend(Self::with_looks(&acts));
        let mut seen = self.common.seen();
        let mut outcomes = self.store.commit(&acts)?;
        outcomes.truncate(asked);
        // One transaction of our own.
        *seen += 1;
        Ok(Answer::Outcomes(outcomes))
    }
}

fn row(found: Found) -> FoundRow {
    FoundRow {
        hit: found.hit,
        person: found.person,
        cases: found.tally.cases,
        open: found.tally.open,
        running: found.tally.running,
        last_visit: found.tally.last_visit,
        case: found.case,
        inquiry: found.inquiry,
    }
}
