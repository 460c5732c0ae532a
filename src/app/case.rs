//! 案卷: the state of the case pane: one case, part by part; its steps, corrections and receipts.

use crate::app::effect::{Answer, Effect, Reply, Request};
use crate::app::form::{Did, Form};
use crate::app::layout::{inside, layout};
use crate::app::msg::Press;
use crate::app::pane::Pane;
use crate::app::part::{Input, Notice, Openness, Outcome, Part, Target, Tone, Wish};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, Line as Tickets};
use crate::command::scope::Scope;
use crate::command::table::Command;
use crate::domain::act::{Deed, Outcome as Came};
use crate::domain::case::step::StepKind;
use crate::domain::entry::{Entry, Revealed};
use crate::domain::number::{CaseNumber, VisitNumber};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::view::CaseView;

pub mod correct;
pub mod history;
pub mod menu;
pub mod page;
pub mod section;
pub mod step;

use correct::{Correction, Part as Corrected};
use menu::Menu;
use page::{Para, Sight, is_shut, lines};
use section::Section;
use step::StepForm;

/// Rows above the part: number and state, who, the tabs.
pub const HEAD_ROWS: u16 = 3;

/// Gives the cells of a tab in a pane of `width` cells.
pub fn tab_width(width: u16) -> u16 {
    (width / 7).clamp(8, 12)
}

/// A line of the menu of steps: the step, and what stands against it.
pub type Offer = (StepKind, Option<Refusal>);

/// What stands over the case.
#[derive(Debug)]
pub enum Panel {
    /// 办理: the steps, those that the law allows first.
    Steps(Menu<Offer>),
    /// A step is filled in.
    Step(StepForm),
    /// 更正: the parts that can be corrected.
    Parts(Menu<Corrected>),
    /// A part is corrected; what stands against it.
    Correct(Correction, Option<String>),
    /// 回执 of this visit: into a file, or printed.
    Receipt(u32, Menu<bool>),
}

/// The pane's state.
#[derive(Debug)]
pub struct State {
    number: Option<CaseNumber>,
    view: Option<Box<CaseView>>,
    person: Vec<Entry>,
    /// The number of a case that is not there.
    pub missing: Option<String>,
    /// The part that is shown.
    pub section: Section,
    /// How the case is looked at.
    pub sight: Sight,
    panel: Option<Panel>,
    /// First row of the part that is shown.
    pub scroll: u16,
    hand: usize,
    back: Vec<CaseNumber>,
    /// The revision before a conflict, until the case has come anew.
    conflict: Option<u32>,
    cases: Tickets,
    persons: Tickets,
    writes: Tickets,
    reveals: Tickets,
    receipts: Tickets,
}

impl Default for State {
    fn default() -> Self {
        let line = |kind| Tickets::new(Asker::Pane(Pane::Case), kind);
        Self {
            number: None,
            view: None,
            person: Vec::new(),
            missing: None,
            section: Section::Facts,
            sight: Sight {
                revealed: false,
                preview: false,
                explain: false,
            },
            panel: None,
            scroll: 0,
            hand: 0,
            back: Vec::new(),
            conflict: None,
            cases: line(0),
            persons: line(1),
            writes: line(2),
            reveals: line(3),
            receipts: line(4),
        }
    }
}

impl State {
    /// Gives the case that is shown.
    pub fn view(&self) -> Option<&CaseView> {
        self.view.as_deref()
    }

    /// Gives the number of the case that is shown or awaited.
    pub const fn number(&self) -> Option<CaseNumber> {
        self.number
    }

    /// Gives what stands over the case.
    pub const fn panel(&self) -> Option<&Panel> {
        self.panel.as_ref()
    }

    /// Gives the thing of a list under the hand.
    pub const fn hand(&self) -> usize {
        self.hand
    }

    /// Writes the part that is shown.
    pub fn page(&self, shared: &Shared) -> Vec<Para> {
        self.view.as_ref().map_or_else(Vec::new, |view| {
            page::page(shared, view, &self.person, self.section, self.sight)
        })
    }

    /// Tells whether something that was typed stands over the case.
    const fn is_busy(&self) -> bool {
        matches!(self.panel, Some(Panel::Step(_) | Panel::Correct(..)))
    }

