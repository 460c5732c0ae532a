//! A ledger: a pane of rows under columns. The pane declares what it asks of the store, its page,
//! its commands and its forms; moving, filtering, sorting, grouping, marking, unfolding, the mouse
//! and the forms are the same for all of them.

pub mod arrange;
pub mod chart;
pub mod heat;
pub mod line;
pub mod lines;
pub mod offers;
pub mod page;
pub mod questions;
mod saved;
pub mod screen;
pub mod taking;
pub mod window;

mod command;
mod form;
mod part;

use std::fmt::Debug;

use crate::app::answer::Answer;
use crate::app::case::para::Para;
use crate::app::content::Content;
use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Request};
use crate::app::form_host::FormHost;
use crate::app::form_task::{Asked, FormTask};
use crate::app::layout::room;
use crate::app::ledger::arrange::{Arrange, Counts};
use crate::app::ledger::offers::{Offer, Offers};
use crate::app::ledger::page::{Column, Page};
use crate::app::ledger::questions::Questions;
use crate::app::msg::Press;
use crate::app::pane::Pane;
use crate::app::part::{Intent, Response, Target};
use crate::app::shared::Shared;
use crate::app::unfinished::{FormCode, name};
use crate::command::table::Command;
use crate::domain::act::{Action, CommitResult, Done};
use crate::domain::entry::Revealed;
use crate::domain::item::Item;
use crate::domain::number::CaseNumber;
use crate::domain::refusal::Refusal;
use crate::domain::sheet_kind::SheetKind;
use crate::domain::subject::Subject;

/// The form of a ledger.
pub type FormOf<L> = FormTask<<L as Ledger>::Kind, <L as Ledger>::Ask, <L as Ledger>::More>;

/// How the cursor was moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Movement {
    /// By a command, onto another row.
    Onto(Command),
    /// By a command that leads beyond the first or the last row.
    Beyond(Command),
    /// By the mouse.
    Mouse,
}

