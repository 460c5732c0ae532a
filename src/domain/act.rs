//! What a person at the desk does, as one value: a store keeps it in one durable transaction.

use chrono::{NaiveDate, NaiveTime};

use super::calendar::ListedDay;
use super::duty::{DutyFact, Leader};
use super::entry::Revealed;
use super::force::Force;
use super::grid::edit::GridEdit;
use super::item::{Item, SignId};
use super::lawyer::{BookingFact, BookingId, Lawyer, LawyerDay, LawyerId, NewLawyers};
use super::looked::Look;
use super::merge::{Merge, Split};
use super::moment::Moment;
use super::number::{CaseNumber, VisitNumber};
use super::person::id::PersonId;
use super::person::{Person, PersonFact};
use super::prevention::checkin::Report;
use super::refusal::Refusal;
use super::save_id::SaveId;
use super::sheet::Sheet;
use crate::domain::case::fact::matter::{ImportedAnswer, Matter, Visit};
use crate::domain::case::fact::step::Step;
use crate::domain::person::recognised::Recognised;

/// 牟邻之家: who does what the program decides by itself, such as passing an unanswered whistle up.
/// Such an entry stands in no clerk's name; nobody works under this one.
pub const HOUSE: &str = "牟邻之家";

/// One deed, with who did it and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Who.
    pub who: String,
    /// When.
    pub when: Moment,
    /// What.
    pub action: Action,
}

/// Makes what can be done and what comes of it: of the kinds that stand here, and of the table's rows.
macro_rules! actions {
    ($(
        #[doc = $doc:literal]
        $kind:ident($fact:ty)
            $(in $table:ident $name:literal: $thing:ty
                $(, number $id:ty = $head:literal $(, done $action:ty)?)?)?;
    )+) => {
        /// The things that can be done.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Action {
            /// 登记: a person is received.
            Register(Box<Registration>),
            /// What is done once under this id, however often it is handed in.
            Once {
                /// The id
                save: SaveId,
                /// What is done
                action: Box<Action>,
            },
            /// What is decided on a thing as it stood at an entry of the journal: where its history has
            /// gone on since, nothing is done.
            Over {
                /// How many entries the journal had
                seen: u64,
                /// What is done
                action: Box<Action>,
            },
            /// A step of a case whose history the screen showed up to `expected`.
            Step {
                /// Which case
                case: CaseNumber,
                /// The revision that the decision was made on
                expected: u32,
                /// What is done
                step: Step,
            },
            /// 一并办理: steps of a case that one form hands in, all of them or none.
            Steps {
                /// Which case
                case: CaseNumber,
                /// The revision that the decision was made on
                expected: u32,
                /// What is done, in order
                steps: Vec<Step>,
            },
            /// A person's card is corrected.
            Person {
                /// Whose
                id: PersonId,
                /// What is corrected
                fact: PersonFact,
            },
            /// A person's card is taken in without a matter, as a list of people brings it.
            Know {
                /// Who
                person: Petitioner,
                /// Knows an imported row again
                fingerprint: Option<[u8; 16]>,
            },
            /// The grid is edited.
            Grid(GridEdit),
            /// A lawyer is added (`None`) or his card replaced.
            Lawyer {
                /// Who, if known
                id: Option<LawyerId>,
                /// The card
                lawyer: Box<Lawyer>,
            },
            /// Who comes on a lawyer day.
            LawyerDay(LawyerDay),
            /// A booking is made (`None`) or changed.
            Booking {
                /// Which, if known
                id: Option<BookingId>,
                /// What is done
                fact: BookingFact,
            },
            /// 平日咨询: a meeting that was held is made and ended, both or neither.
            Consultation {
                /// That it is made
                booking: BookingFact,
                /// What came of it
                outcome: BookingFact,
            },
            /// 律师和每周三: lawyers are added and days given to them, all or none.
            NewLawyers(Box<NewLawyers>),
            /// An official list of holidays and working weekends is taken in.
            Calendar(Vec<ListedDay>),
            /// A masked value is shown.
            Reveal {
                /// Whose
                what: Revealed,
                /// Why or where
                why: String,
            },
            /// 合并, 并案: two cards of one person or two cases of one matter become one.
            Merge(Merge),
            /// 拆分: what was merged stands by itself again.
            Split(Split),
            /// 领导包案: something is done to a day's rota or ledger.
            Duty {
                /// Which day
                day: NaiveDate,
                /// What is done
                fact: DutyFact,
            },
            /// A leader is added to the roster, or his card replaced.
            Leader(Leader),
            /// 登记: what a call, an early sign or a whistle tells becomes a case or joins one, and carries
            /// its number from then on.
            RegisterOf {
                /// What it comes of
                origin: Item,
                /// What is registered
                registration: Box<Registration>,
            },
            /// 排查报到: one node reports on one round; there is no deed for many.
            CheckIn {
                /// On which day's round
                day: NaiveDate,
                /// What is reported
                report: Box<Report>,
                /// Why, where it corrects what stands there
                why: Option<String>,
            },
            /// 专班: the card of a standing task force, in place of its old one.
            Force(Box<Force>),
            /// 查看留痕: something was looked at, or taken out.
            Look(Look),
            /// 签发: a report is issued, or issued again.
            Report {
                /// The report as it stands
                sheet: Box<Sheet>,
                /// Why it is issued again; empty for the first issue
                reason: String,
            },
            $($($($(
                #[doc = $doc]
                $kind {
                    /// Which, if known; `None` begins a new one
                    id: Option<$id>,
                    /// What is done
                    fact: $action,
                },
            )?)?)?)+
        }

        /// What was done.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Done {
            /// A case was opened or a visit joined.
            Registered {
                /// The case
                number: CaseNumber,
                /// The visit
                visit: VisitNumber,
                /// The person
                person: PersonId,
                /// Whether the person was known before
                known: bool,
                /// Whether the visit joined an open case
                joined: bool,
                /// Other open cases of the same person
                similar: Vec<CaseNumber>,
                /// What the desk should know of who came
                recognised: Vec<Recognised>,
            },
            /// A step was taken.
            Stepped {
                /// The case
                number: CaseNumber,
                /// Its revision now
                revision: u32,
            },
            /// A person's card was taken in.
            Person {
                /// Who
                id: PersonId,
                /// Whether the person was known before
                known: bool,
                /// What the desk should know of who it is
                recognised: Vec<Recognised>,
            },
            /// A lawyer got a number.
            Lawyer(LawyerId),
            /// A booking got a number.
            Booking(BookingId),
            /// It was written down.
            Kept,
            /// A check-in was taken down, or corrected.
            CheckIn {
                /// The early sign that it opened or reworded
                sign: Option<SignId>,
            },
            $($($(
                /// It got a number, or something was done to it.
                $kind($id),
            )?)?)+
        }
    };
}