    fn show(&mut self, shared: &Shared, number: &str, preview: bool) -> Outcome {
        let Some(number) = CaseNumber::parse_lenient(number) else {
            return Outcome::unused();
        };
        let same = self.number == Some(number);
        if self.is_busy() && !same {
            if preview {
                return Outcome::used();
            }
            let busy = self.number.map_or(String::new(), |it| it.to_string());
            let args = [("number", busy.into())];
            return tell(Tone::Bad, shared.words.say_with("case-busy", &args));
        }
        self.sight.preview = preview;
        if !preview {
            self.back.clear();
        }
        if same && self.view.is_some() {
            return Outcome::used();
        }
        self.turn_to(number)
    }

    /// Turns to another case; everything of the one before goes.
    fn turn_to(&mut self, number: CaseNumber) -> Outcome {
        self.number = Some(number);
        self.view = None;
        self.person.clear();
        self.missing = None;
        self.section = Section::Facts;
        self.sight.revealed = false;
        self.sight.explain = false;
        self.panel = None;
        self.conflict = None;
        self.scroll = 0;
        self.hand = 0;
        Outcome::effect(Effect::Store(self.cases.draw(), Request::Case(number)))
    }

    fn reload(&mut self) -> Outcome {
        match self.number {
            Some(number) => {
                Outcome::effect(Effect::Store(self.cases.draw(), Request::Case(number)))
            }
            None => Outcome::unused(),
        }
    }

    fn go(&mut self, section: Section) -> Outcome {
        if self.section != section {
            self.section = section;
            self.scroll = 0;
            self.hand = 0;
        }
        Outcome::used()
    }

    /// Gives how many things the hand can stand on in this part.
    fn items(&self) -> usize {
        let Some(view) = self.view().filter(|view| !is_shut(view, self.sight)) else {
            return 0;
        };
        match self.section {
            Section::Visits => view.case.visits.len(),
            Section::Others => view.others.len(),
            Section::Chain => view.chain.len(),
            Section::Facts | Section::Clocks | Section::History | Section::Work => 0,
        }
    }

    fn moved(&mut self, shared: &Shared, command: Command) -> Outcome {
        let page = room(shared).map_or(1, |(_, height)| height.max(1));
        let page = isize::try_from(page).unwrap_or(1);
        let by = match command {
            Command::MoveUp => -1,
            Command::MoveDown => 1,
            Command::MovePageUp => -page,
            Command::MovePageDown => page,
            Command::MoveFirst => isize::MIN,
            Command::MoveLast => isize::MAX,
            _ => return Outcome::unused(),
        };
        self.move_by(shared, by);
        Outcome::used()
    }

    fn move_by(&mut self, shared: &Shared, by: isize) {
        if let Some(last) = self.items().checked_sub(1) {
            self.hand = self.hand.saturating_add_signed(by).min(last);
            return;
        }
        let (width, height) = room(shared).unwrap_or((80, 1));
        let taken: usize = self
            .page(shared)
            .iter()
            .map(|para| lines(para, width).len())
            .sum();
        let last = taken.saturating_sub(height);
        let to = usize::from(self.scroll).saturating_add_signed(by).min(last);
        self.scroll = u16::try_from(to).unwrap_or(u16::MAX);
    }

