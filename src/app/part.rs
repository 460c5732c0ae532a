//! A part of the screen (a pane or an overlay): what it is told, and what it answers.

use crate::app::answer::Reply;
use crate::app::content::{Copying, Output};
use crate::app::effect::{Course, Effect};
use crate::app::held::Filling;
use crate::app::merging::Merging;
use crate::app::msg::Press;
use crate::app::pane::Pane;
use crate::app::road_advice::{RoadAdvice, Teller};
use crate::app::shared::Shared;
use crate::app::ticket::Ticket;
use crate::app::unfinished::{FormCode, OpenForm, name};
use crate::app::whistle_request::WhistleRequest;
use crate::command::table::Command;
use crate::domain::call::draft::CalledIn;
use crate::domain::case::fact::step::StepKind;
use crate::domain::draft::IntakeDraft;
use crate::domain::item::Item;
use crate::domain::number::CaseNumber;
use crate::domain::person::Person;
use crate::domain::person::id::PersonId;
use crate::domain::phrase::OpenText;
use crate::domain::queue::Filter;
use crate::domain::right::Right;
use crate::domain::saved_view::SavedView;
use crate::domain::secret::Secret;
use crate::domain::setup::SetupLine;
use crate::domain::sheet_kind::SheetKind;
use crate::domain::subject::Subject;
use chrono::NaiveDate;

/// A part of the screen with a state of its own.
pub trait Part {
    /// Takes an input, changes its own state alone and says what else it wants.
    fn update(&mut self, shared: &Shared, input: Input) -> Response;

    /// Puts the cursor on what stands at a cell, counted from the part's own corner inside its border, and
    /// opens nothing: its menu follows.
    fn point(&mut self, _shared: &Shared, _column: u16, _row: u16) -> Response {
        Response::unused()
    }

    /// Tells which field is open at the caret: it gets the keys before the keymap does.
    fn open_field(&self) -> Openness;

    /// Tells whether a command would do something now; the bottom line shows only such.
    fn valid(&self, command: Command) -> bool;

    /// Gives how its list is arranged now, under a name; `None` where it shows no list.
    fn view_now(&self, _name: &str) -> Option<SavedView> {
        None
    }

    /// Counts the rows of a saved view of its list, where it can.
    fn count_view(&self, _shared: &Shared, _view: &SavedView) -> Option<usize> {
        None
    }

    /// Gives what stands in the field at the caret, where one for words is open.
    fn open_text(&self) -> Option<OpenText<'_>> {
        None
    }

    /// Gives what a reminder hangs on that is set now: what is under the cursor.
    fn subject(&self) -> Option<Subject> {
        None
    }

    /// Gives what is usually done with what is under the cursor: it stands first in the menu.
    fn recommended(&self) -> Option<Command> {
        None
    }

    /// Gives the form that is being filled in, and whether it is being saved.
    fn filling(&self) -> Option<Filling> {
        None
    }

    /// Gives the forms that stand open, so that what was typed into them is not lost.
    fn forms(&self) -> Vec<OpenForm> {
        Vec::new()
    }
}

/// What a part is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A command of its scope, or a global one that is its to answer (move, choose, save, …).
    Command(Command),
    /// A key for the open field, or a character that no key row binds.
    Press(Press),
    /// Pasted text.
    Paste(String),
    /// The mouse clicked, in cells from the part's own corner inside its border.
    Click {
        /// Column from 0.
        column: u16,
        /// Row from 0.
        row: u16,
    },
    /// The wheel turned by so many rows, down is positive.
    Scroll(i16),
    /// The store answers a question of this part.
    Reply(Reply),
    /// Another part asked for this one, with what it should show.
    Show(Target),
    /// A new minute.
    Tick,
    /// Something was written, by whichever part: what is shown may be old.
    Changed,
}

/// Which keys an open field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// No field is open: characters are keys.
    Closed,
    /// A field of one line.
    Line,
    /// A field of several lines: Enter, Up and Down are its own too.
    Area,
    /// A choice: digits, Left and Right.
    Choice,
}

/// What a part answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Response {
    /// The input meant something here.
    pub used: bool,
    /// What is to be done outside.
    pub effects: Vec<Effect>,
    /// What is wanted of the desk.
    pub intents: Vec<Intent>,
}

impl Response {
    /// Answers that the input means nothing here.
    pub fn unused() -> Self {
        Self::default()
    }

    /// Answers that the input was taken.
    pub fn used() -> Self {
        Self {
            used: true,
            ..Self::default()
        }
    }

    /// Answers with an intent.
    pub fn intent(intent: Intent) -> Self {
        Self {
            used: true,
            effects: Vec::new(),
            intents: vec![intent],
        }
    }

    /// Answers with an effect.
    pub fn effect(effect: Effect) -> Self {
        Self {
            used: true,
            effects: vec![effect],
            intents: Vec::new(),
        }
    }

    /// Answers with a notice.
    pub fn tell(tone: Tone, text: String) -> Self {
        Self::intent(Intent::Tell(Notice { tone, text }))
    }

    /// Adds all that another answer wants.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.used |= other.used;
        self.effects.extend(other.effects);
        self.intents.extend(other.intents);
        self
    }

    /// Adds an intent.
    #[must_use]
    pub fn and_intent(mut self, intent: Intent) -> Self {
        self.intents.push(intent);
        self
    }

    /// Adds an effect.
    #[must_use]
    pub fn and_effect(mut self, effect: Effect) -> Self {
        self.effects.push(effect);
        self
    }
}

