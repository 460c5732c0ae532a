//! 能办什么 of a case: the menu of its steps, and behind those that the law allows what else can be
//! done with it; found by digit, by the cursor, or by typing Chinese, pinyin initials or English.

use crate::app::case::menu::Menu;
use crate::app::case::ordering;
use crate::app::field::{Field, FieldKind};
use crate::app::msg::Press;
use crate::app::searched::Searched;
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::case::clock::clocks::CaseClock;
use crate::domain::case::fact::order::step::OrderKind;
use crate::domain::case::fact::step::StepKind;
use crate::domain::case::rule::next::StepGroup;
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::right::Right;
use crate::domain::view::CaseView;
use crate::words::bundle::Words;

/// A line of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// A step.
    Step(StepOffer),
    /// What else can be done with the case.
    Command(Command),
}

/// A step of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepOffer {
    /// The step.
    pub kind: StepKind,
    /// Where it stands in the menu, and why.
    pub place: Place,
}

/// Where a step stands in the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// 下一步: it is owed, by the end of a clock where one runs.
    Next(Option<Box<CaseClock>>),
    /// 常办: it usually follows.
    Usual,
    /// It is allowed, and stands with its like.
    Group(StepGroup),
    /// 不能办: what stands against it.
    Refused(Box<Refusal>),
}

impl StepOffer {
    /// Gives what stands against the step.
    pub fn refusal(&self) -> Option<&Refusal> {
        match &self.place {
            Place::Refused(refusal) => Some(refusal),
            Place::Next(_) | Place::Usual | Place::Group(_) => None,
        }
    }
}

impl Place {
    /// Gives the word key of its heading.
    pub fn heading(&self) -> String {
        match self {
            Self::Next(_) => "case-next".to_owned(),
            Self::Usual => "case-usual".to_owned(),
            Self::Group(group) => format!("step-group-{}", group.code()),
            Self::Refused(_) => "case-not-now".to_owned(),
        }
    }
}

/// Rows of the search field.
const SEARCH_ROWS: u16 = 1;
/// Rows for the whole of what stands against a step.
const REFUSAL_ROWS: u16 = 2;

/// Rows for that with what leads to striking off all the same.
const PROSPECT_ROWS: u16 = 4;

/// The menu of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// What is typed.
    pub field: Field,
    lines: Vec<(Searched, Choice)>,
    menu: Menu<Choice>,
    commands: Vec<Command>,
    /// What the menu offers of an open petition of the caller; none for what is no order.
    pub petition: Option<String>,
    /// 何时可以销号: what leads there, where it cannot be struck off now.
    prospect: Option<String>,
}

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Did {
    /// It chose a line.
    Chose,
    /// It changed the search.
    Typed,
    /// It meant nothing here.
    Nothing,
}

impl Steps {
    /// Opens the menu: what is owed first, then what usually follows, all else that the law allows
    /// by group, then the commands, and last what the law does not allow now.
    pub fn open(shared: &Shared, view: &CaseView, commands: Vec<Command>) -> Self {
        let petition = ordering::offer(&shared.words, view);
        let offers = offers(shared, view, petition.is_some());
        let prospect = view.case.prospect(&shared.who, shared.now.date());
        let (refused, allowed): (Vec<_>, Vec<_>) = offers
            .into_iter()
            .partition(|offer| offer.refusal().is_some());
        let choices = allowed.into_iter().map(Choice::Step);
        let choices = choices.chain(commands.iter().copied().map(Choice::Command));
        let choices: Vec<Choice> = choices
            .chain(refused.into_iter().map(Choice::Step))
            .collect();
        let searched = |choice: &Choice| match choice {
            Choice::Step(offer) => {
                let code = offer.kind.code();
                let also = shared.words.also(&format!("step-{code}"));
                Searched::new(&shared.words.code("step", code), code).or(also)
            }
            Choice::Command(command) => Searched::new(&shared.command(*command), command.name()),
        };
        Self {
            field: Field::new(FieldKind::Line),
            lines: choices
                .iter()
                .map(|it| (searched(it), it.clone()))
                .collect(),
            menu: Menu::new(choices),
            commands,
            petition,
            prospect: prospect.map(|it| shared.words.prospect(&it)),
        }
    }

    /// Looks for a step by its name, as if it had been typed.
    pub(super) fn seek(&mut self, shared: &Shared, kind: StepKind) {
        self.field.set(&shared.words.code("step", kind.code()));
        self.search();
    }

    /// Offers what the case allows as it has come anew; what was typed and the cursor stay.
    pub(super) fn renew(&mut self, shared: &Shared, view: &CaseView) {
        let cursor = self.menu.cursor();
        let field = self.field.clone();
        *self = Self::open(shared, view, std::mem::take(&mut self.commands));
        self.field = field;
        self.search();
        self.menu.go(cursor);
    }

    /// Gives the lines that are found.
    pub fn items(&self) -> &[Choice] {
        self.menu.items()
    }