    fn command(&mut self, shared: &Shared, command: Command) -> Outcome {
        if self.sight.preview && (command == Command::Choose || command.scope() == Scope::Case) {
            // Who acts on it has opened it.
            self.sight.preview = false;
            if command == Command::Choose {
                return Outcome::used();
            }
        }
        match command {
            Command::FieldNext | Command::MoveRight => return self.go(self.section.step(1)),
            Command::FieldPrevious | Command::MoveLeft => return self.go(self.section.step(-1)),
            Command::Back => {
                return match self.back.pop() {
                    Some(number) => self.turn_to(number),
                    None => Outcome::unused(),
                };
            }
            Command::Choose => return self.chosen(),
            _ => {}
        }
        let Some(view) = self.view.as_deref() else {
            return Outcome::unused();
        };
        if view.row.locked {
            return match command {
                Command::CaseStep
                | Command::CaseExplain
                | Command::CaseCorrect
                | Command::CaseVisit
                | Command::CaseChain
                | Command::CaseReceipt
                | Command::CaseReveal => refused(shared, Reason::NotForThisViewer),
                other => self.moved(shared, other),
            };
        }
        match command {
            Command::CaseStep => {
                self.panel = Some(Panel::Steps(Menu::new(offers(shared, view))));
                Outcome::used()
            }
            Command::CaseExplain => {
                let shown = self.section == Section::Clocks && self.sight.explain;
                self.sight.explain = !shown;
                self.go(Section::Clocks)
            }
            Command::CaseCorrect => {
                self.panel = Some(Panel::Parts(Menu::new(Corrected::all())));
                Outcome::used()
            }
            Command::CaseVisit if !view.case.status.is_open() => refused(shared, Reason::Closed),
            Command::CaseVisit => Outcome::wish(Wish::Open(Target::Visit {
                case: view.case.number,
                id: view.case.petitioner,
                person: Box::new(view.person.clone()),
            })),
            Command::CaseChain if self.section == Section::Chain => self.chosen(),
            Command::CaseChain => self.go(Section::Chain),
            Command::CaseReceipt => {
                let visits = view.case.visits.len();
                let at = if self.section == Section::Visits {
                    self.hand + 1
                } else {
                    visits
                };
                let visit = u32::try_from(at).unwrap_or(1);
                self.panel = Some(Panel::Receipt(visit, Menu::new(vec![false, true])));
                Outcome::used()
            }
            Command::CaseReveal if self.sight.revealed => {
                self.sight.revealed = false;
                Outcome::used()
            }
            Command::CaseReveal => {
                let deed = Deed::Reveal {
                    what: Revealed::Case(view.case.number),
                    why: shared.words.say("case-reveal-why"),
                };
                let request = Request::Commit(vec![deed]);
                Outcome::effect(Effect::Store(self.reveals.draw(), request))
            }
            other => self.moved(shared, other),
        }
    }

    /// Opens what is under the hand.
    fn chosen(&mut self) -> Outcome {
        let Some(view) = self.view.as_deref() else {
            return Outcome::unused();
        };
        match self.section {
            Section::Others => match view.others.get(self.hand).map(|row| row.number) {
                Some(number) => {
                    self.back.extend(self.number);
                    self.turn_to(number)
                }
                None => Outcome::unused(),
            },
            Section::Chain => match view.chain.get(self.hand) {
                Some(node) => Outcome::wish(Wish::Open(Target::Grid {
                    at: node.code.as_str().to_owned(),
                    back: self.number.map(|number| number.to_string()),
                })),
                None => Outcome::unused(),
            },
            Section::Visits => Outcome::wish(Wish::Run(Command::CaseReceipt)),
            Section::Facts | Section::Clocks | Section::History | Section::Work => {
                Outcome::unused()
            }
        }
    }

    fn panel_command(&mut self, shared: &Shared, command: Command) -> Outcome {
        if command == Command::Back {
            self.panel = None;
            return Outcome::used();
        }
        let did = match &mut self.panel {
            Some(Panel::Steps(menu)) => walked(menu, command),
            Some(Panel::Parts(menu)) => walked(menu, command),
            Some(Panel::Receipt(_, menu)) => walked(menu, command),
            Some(Panel::Step(step)) => filled(&mut step.form, command),
            Some(Panel::Correct(correction, _)) => filled(&mut correction.form, command),
            None => Did::Nothing,
        };
        match did {
            Did::Nothing => Outcome::unused(),
            Did::Changed => Outcome::used(),
            Did::Ended => self.submit(shared),
        }
    }