each_kept!(actions);

/// 登记: everything that a reception writes down at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Who came.
    pub petitioner: Petitioner,
    /// What is raised.
    pub matter: Matter,
    /// How it was raised; its `person` is filled in by the store.
    pub visit: Visit,
    /// The open case that it joins, where the clerk or the line says so.
    pub joins: Option<CaseNumber>,
    /// The answer that an imported sheet carries.
    pub imported_answer: Option<ImportedAnswer>,
    /// Knows an imported row again that has no external number.
    pub fingerprint: Option<[u8; 16]>,
    /// The day by which whoever passed it on wants it answered; who takes it in is reminded.
    pub order_due: Option<OrderDue>,
}

/// 工单时限: the day by which the office that passed a matter on wants it answered. It is no clock of
/// the law and changes none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderDue {
    /// The day.
    pub day: NaiveDate,
    /// The hour, where one was named.
    pub time: Option<NaiveTime>,
    /// What the sheet calls it, with the day and hour as they came.
    pub text: String,
}

/// Who came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Petitioner {
    /// One whom the clerk took over from the list; what he said now corrects his card.
    Known {
        /// Who
        id: PersonId,
        /// His data as they stand in the form
        described: Box<Person>,
    },
    /// One who is the same as a known person only on an equal valid ID, or equal name and phone.
    Described(Box<Person>),
    /// A new person, whoever resembles him.
    New(Box<Person>),
}

/// What came of a deed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommitResult {
    /// It was done and is durable.
    Done(Done),
    /// The law or the desk refused it; nothing was written.
    Refused(Refusal),
    /// Somebody else changed the thing first; nothing was written.
    Conflict {
        /// The revision that stands now
        now: u32,
    },
    /// It was done before under the same id, and this came of it then; nothing was written.
    Known(Done),
    /// An imported row that is here already.
    Skipped {
        /// Under which number
        number: CaseNumber,
    },
}

impl Action {
    /// Gives what is done, whether or not it is handed in under an id, or on what stood then.
    pub fn plain(&self) -> &Self {
        match self {
            Self::Once { action, .. } | Self::Over { action, .. } => action.plain(),
            other => other,
        }
    }

    /// Has actions that are handed in together done once under an id.
    pub fn once(save: &SaveId, actions: Vec<Self>) -> Vec<Self> {
        let actions = actions.into_iter().enumerate();
        actions
            .map(|(at, action)| Self::Once {
                save: save.part(at),
                action: Box::new(action),
            })
            .collect()
    }
}