    /// Gives how many lines there are, found or not: the menu keeps its size while one types.
    pub fn count(&self) -> usize {
        self.lines.len()
    }

    /// Gives the index of the line under the cursor.
    pub fn cursor(&self) -> usize {
        self.menu.cursor()
    }

    /// Gives the line under the cursor.
    pub fn current(&self) -> Option<Choice> {
        self.menu.current()
    }

    /// Gives the rows under the lines: the search field, and what stands against the line under the
    /// hand, or that there is none.
    pub fn below(&self) -> u16 {
        match self.current() {
            Some(Choice::Command(_)) => SEARCH_ROWS,
            Some(Choice::Step(offer)) if offer.refusal().is_none() && self.note().is_none() => {
                SEARCH_ROWS
            }
            Some(Choice::Step(offer)) if offer.kind == StepKind::StrikeOff => {
                SEARCH_ROWS + PROSPECT_ROWS
            }
            Some(Choice::Step(_)) | None => SEARCH_ROWS + REFUSAL_ROWS,
        }
    }

    /// Gives what stands against the line under the cursor, and what leads to it all the same; or that
    /// there is no line.
    pub fn against(&self, words: &Words) -> Option<String> {
        let offer = match self.current() {
            Some(Choice::Step(offer)) => offer,
            Some(Choice::Command(_)) => return None,
            None => return Some(words.say("case-steps-none")),
        };
        let refused = words.refusal(offer.refusal()?);
        let ahead = self.prospect.as_ref();
        Some(match ahead.filter(|_| offer.kind == StepKind::StrikeOff) {
            Some(ahead) => {
                let args = [
                    ("refused", refused.into()),
                    ("ahead", ahead.as_str().into()),
                ];
                words.say_with("closing-ahead", &args)
            }
            None => refused,
        })
    }

    /// Gives what is offered with the line under the cursor: the ground 已进入信访程序.
    pub fn note(&self) -> Option<&str> {
        let Choice::Step(offer) = self.current()? else {
            return None;
        };
        let asks = offer.kind == StepKind::Order(OrderKind::AskClose);
        let note = self.petition.as_deref();
        note.filter(|_| asks && offer.refusal().is_none())
    }

    /// A digit chooses the line before which it stands, anything else is searched for: no step has a
    /// digit in its name.
    pub(super) fn press(&mut self, press: Press) -> Did {
        if self.menu.press(press) {
            return Did::Chose;
        }
        if !self.field.press(press) {
            return Did::Nothing;
        }
        self.search();
        Did::Typed
    }

    /// Searches for what was pasted.
    pub(super) fn paste(&mut self, text: &str) {
        self.field.paste(text);
        self.search();
    }

    /// Puts the cursor on a line; false where there is none.
    pub(super) fn go(&mut self, index: usize) -> bool {
        self.menu.go(index)
    }

    /// Moves as a command says; false when it is no movement.
    pub(super) fn command(&mut self, command: Command) -> bool {
        self.menu.command(command)
    }

    fn search(&mut self) {
        let lines = self
            .lines
            .iter()
            .map(|(searched, it)| (searched, it.clone()));
        self.menu = Menu::new(Searched::found(lines, self.field.text()));
    }
}

/// Puts every step of a case in its place. An order's own steps stand before the petition's, and
/// first of what usually follows the lawful ground to close it, where the caller has a petition.
fn offers(shared: &Shared, view: &CaseView, has_petition: bool) -> Vec<StepOffer> {
    let today = shared.now.date();
    let next = view.next(&shared.who, today);
    let mut placed: Vec<StepOffer> = next
        .duties
        .into_iter()
        .map(|duty| StepOffer {
            kind: duty.kind,
            place: Place::Next(duty.clock.map(Box::new)),
        })
        .collect();
    let ground = StepKind::Order(OrderKind::AskClose);
    let ground = has_petition.then_some(ground).filter(|kind| {
        let may = view.case.may_by(*kind, &shared.who, today);
        may.is_ok()
    });
    placed.extend(ground.into_iter().chain(next.usual).map(|kind| StepOffer {
        kind,
        place: Place::Usual,
    }));
    let ordered = view.case.is_order_only();
    let mut rest: Vec<StepOffer> = view
        .case
        .offers(&shared.who, today)
        .into_iter()
        .filter(|(kind, _)| placed.iter().all(|offer| offer.kind != *kind))
        .map(|(kind, refusal)| StepOffer {
            kind,
            place: refusal.map_or(Place::Group(kind.group()), |it| {
                Place::Refused(Box::new(it))
            }),
        })
        .collect();
    rest.sort_by_key(|offer| {
        let group = offer.kind.group();
        let refused = offer.refusal().is_some();
        (refused, !(ordered && group == StepGroup::Order), group)
    });
    placed.extend(rest);
    if !shared.seat.may(Right::Handle) {
        // The law may allow it, his role does not.
        for offer in &mut placed {
            offer.place = Place::Refused(Box::new(Refusal::new(Reason::RoleMayNot)));
        }
    }
    placed
}