    /// Takes what the panel says: the line of a menu, or a form.
    fn submit(&mut self, shared: &Shared) -> Outcome {
        let Some(view) = self.view.as_deref() else {
            return Outcome::unused();
        };
        let today = shared.now.date();
        match &mut self.panel {
            Some(Panel::Steps(menu)) => match menu.current() {
                Some((_, Some(refusal))) => tell(Tone::Bad, shared.words.refusal(&refusal)),
                Some((kind, None)) => {
                    self.panel = Some(Panel::Step(StepForm::open(kind, &view.case, today)));
                    Outcome::used()
                }
                None => Outcome::used(),
            },
            Some(Panel::Parts(menu)) => {
                if let Some(part) = menu.current() {
                    let correction = Correction::open(part, view, self.sight.revealed);
                    self.panel = Some(Panel::Correct(correction, None));
                }
                Outcome::used()
            }
            Some(Panel::Receipt(visit, menu)) => {
                let request = Request::Receipt {
                    visit: VisitNumber {
                        case: view.case.number,
                        visit: *visit,
                    },
                    print: menu.current() == Some(true),
                };
                self.panel = None;
                Outcome::effect(Effect::Store(self.receipts.draw(), request))
            }
            Some(Panel::Step(_) | Panel::Correct(..)) if self.writes.is_waiting() => {
                Outcome::used()
            }
            Some(Panel::Step(form)) => {
                let (who, now) = (shared.who.as_str(), shared.now);
                let Some(step) = form.decided(&view.case, who, now, &shared.words) else {
                    return Outcome::used();
                };
                let deed = Deed::Step {
                    case: view.case.number,
                    expected: form.expected,
                    step,
                };
                let request = Request::Commit(vec![deed]);
                Outcome::effect(Effect::Store(self.writes.draw(), request))
            }
            Some(Panel::Correct(correction, told)) => match correction.deed(view) {
                Ok(deed) => {
                    *told = None;
                    let request = Request::Commit(vec![deed]);
                    Outcome::effect(Effect::Store(self.writes.draw(), request))
                }
                Err(refusal) => {
                    *told = Some(shared.words.refusal(&refusal));
                    Outcome::used()
                }
            },
            None => Outcome::unused(),
        }
    }

    fn replied(&mut self, shared: &Shared, reply: Reply) -> Outcome {
        let (ticket, answer) = (reply.ticket, reply.answer);
        if self.cases.takes(ticket) {
            return match answer {
                Answer::Case(Some(view)) => self.came(shared, view),
                Answer::Case(None) => {
                    self.view = None;
                    self.missing = self.number.map(|number| number.to_string());
                    Outcome::used()
                }
                other => failed(shared, &other),
            };
        }
        if self.persons.takes(ticket) {
            if let Answer::Person(Some(view)) = answer {
                self.person = view.history;
            }
            return Outcome::used();
        }
        if self.reveals.takes(ticket) {
            return match answer {
                Answer::Outcomes(outcomes) if matches!(outcomes[..], [Came::Done(_)]) => {
                    self.sight.revealed = true;
                    tell(Tone::Plain, shared.words.say("case-revealed"))
                }
                other => failed(shared, &other),
            };
        }
        if self.receipts.takes(ticket) {
            return match answer {
                Answer::Receipt { file, printed, .. } => {
                    let key = if printed {
                        "case-receipt-printed"
                    } else {
                        "case-receipt-written"
                    };
                    let args = [("file", file.into())];
                    tell(Tone::Good, shared.words.say_with(key, &args))
                }
                other => failed(shared, &other),
            };
        }
        if self.writes.takes(ticket) {
            return match answer {
                Answer::Outcomes(outcomes) => match outcomes.into_iter().next() {
                    Some(outcome) => self.written(shared, outcome),
                    None => Outcome::used(),
                },
                other => failed(shared, &other),
            };
        }
        Outcome::unused()
    }

    /// Takes the case as it stands now.
    fn came(&mut self, shared: &Shared, view: Box<CaseView>) -> Outcome {
        if let Some(before) = self.conflict.take() {
            let told = changes(shared, &view, before);
            match &mut self.panel {
                Some(Panel::Step(form)) => {
                    form.expected = view.case.revision;
                    form.told = Some(told);
                }
                Some(Panel::Correct(correction, why)) => {
                    correction.renew(&view);
                    *why = Some(told);
                }
                _ => {}
            }
        }
        let locked = view.row.locked;
        let id = view.case.petitioner;
        self.view = Some(view);
        self.hand = self.hand.min(self.items().saturating_sub(1));
        if locked {
            return Outcome::used();
        }
        Outcome::effect(Effect::Store(self.persons.draw(), Request::Person(id)))
    }