/// What a part wants of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intent {
    /// Open another part.
    Open(Target),
    /// Run a command as if its key had been pressed.
    Run(Command),
    /// Take this overlay away.
    Close,
    /// The write of this ticket hands in what stands in the form of this name: that is kept once.
    HandIn(Ticket, String),
    /// A form of this name was handed in: nothing of it waits any more.
    Finished(String),
    /// Keep how the list in front is arranged, under a name.
    KeepView(String),
    /// Forget the saved view of a name.
    ForgetView(String),
    /// Tell something on the notice line.
    Tell(Notice),
    /// Reminds of something, unasked: of several reminders the one of the first pane stands, in whichever
    /// order they come.
    Remind(Pane, String),
    /// Ask before doing it.
    Confirm {
        /// The question, in words.
        question: String,
        /// What a yes does.
        yes: Box<Intent>,
    },
    /// Do something outside.
    Perform(Effect),
    /// The clock is right, whatever the last entry says; what was to be saved is saved.
    TrustClock,
    /// Somebody else sits at the desk from now on.
    SitDown(String),
    /// The first operator was made, of this name: from now on people sign in.
    SignInBegins(String),
    /// 学一学: give a lesson.
    Learn(Course),
}

impl Intent {
    /// Says that a form over a pane was handed in.
    pub fn finished(pane: Pane, kind: &impl FormCode) -> Self {
        Self::Finished(name(pane, &kind.code()))
    }
}

/// What is to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// 经办人
    Operators,
    /// Who signs for a step of the case that is shown.
    Signer(StepKind),
    /// What proves that it is this one who signs.
    Signature(String),
    /// The form of a step of the case that is shown, for this one to sign.
    SignedBy(StepKind, String),
    /// The form that is open was signed: what proves it.
    Signed(Secret),
    /// A pane as it stands.
    Pane(Pane),
    /// The case with this number.
    Case(String),
    /// A step in the case with this number: its form is a key away, or what stands against it.
    Step(CaseNumber, StepKind),
    /// The case with this number beside the list, where the desk has room; the keys stay.
    Preview(String),
    /// The queue with the cases that a filter lets through.
    Queue(Box<Filter>),
    /// A new intake that joins an open case.
    Visit {
        /// The case.
        case: CaseNumber,
        /// Whose case it is.
        id: PersonId,
        /// His card.
        person: Box<Person>,
    },
    /// A known person who is received.
    Visitor {
        /// Who.
        id: PersonId,
        /// His card.
        person: Box<Person>,
        /// In a new intake; else in the one in hand.
        fresh: bool,
    },
    /// The Finder with these words in its field.
    Finder(String),
    /// One of those whom the Finder finds for these words.
    Found {
        /// What is looked for.
        words: String,
        /// Who is meant.
        person: PersonId,
    },
    /// The legal roads, to be told in a case, or at the counter.
    Roads(Option<Teller>),
    /// A merge of this one with another that is chosen there.
    Merge(Merging),
    /// A split of what was merged with this one.
    Split(Merging),
    /// 分类分级 of a matter.
    Triage {
        /// Which.
        number: CaseNumber,
        /// Whether it goes on to the next unclassed one.
        onward: bool,
    },
    /// The case in which a road is told, with the form filled in.
    RoadAdvice(Box<RoadAdvice>),
    /// A new intake that comes of something else, with what is known there.
    Origin {
        /// What it comes of.
        origin: Item,
        /// What is known.
        draft: Box<IntakeDraft>,
    },
    /// A list as it was kept under a name.
    View(Box<SavedView>),
    /// A new intake with what is known of one who comes as agreed.
    Arrival(Box<IntakeDraft>),
    /// The form of a reminder.
    FollowUp {
        /// What it hangs on.
        about: Option<Subject>,
        /// The pane to which the desk goes back.
        back: Pane,
    },
    /// The form of a whistle, with what is known of it.
    WhistleRequest(Box<WhistleRequest>),
    /// The session on the table, on whose list this case is put.
    Hear(CaseNumber),
    /// The lawyers for this case, to recommend one.
    Recommend(CaseNumber),
    /// What is looked up of a case, over what is open.
    Lookup(CaseNumber),
    /// The grid with one of its nodes.
    Grid {
        /// The node's code, or the name of a village.
        at: String,
        /// The number of the case to which Esc leads back.
        back: Option<String>,
    },
    /// The ledger of a day.
    Ledger(NaiveDate),
    /// 交接班.
    Handover,
    /// A pane in which a line of the setup list is looked after; Esc leads back there.
    FromSetup(Pane, SetupLine),
    /// The form of this name, as it was left.
    Unfinished(String),
    /// The form of a step of a case.
    Form(CaseNumber, StepKind),
    /// The call pad: a new one, or one that was parked.
    Pad(Option<u64>),
    /// A new intake with what a call brings.
    Called(Box<CalledIn>),
    /// 附件: the files of a case.
    Attach(CaseNumber),
    /// 导入: a sheet of this kind, or of one that is chosen there.
    Import(Option<SheetKind>),
    /// What is exported or printed, over what is open.
    Output(Box<Output>),
    /// What is copied, over what is open.
    Copy(Box<Copying>),
}

impl Target {
    /// Gives the right that opening it needs; `None` where whoever sits here has it.
    pub const fn right(&self) -> Option<Right> {
        match self {
            Self::Step(..) | Self::Triage { .. } | Self::Merge(_) | Self::Split(_) => {
                Some(Right::Handle)
            }
            _ => None,
        }
    }
}

/// A line for the one at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// The sentence.
    pub text: String,
}

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Done.
    Good,
    /// To be known.
    Plain,
    /// Something is wrong.
    Bad,
}
