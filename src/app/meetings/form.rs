//! A form of the meetings pane: what it asks, what it proposes, and the deed that it leads to.

use chrono::{Days, NaiveDate};

use crate::app::form;
use crate::app::form_task::{self, Asked};
use crate::app::shared::Shared;
use crate::app::unfinished::{FormCode, code, known};
use crate::app::when::parse_time;
use crate::domain::item::Item;
use crate::domain::meeting::kind::MeetingKind;
use crate::domain::meeting::state::{Calling, Judged, MeetingAction, MeetingFact, read_names};
use crate::domain::meeting::task::{TaskDone, TaskRef};
use crate::domain::meeting::view::MeetingView;
use crate::domain::moment::Moment;
use crate::domain::refusal::{Reason, Refusal};
use crate::words::bundle::Words;

/// When a dispatch meeting usually begins.
const BEGINS: &str = "08:30";

/// What the form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A meeting is called.
    Call,
    /// Time, place, convener or who is called are corrected.
    Alter,
    /// Who came and who did not.
    Came,
    /// A matter is put on the agenda.
    Add,
    /// 研判
    Judge(Item),
    /// A task is given, about a matter or about none.
    Task(Option<Item>),
    /// A task was done.
    Done(TaskRef),
    /// 纪要
    Minutes,
    /// It is taken up again.
    Reopen,
}

impl FormCode for Kind {
    fn code(&self) -> String {
        match self {
            Self::Call => code("call", &[]),
            Self::Alter => code("alter", &[]),
            Self::Came => code("came", &[]),
            Self::Add => code("add", &[]),
            Self::Judge(item) => code("judge", &[item]),
            Self::Task(item) => code("task", &[&known(*item)]),
            Self::Done(task) => code("done", &[&task.meeting.0, &task.no]),
            Self::Minutes => code("minutes", &[]),
            Self::Reopen => code("reopen", &[]),
        }
    }
}

impl Kind {
    /// Gives the matter that it is about.
    pub const fn item(self) -> Option<Item> {
        match self {
            Self::Judge(item) | Self::Task(Some(item)) => Some(item),
            Self::Call
            | Self::Alter
            | Self::Came
            | Self::Add
            | Self::Task(None)
            | Self::Done(_)
            | Self::Minutes
            | Self::Reopen => None,
        }
    }
}

asks! {
    /// Which meeting.
    Kind = "ask-meeting_kind": Code("meeting_kind", MeetingKind::CODES),
    /// Which day.
    Day = "ask-day": Number,
    /// At what time.
    Time = "ask-at": Number,
    /// Where.
    Place = "ask-place": Line,
    /// Who convenes.
    Convener = "ask-convener": Line,
    /// Who is called.
    Called = "ask-called": Area,
    /// Who came.
    Came = "ask-came": Line,
    /// Who did not.
    Absent = "ask-absent": Line,
    /// Which matter.
    Case = "ask-case": Case,
    /// The risk.
    Risk = "ask-risk": Area,
    /// What was decided.
    Decided = "ask-decided": Area,
    /// What is to be done.
    What = "ask-task": Area,
    /// Who does it.
    Holder = "ask-holder": Line,
    /// By when.
    By = "ask-by": Number,
    /// On which day it was done.
    On = "ask-on": Number,
    /// By whom it was done.
    DoneBy = "ask-done_by": Line,
    /// What came of it.
    Note = "ask-note": Area,
    /// 纪要
    Minutes = "ask-minutes": Area,
    /// Why.
    Why = "ask-why": Area,
}

/// A form that is being filled in.
pub type Form = form_task::FormTask<Kind, Ask>;

impl Form {
    /// Makes the form with what is proposed; `view` is the meeting on the table.
    pub fn open(kind: Kind, view: Option<&MeetingView>, shared: &Shared) -> Self {
        let today = shared.now.date();
        let needed = Ask::needed;
        let lines = match kind {
            Kind::Call => needed(&[
                Ask::Kind,
                Ask::Day,
                Ask::Time,
                Ask::Place,
                Ask::Convener,
                Ask::Called,
            ]),
            Kind::Alter => needed(&[Ask::Day, Ask::Time, Ask::Place, Ask::Convener, Ask::Called]),
            Kind::Came => vec![Ask::Came.line().needed(), Ask::Absent.line()],
            Kind::Add => needed(&[Ask::Case]),
            Kind::Judge(_) => vec![Ask::Risk.line(), Ask::Decided.line().needed()],
            Kind::Task(_) => needed(&[Ask::What, Ask::Holder, Ask::By]),
            Kind::Done(_) => needed(&[Ask::On, Ask::DoneBy, Ask::Note]),
            Kind::Minutes => needed(&[Ask::Minutes]),
            Kind::Reopen => needed(&[Ask::Why]),
        };
        let mut form = form::Form::new(lines);
        match (kind, view) {
            (Kind::Call, _) => {
                form.fill(Ask::Kind, MeetingKind::Dispatch.code());
                form.propose(Ask::Day, &today.to_string());
                form.propose(Ask::Time, BEGINS);
            }
            (Kind::Alter, Some(view)) => {
                let calling = &view.meeting.calling;
                form.propose(Ask::Day, &calling.at.date().to_string());
                form.propose(Ask::Time, &calling.at.local().format("%H:%M").to_string());
                form.stand(Ask::Place, &calling.place);
                form.stand(Ask::Convener, &calling.convener);
                form.stand(Ask::Called, &calling.called.join("\n"));
            }
            (Kind::Came, Some(view)) => {
                let meeting = &view.meeting;
                if meeting.came.is_empty() {
                    form.propose(Ask::Came, &meeting.calling.called.join("、"));
                } else {
                    form.stand(Ask::Came, &meeting.came.join("、"));
                    form.stand(Ask::Absent, &meeting.absent.join("、"));
                }
            }
            (Kind::Judge(item), Some(view)) => {
                let topic = view.meeting.topics.iter().find(|it| it.item == item);
                if let Some(judged) = topic.and_then(|topic| topic.judged.as_ref()) {
                    form.stand(Ask::Risk, &judged.risk);
                    form.stand(Ask::Decided, &judged.decision);
                }
            }
            (Kind::Task(_), _) => {
                let next = today.checked_add_days(Days::new(1)).unwrap_or(today);
                form.propose(Ask::By, &next.to_string());
            }
            (Kind::Done(_), _) => {
                form.propose(Ask::On, &today.to_string());
                form.propose(Ask::DoneBy, &shared.who);
            }
            (Kind::Minutes, Some(view)) => form.stand(Ask::Minutes, &view.meeting.minutes),
            (Kind::Alter | Kind::Came | Kind::Judge(_) | Kind::Minutes, None)
            | (Kind::Add | Kind::Reopen, _) => {}
        }
        Self::with(kind, form)
    }