    /// Takes what came of a step or a correction; what was typed stays unless it was done.
    fn written(&mut self, shared: &Shared, outcome: Came) -> Outcome {
        match outcome {
            Came::Done(_) => {
                let what = match self.panel.take() {
                    Some(Panel::Step(form)) => shared.words.code("step", form.kind.code()),
                    _ => shared.words.code("step", "correct"),
                };
                let number = self.number.map_or(String::new(), |it| it.to_string());
                let args = [("what", what.into()), ("number", number.into())];
                tell(Tone::Good, shared.words.say_with("case-done", &args))
            }
            Came::Refused(refusal) => {
                match &mut self.panel {
                    Some(Panel::Step(form)) => form.refuse(&[refusal], &shared.words),
                    Some(Panel::Correct(_, told)) => *told = Some(shared.words.refusal(&refusal)),
                    _ => return tell(Tone::Bad, shared.words.refusal(&refusal)),
                }
                Outcome::used()
            }
            Came::Conflict { .. } => {
                self.conflict = self.view.as_ref().map(|view| view.case.revision);
                self.reload()
            }
            Came::Skipped { .. } => Outcome::used(),
        }
    }

    fn pressed(&mut self, shared: &Shared, press: Press) -> Outcome {
        let taken = match &mut self.panel {
            Some(Panel::Steps(menu)) => menu.press(press),
            Some(Panel::Parts(menu)) => menu.press(press),
            Some(Panel::Receipt(_, menu)) => menu.press(press),
            Some(Panel::Step(step)) => return used(step.form.press(press)),
            Some(Panel::Correct(correction, _)) => return used(correction.form.press(press)),
            None => {
                let digit = press.key.folded().text().and_then(|it| it.to_digit(10));
                let section = digit
                    .and_then(|digit| Section::ALL.get((digit as usize).checked_sub(1)?))
                    .copied();
                return match section {
                    Some(section) => self.go(section),
                    None => Outcome::unused(),
                };
            }
        };
        if taken {
            self.submit(shared)
        } else {
            Outcome::unused()
        }
    }

    fn clicked(&mut self, shared: &Shared, column: u16, row: u16) -> Outcome {
        if self.panel.is_some() {
            return Outcome::unused();
        }
        let Some((width, height)) = room(shared) else {
            return Outcome::unused();
        };
        if row + 1 == HEAD_ROWS {
            let at = usize::from(column / tab_width(width));
            return match Section::ALL.get(at) {
                Some(section) => self.go(*section),
                None => Outcome::unused(),
            };
        }
        let Some(row) = row.checked_sub(HEAD_ROWS).map(usize::from) else {
            return Outcome::unused();
        };
        let paras = self.page(shared);
        let mut at = top(&paras, self.hand, self.scroll, width, height);
        at += row;
        for para in &paras {
            let taken = lines(para, width).len();
            if at < taken {
                return match para.item {
                    Some(item) if item == self.hand => self.chosen(),
                    Some(item) => {
                        self.hand = item;
                        Outcome::used()
                    }
                    None => Outcome::unused(),
                };
            }
            at -= taken;
        }
        Outcome::unused()
    }
}

/// Gives the first row of a part to show, so that the thing under the hand stands in sight.
pub fn top(paras: &[Para], hand: usize, scroll: u16, width: u16, height: usize) -> usize {
    if paras.iter().all(|para| para.item.is_none()) {
        return usize::from(scroll);
    }
    let through: usize = paras
        .iter()
        .take_while(|para| para.item.is_none_or(|item| item <= hand))
        .map(|para| lines(para, width).len())
        .sum();
    through.saturating_sub(height)
}

/// Gives every step, those that the law allows now first, the others with what stands against
/// them.
fn offers(shared: &Shared, view: &CaseView) -> Vec<Offer> {
    let today = shared.now.date();
    let mut offers: Vec<Offer> = StepKind::ALL
        .iter()
        .map(|kind| (*kind, view.case.may(*kind, today).err()))
        .collect();
    offers.sort_by_key(|(_, refusal)| refusal.is_some());
    offers
}

/// Says what others did to the case since `before`.
fn changes(shared: &Shared, view: &CaseView, before: u32) -> String {
    let done: Vec<String> = view
        .history
        .iter()
        .filter(|entry| entry.seq > before)
        .filter_map(|entry| {
            let said = history::said(&shared.words, entry, false)?;
            let time = entry.when.local().format("%H:%M");
            Some(format!("{time} {} {said}", entry.who))
        })
        .collect();
    let args = [("what", done.join("; ").into())];
    shared.words.say_with("case-conflict", &args)
}