/// What a pane declares to be a ledger. Its own state is what it knows and which part of that is
/// looked at.
pub trait Ledger: Debug + Default + Sized + 'static {
    /// What the cursor stops at.
    type Row: Debug + Clone + PartialEq;
    /// What a form is for.
    type Kind: Debug + Clone + PartialEq + FormCode;
    /// The lines of its forms.
    type Ask: Debug + Asked;
    /// What else a form knows of what it is about.
    type More: Debug;

    /// Which pane it is.
    const PANE: Pane;
    /// The columns by which the store sorts the rows, first the one that is meant unless another is
    /// chosen; none where all rows are here and are sorted here.
    const ORDERS: &'static [Column] = &[];

    /// What is usually done with a row, the first that is valid: it stands first in the menu.
    const USUAL: &'static [Command] = &[Command::Choose];

    /// Gives the title over the pane.
    fn name(&self, shared: &Shared) -> String {
        shared.words.say(Self::PANE.word())
    }

    /// Gives what it asks of the store whenever something may have changed.
    fn questions(&self, shared: &Shared) -> Vec<Request>;

    /// Tells whether it asks again when a minute is over; always when something was written.
    fn asks_each_minute(&self, _shared: &Shared) -> bool {
        true
    }

    /// Asks anew when something may have changed.
    fn changed(pane: &mut State<Self>, shared: &Shared) -> Response {
        pane.refresh(shared)
    }

    /// Takes an answer of the store.
    fn answered(pane: &mut State<Self>, shared: &Shared, answer: Answer) -> Response;

    /// Writes its page.
    fn page(&self, shared: &Shared) -> Page<Self::Row>;

    /// Writes its page as far as it is read through: what is written is drawn at each key, and nobody
    /// scrolls through thousands of rows. Asked for while no row is filtered, sorted or grouped.
    fn first_page(&self, shared: &Shared) -> Page<Self::Row> {
        self.page(shared)
    }

    /// Writes what is to be read of a row when it is unfolded.
    fn details(&self, _shared: &Shared, _row: &Self::Row) -> Vec<Para> {
        Vec::new()
    }

    /// Tells whether one of its commands would do something now; asked for movements never.
    fn valid(pane: &State<Self>, command: Command) -> bool;

    /// Does what a command says, no form being open.
    fn command(pane: &mut State<Self>, shared: &Shared, command: Command) -> Response;

    /// Takes a key that no command has.
    fn press(_pane: &mut State<Self>, _shared: &Shared, _press: Press) -> Response {
        Response::unused()
    }

    /// Shows what another part asked for.
    fn show(_pane: &mut State<Self>, _shared: &Shared, _target: Target) -> Response {
        Response::unused()
    }

    /// Gives the case that is to be looked up: of the form that is open, or of the row under the
    /// cursor.
    fn case(_pane: &State<Self>) -> Option<CaseNumber> {
        None
    }

    /// Gives what a reminder hangs on that is set now: the case, unless the pane knows better.
    fn subject(pane: &State<Self>) -> Option<Subject> {
        Self::case(pane).map(|number| Subject::Item(Item::Case(number)))
    }

    /// Gives what stands in the sheets that are taken in here; `None` where none is.
    fn sheet(_pane: &State<Self>) -> Option<SheetKind> {
        None
    }

    /// Tells whether several rows can be marked, for a command that acts on all of them.
    fn marks(&self) -> bool {
        false
    }

    /// Tells whether the store filters the rows by the words that are typed.
    fn filters_itself(&self) -> bool {
        false
    }

    /// Takes that the cursor was moved, by a command or by the mouse.
    fn moved(_pane: &mut State<Self>, _shared: &Shared, _movement: Movement) -> Response {
        Response::used()
    }

    /// Takes that rows are to be sorted or grouped in another way, where the store sorts them.
    fn arranged(_pane: &mut State<Self>, _shared: &Shared) -> Response {
        Response::used()
    }

    /// Gives what is chosen beside the words of the filter: labels of lines, and what stands in them.
    fn chosen(&self) -> Vec<(String, String)> {
        Vec::new()
    }

    /// Chooses what was chosen before.
    fn choose(_pane: &mut State<Self>, _shared: &Shared, _chosen: &[(String, String)]) -> Response {
        Response::used()
    }

    /// Tells whether rows follow in the store behind the last one that is here.
    fn goes_on(&self) -> bool {
        false
    }

    /// Gives what can be taken out of the pane, part by part, each with the code of its words; the
    /// page as it is shown where there are none.
    fn contents(_pane: &State<Self>, _shared: &Shared) -> Vec<(&'static str, Content)> {
        Vec::new()
    }

    /// Gives how many lines below the row under the cursor are kept in sight, with everything above the
    /// table: of a page that is opened in its middle, to see what comes next.
    fn ahead(&self) -> usize {
        0
    }

    /// Counts the rows that are taken out; `None` where only the store knows.
    fn rows(pane: &State<Self>) -> Option<usize> {
        Some(pane.rows.len())
    }

    /// Gives what the clerk has revealed in it: whoever takes that out reveals it once more.
    fn revealed(&self) -> Vec<Revealed> {
        Vec::new()
    }

    /// Takes the words by which rows are filtered whenever they change.
    fn filtered(_pane: &mut State<Self>, _shared: &Shared, _words: &str) -> Response {
        Response::used()
    }

    /// Gives the name under which what was typed into a form is kept.
    fn form_name(&self, form: &FormOf<Self>) -> String {
        name(Self::PANE, &form.kind.code())
    }

    /// Tells whether what was typed into a form is kept when the form is left.
    fn keeps(_form: &FormOf<Self>) -> bool {
        true
    }

    /// Tells whether Enter on any line hands a form in.
    fn ends_anywhere(_form: &FormOf<Self>) -> bool {
        false
    }

    /// Gives the title of a form.
    fn title(&self, shared: &Shared, form: &FormOf<Self>) -> String;

    /// Gives what must be read before a form is filled in.
    fn about(&self, _shared: &Shared, _form: &FormOf<Self>) -> Option<String> {
        None
    }

    /// Says what may be typed into a form.
    fn hint(&self, shared: &Shared, _form: &FormOf<Self>) -> String {
        shared.words.say("case-form-hint")
    }

    /// Gives a form that alters something as it would be opened now; `None` for one that begins or adds
    /// something, and for what is not there.
    fn anew(&self, _shared: &Shared, _form: &FormOf<Self>) -> Option<FormOf<Self>> {
        None
    }

    /// Tells whether a form has a command of its own.
    fn has_own(_form: &FormOf<Self>, _command: Command) -> bool {
        false
    }

    /// Does what a form's own command says.
    fn own(_form: &mut FormOf<Self>, _command: Command) {}

    /// Shows and hides lines of a form by what is chosen in others, and says which must be filled in.
    fn fold(_form: &mut FormOf<Self>) {}

    /// Gives what is proposed for the open line of a form.
    fn offers(&self, _shared: &Shared, _form: &FormOf<Self>) -> Vec<Offer<Self::Ask>> {
        Vec::new()
    }

    /// Asks the store about what is in the form that is open: it was opened, or something in it may
    /// have changed.
    fn typed(_pane: &mut State<Self>, _shared: &Shared) -> Response {
        Response::unused()
    }

    /// Reads a form; `None` while what it is read by is not there yet, and in a pane that hands its
    /// forms in by itself.
    ///
    /// # Errors
    /// The first line that does not read; the rest is for the domain to refuse.
    fn read(&self, _shared: &Shared, _form: &FormOf<Self>) -> Option<Result<Action, Refusal>> {
        None
    }

    /// Says that what a form was for is done.
    fn kept(&self, _shared: &Shared) -> String {
        String::new()
    }

    /// Hands in the form that is open.
    fn submit(pane: &mut State<Self>, shared: &Shared) -> Response {
        let form = pane.forms.ready();
        let Some(read) = form.and_then(|form| pane.ledger.read(shared, form)) else {
            return Response::used();
        };
        let kept = pane.ledger.kept(shared);
        pane.forms.submit(shared, read, kept)
    }

    /// Takes what the store did with the deeds of a form or a command.
    fn results(pane: &mut State<Self>, shared: &Shared, results: Vec<CommitResult>) -> Response {
        match pane.forms.result(shared, results) {
            Ok(done) => Self::done(pane, shared, &done),
            Err(outcome) => outcome,
        }
    }

    /// Goes on when a form or a command is done.
    fn done(pane: &mut State<Self>, _shared: &Shared, _done: &Done) -> Response {
        pane.forms.done()
    }
}