    /// Reads the form; `view` is the meeting on the table.
    ///
    /// # Errors
    /// The first field that does not read; the rest is for the meeting itself to refuse.
    pub fn action(
        &self,
        view: Option<&MeetingView>,
        today: NaiveDate,
    ) -> Result<MeetingAction, Refusal> {
        let text = |ask| self.text(ask);
        Ok(MeetingAction::Do(match self.kind {
            Kind::Call => {
                let kind = self.form.code(Ask::Kind).and_then(MeetingKind::parse);
                let kind = kind.ok_or(Refusal::about(Ask::Kind.field(), Reason::Missing))?;
                return Ok(MeetingAction::Call(Box::new(self.calling(kind, today)?)));
            }
            Kind::Alter => {
                let kind = view.map(|view| view.meeting.calling.kind);
                let kind = kind.unwrap_or(MeetingKind::Dispatch);
                MeetingFact::Altered(Box::new(self.calling(kind, today)?))
            }
            Kind::Came => MeetingFact::Attended {
                came: read_names(&text(Ask::Came)),
                absent: read_names(&text(Ask::Absent)),
            },
            Kind::Add => {
                let item = Item::parse(&text(Ask::Case).to_uppercase());
                MeetingFact::Added {
                    item: item.ok_or(Refusal::about("case", Reason::NotFound))?,
                    words: String::new(),
                }
            }
            Kind::Judge(item) => MeetingFact::Judged {
                item,
                judged: Judged {
                    risk: text(Ask::Risk),
                    decision: text(Ask::Decided),
                },
            },
            Kind::Task(item) => MeetingFact::Tasked {
                item,
                what: text(Ask::What),
                holder: text(Ask::Holder),
                by: self.day(Ask::By, today)?,
            },
            Kind::Done(id) => MeetingFact::Done {
                no: id.no,
                done: TaskDone {
                    on: self.day(Ask::On, today)?,
                    by: text(Ask::DoneBy),
                    note: text(Ask::Note),
                },
            },
            Kind::Minutes => MeetingFact::Minutes(text(Ask::Minutes)),
            Kind::Reopen => MeetingFact::Reopened {
                why: text(Ask::Why),
            },
        }))
    }

    fn calling(&self, kind: MeetingKind, today: NaiveDate) -> Result<Calling, Refusal> {
        let day = self.day(Ask::Day, today)?;
        let time = parse_time(&self.text(Ask::Time));
        let time = time.ok_or(Refusal::about(Ask::Time.field(), Reason::NotAMoment))?;
        Ok(Calling {
            kind,
            at: Moment::beijing(day, time),
            place: self.text(Ask::Place),
            convener: self.text(Ask::Convener),
            called: read_names(&self.text(Ask::Called)),
        })
    }

    /// Gives the title of the form.
    pub fn title(&self, words: &Words) -> String {
        let about = |key: &str, item: Item| format!("{}  {item}", words.say(key));
        match self.kind {
            Kind::Call => words.say("command-meetings-new"),
            Kind::Alter => words.say("command-meetings-alter"),
            Kind::Came => words.say("command-meetings-came"),
            Kind::Add => words.say("command-meetings-add"),
            Kind::Judge(item) => about("meeting-judge", item),
            Kind::Task(Some(item)) => about("command-meetings-task", item),
            Kind::Task(None) => words.say("command-meetings-task"),
            Kind::Done(_) => words.say("command-meetings-done"),
            Kind::Minutes => words.say("ask-minutes"),
            Kind::Reopen => words.say("meeting-reopen"),
        }
    }

    /// Gives what may be typed, below the lines.
    pub fn hint(&self, words: &Words) -> String {
        match self.kind {
            Kind::Call | Kind::Alter | Kind::Came => words.say("meeting-hint-names"),
            Kind::Add => words.say("meeting-hint-item"),
            Kind::Judge(_) | Kind::Task(_) | Kind::Done(_) | Kind::Minutes | Kind::Reopen => {
                words.say("case-form-hint")
            }
        }
    }
}