/// Gives the cells of a line and the rows of the part.
fn room(shared: &Shared) -> Option<(u16, usize)> {
    let layout = layout(shared.size, Pane::Case, Pane::Case)?;
    let (_, area) = layout
        .panes
        .into_iter()
        .find(|(pane, _)| *pane == Pane::Case)?;
    let area = inside(area);
    let height = usize::from(area.height.saturating_sub(HEAD_ROWS));
    Some((area.width, height.max(1)))
}

fn walked<T: Clone + PartialEq>(menu: &mut Menu<T>, command: Command) -> Did {
    if command == Command::Choose {
        Did::Ended
    } else if menu.command(command) {
        Did::Changed
    } else {
        Did::Nothing
    }
}

fn filled<I: Copy + PartialEq>(form: &mut Form<I>, command: Command) -> Did {
    if command == Command::Save {
        Did::Ended
    } else {
        form.command(command)
    }
}

fn used(taken: bool) -> Outcome {
    if taken {
        Outcome::used()
    } else {
        Outcome::unused()
    }
}

fn tell(tone: Tone, text: String) -> Outcome {
    Outcome::wish(Wish::Tell(Notice { tone, text }))
}

fn refused(shared: &Shared, reason: Reason) -> Outcome {
    tell(Tone::Bad, shared.words.refusal(&Refusal::new(reason)))
}

fn failed(shared: &Shared, answer: &Answer) -> Outcome {
    let Answer::Failed(reason) = answer else {
        return Outcome::used();
    };
    let args = [("reason", reason.as_str().into())];
    tell(Tone::Bad, shared.words.say_with("desk-reply-failed", &args))
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Outcome {
        match input {
            Input::Command(command) if self.panel.is_some() => self.panel_command(shared, command),
            Input::Command(command) => self.command(shared, command),
            Input::Press(press) => self.pressed(shared, press),
            Input::Paste(text) => {
                match &mut self.panel {
                    Some(Panel::Step(step)) => step.form.paste(&text),
                    Some(Panel::Correct(correction, _)) => correction.form.paste(&text),
                    Some(Panel::Steps(_) | Panel::Parts(_) | Panel::Receipt(..)) | None => {
                        return Outcome::unused();
                    }
                }
                Outcome::used()
            }
            Input::Click { column, row } => self.clicked(shared, column, row),
            Input::Scroll(by) => {
                self.move_by(shared, isize::from(by));
                Outcome::used()
            }
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Show(Target::Case(number)) => self.show(shared, &number, false),
            Input::Show(Target::Preview(number)) => self.show(shared, &number, true),
            Input::Show(_) => Outcome::unused(),
            Input::Tick | Input::Changed => self.reload(),
        }
    }

    fn open_field(&self) -> Openness {
        match &self.panel {
            Some(Panel::Step(step)) => step.form.open_field(),
            Some(Panel::Correct(correction, _)) => correction.form.open_field(),
            Some(Panel::Steps(_) | Panel::Parts(_) | Panel::Receipt(..)) | None => Openness::Closed,
        }
    }

    fn valid(&self, command: Command) -> bool {
        let form = |open: bool| open || matches!(command, Command::Back | Command::Save);
        match &self.panel {
            Some(Panel::Step(step)) => form(step.form.valid(command)),
            Some(Panel::Correct(correction, _)) => form(correction.form.valid(command)),
            Some(Panel::Steps(_) | Panel::Parts(_) | Panel::Receipt(..)) => matches!(
                command,
                Command::Back | Command::Choose | Command::MoveUp | Command::MoveDown
            ),
            None => {
                let open = self.view().is_some_and(|view| !view.row.locked);
                let live = self
                    .view()
                    .is_some_and(|view| open && view.case.status.is_open());
                match command {
                    Command::CaseStep
                    | Command::CaseExplain
                    | Command::CaseCorrect
                    | Command::CaseReceipt
                    | Command::CaseReveal => open,
                    Command::CaseChain => self.view().is_some_and(|view| !view.chain.is_empty()),
                    Command::CaseVisit => live,
                    Command::Choose => self.items() > 0 || (open && self.sight.preview),
                    Command::Back => true,
                    Command::FieldNext | Command::FieldPrevious => open,
                    Command::MoveUp
                    | Command::MoveDown
                    | Command::MoveLeft
                    | Command::MoveRight
                    | Command::MovePageUp
                    | Command::MovePageDown
                    | Command::MoveFirst
                    | Command::MoveLast => open,
                    _ => false,
                }
            }
        }
    }
}