/// The state of a ledger's pane.
#[derive(Debug)]
pub struct State<L: Ledger> {
    /// What the pane itself knows.
    pub ledger: L,
    /// The form that is open, and the deed under way.
    pub forms: FormHost<L::Kind, L::Ask, L::More>,
    /// The row under the cursor.
    pub cursor: Cursor<L::Row>,
    /// The row that is unfolded.
    pub unfolded: Option<L::Row>,
    questions: Questions,
    /// How many entries the journal had when what is shown was read, at the least.
    seen: Option<u64>,
    arrange: Arrange,
    /// What was proposed for the open line of the form after the last input.
    offers: Offers<L::Ask>,
    /// The rows as they were arranged after the last input.
    rows: Vec<L::Row>,
    /// Some of them stand in a list, which can be filtered and sorted.
    is_list: bool,
    /// And grouped.
    is_grouping: bool,
    marks: Vec<L::Row>,
    /// Lines by which the row under the cursor is scrolled, where it is longer than the pane.
    scroll: usize,
    /// The reminder was given.
    reminded: bool,
}

impl<L: Ledger> Default for State<L> {
    fn default() -> Self {
        Self {
            ledger: L::default(),
            // The numbers of its questions begin at 0.
            forms: FormHost::new(L::PANE, 999),
            cursor: Cursor::default(),
            unfolded: None,
            questions: Questions::new(L::PANE),
            seen: None,
            arrange: Arrange::default(),
            offers: Offers::default(),
            rows: Vec::new(),
            is_list: false,
            is_grouping: false,
            marks: Vec::new(),
            scroll: 0,
            reminded: false,
        }
    }
}

impl<L: Ledger> State<L> {
    /// Gives the rows that the cursor stops at, in order.
    pub fn rows(&self) -> &[L::Row] {
        &self.rows
    }

    /// Gives the row under the cursor.
    pub fn row(&self) -> Option<&L::Row> {
        self.cursor.current(&self.rows)
    }

    /// Gives the marked rows, else the one under the cursor.
    pub fn chosen(&self) -> Vec<L::Row> {
        if self.marks.is_empty() {
            self.row().cloned().into_iter().collect()
        } else {
            self.marks.clone()
        }
    }

    /// Asks the store.
    pub fn ask(&mut self, request: Request) -> Effect {
        self.questions.ask(request)
    }

    /// Asks anew for all that is shown.
    pub fn refresh(&mut self, shared: &Shared) -> Response {
        let mut outcome = Response::used();
        self.seen = None;
        for request in self.ledger.questions(shared) {
            outcome.effects.push(self.questions.ask(request));
        }
        outcome
    }

    /// Begins at the top of another page: nothing is filtered, marked or unfolded there.
    pub fn turn(&mut self) {
        self.cursor.reset();
        self.arrange.clear();
        self.marks.clear();
        self.unfolded = None;
        self.scroll = 0;
    }

    /// Gives how the clerk has arranged the rows.
    pub const fn arrange(&self) -> &Arrange {
        &self.arrange
    }

    /// Gives the marked rows.
    pub fn marks(&self) -> &[L::Row] {
        &self.marks
    }

    /// Marks these rows and no other.
    pub fn set_marks(&mut self, rows: Vec<L::Row>) {
        self.marks = rows;
    }

    /// Shows the rows again that the words of the filter have left out.
    pub fn clear_filter(&mut self) {
        self.arrange.clear();
    }

    /// Lets the clerk type the words of the filter.
    pub fn start_filter(&mut self) -> Response {
        self.arrange.typing = true;
        Response::used()
    }

    /// Tells the pane the words of the filter.
    fn filter_changed(&mut self, shared: &Shared) -> Response {
        let words = self.arrange.filter.text().trim().to_owned();
        L::filtered(self, shared, &words)
    }

    /// Unfolds the row under the cursor, or folds it.
    pub fn unfold(&mut self) -> Response {
        let row = self.row().cloned();
        self.unfolded = row.filter(|row| self.unfolded.as_ref() != Some(row));
        self.scroll = 0;
        Response::used()
    }

    /// Opens a form.
    pub fn open_form(&mut self, shared: &Shared, form: FormOf<L>) -> Response {
        let name = self.ledger.form_name(&form);
        let fresh = self.ledger.anew(shared, &form);
        let opened = self.forms.open_as(shared, name, form);
        if let (Some(fresh), Some(seen)) = (fresh, self.seen) {
            self.forms.begun_on(&fresh, seen);
        }
        if let Some(form) = self.forms.form_mut() {
            L::fold(form);
        }
        opened.and(L::typed(self, shared))
    }

    /// Gives a reminder, the first time that there is one.
    pub fn remind(&mut self, text: Option<String>) -> Response {
        match text.filter(|_| !self.reminded) {
            Some(text) => {
                self.reminded = true;
                Response::intent(Intent::Remind(L::PANE, text))
            }
            None => Response::used(),
        }
    }

    /// Gives a reminder when the desk opens, and never later.
    pub fn remind_at_first(&mut self, text: Option<String>) -> Response {
        let outcome = self.remind(text);
        self.reminded = true;
        outcome
    }

    /// Gives the whole page, arranged.
    fn arranged(&self, shared: &Shared) -> (Page<L::Row>, Counts) {
        self.arrange_page(self.ledger.page(shared))
    }

    /// Gives the page as it stands on the screen.
    fn looked_through(&self, shared: &Shared) -> (Page<L::Row>, Counts) {
        if self.arrange.is_own_order() {
            self.arrange_page(self.ledger.first_page(shared))
        } else {
            self.arranged(shared)
        }
    }

    fn arrange_page(&self, mut page: Page<L::Row>) -> (Page<L::Row>, Counts) {
        let counts = self.arrange.apply(
            &mut page,
            !self.ledger.filters_itself(),
            L::ORDERS.is_empty(),
        );
        (page, counts)
    }

    /// Arranges the rows anew after something changed.
    fn settle(&mut self, shared: &Shared) {
        let (page, counts) = self.looked_through(shared);
        self.rows = page.ids();
        self.is_list = page.tables().any(|table| table.is_list);
        let columns = page.tables().flat_map(|table| &table.columns);
        self.is_grouping = counts.all > 0 && columns.into_iter().any(|it| it.groups);
        let form = self.forms.form();
        let offers = form.map(|form| self.ledger.offers(shared, form));
        self.offers.renew(offers.unwrap_or_default());
    }
}

/// Gives the rows and columns inside the pane's border.
fn size<L: Ledger>(shared: &Shared) -> (u16, u16) {
    let area = room((shared.size, shared.intake_open), L::PANE);
    (area.width, area.height)
}
