//! 事项: the queue, a ledger of which the store sorts and filters the rows and gives them page by
//! page; 重点案件 are the same list, narrowed to them.

pub mod filter;
pub mod form;
pub mod list;
pub mod page;
pub mod state;

mod load;
mod report;

use crate::app::answer::Answer;
use crate::app::case::para::{Para, Shade};
use crate::app::content::{CaseContent, Content};
use crate::app::effect::Request;
use crate::app::ledger::offers::{Offer, Takes};
use crate::app::ledger::page::{Column, Page};
use crate::app::ledger::{self, Ledger, Movement};
use crate::app::pane::Pane;
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::queue::filter::Wanted;
use crate::app::queue::form::{Ask, Form, Kind};
use crate::app::queue::list::PAGE;
use crate::app::queue::report::Report;
use crate::app::queue::state::{Loading, Queue};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::{Action, CommitResult};
use crate::domain::number::CaseNumber;
use crate::domain::queue::{QueueQuery, Sort};
use crate::domain::refusal::Refusal;
use crate::domain::saved_view::SavedView;

/// The pane's state.
pub type State = ledger::State<Queue>;

impl Ledger for Queue {
    type Row = CaseNumber;
    type Kind = Kind;
    type Ask = Ask;
    type More = Vec<CaseNumber>;

    const PANE: Pane = Pane::Queue;
    const ORDERS: &'static [Column] = page::ORDERS;

    /// The live counts.
    fn name(&self, shared: &Shared) -> String {
        let counts = &self.counts;
        let args = [
            ("all", counts.all.into()),
            ("open", counts.open.into()),
            ("overdue", counts.overdue.into()),
            ("soon", counts.due_soon.into()),
            ("today", counts.today.into()),
        ];
        shared.words.say_with("queue-title", &args)
    }

    fn questions(&self, shared: &Shared) -> Vec<Request> {
        let loading = self.loading.unwrap_or(Loading::Again);
        let mut query = self.query(shared, loading.begins_at_end(&self.list));
        if loading == Loading::Again {
            query.limit = self.list.rows().len().max(PAGE);
        }
        vec![Request::Page(Box::new(query)), Request::Counts]
    }

    fn changed(pane: &mut State, shared: &Shared) -> Response {
        let another = pane.ledger.loading.filter(|it| it.is_another_list());
        pane.ledger.loading = another.or(Some(Loading::Again));
        pane.refresh(shared)
    }

    fn answered(pane: &mut State, shared: &Shared, answer: Answer) -> Response {
        match answer {
            Answer::Page(rows) => return pane.take_page(shared, rows),
            Answer::Counts(counts) => pane.ledger.counts = counts,
            Answer::Grid(grid) => pane.ledger.grid = Some(grid),
            _ => return Response::unused(),
        }
        Response::used()
    }

    fn page(&self, shared: &Shared) -> Page<CaseNumber> {
        match &self.report {
            Some(report) => report.page(shared),
            None => self.list_page(shared),
        }
    }

    fn details(&self, shared: &Shared, number: &CaseNumber) -> Vec<Para> {
        let row = self.row(*number);
        row.map_or(Vec::new(), |row| page::details(shared, row))
    }

    fn marks(&self) -> bool {
        self.report.is_none()
    }

    fn filters_itself(&self) -> bool {
        true
    }

    fn goes_on(&self) -> bool {
        self.report.is_none() && self.list.has_more() && !self.list.from_end()
    }

    /// Every case that the filter lets through, as the store gives them; of a report what it says.
    fn contents(pane: &State, shared: &Shared) -> Vec<(&'static str, Content)> {
        let ledger = &pane.ledger;
        if ledger.report.is_some() {
            return Vec::new();
        }
        let cases = CaseContent {
            head: pane.head(shared, &ledger.wanted.text(&shared.words)),
            query: ledger.query(shared, false),
            grouped: ledger.group.is_some(),
        };
        vec![("whole", Content::Cases(Box::new(cases)))]
    }

    fn rows(pane: &State) -> Option<usize> {
        let all_here = pane.ledger.report.is_some() || !pane.ledger.list.has_more();
        all_here.then(|| pane.rows().len())
    }

    fn filtered(pane: &mut State, shared: &Shared, words: &str) -> Response {
        words.clone_into(&mut pane.ledger.wanted.filter.words);
        pane.ask_anew(shared)
    }

    fn arranged(pane: &mut State, shared: &Shared) -> Response {
        let arrange = pane.arrange();
        let by = |column: Option<Column>| column.and_then(|it| Sort::parse(it.title));
        let (sort, group) = (by(arrange.sort), by(arrange.group));
        let descending = arrange.descending;
        let ledger = &mut pane.ledger;
        ledger.sort = group.or(sort).unwrap_or(Sort::Due);
        (ledger.group, ledger.descending) = (group, descending);
        pane.ask_anew(shared)
    }

    fn moved(pane: &mut State, shared: &Shared, movement: Movement) -> Response {
        let command = match movement {
            Movement::Onto(command) | Movement::Beyond(command) => Some(command),
            Movement::Mouse => None,
        };
        pane.move_on(shared, command)
    }

    fn case(pane: &State) -> Option<CaseNumber> {
        pane.row().copied().filter(|_| pane.forms.form().is_none())
    }

    fn keeps(form: &Form) -> bool {
        form.kind != Kind::Narrow
    }

    fn valid(pane: &State, command: Command) -> bool {
        let ledger = &pane.ledger;
        let shows_list = ledger.report.is_none();
        match command {
            Command::IntakeNew => true,
            Command::QueueNarrow => shows_list,
            Command::QueueClear => shows_list && ledger.wanted != Wanted::default(),
            Command::QueueAssign => shows_list && pane.row().is_some(),
            Command::MoveRight => pane.row().is_some(),
            Command::MoveLeft => pane.unfolded.is_some(),
            Command::Choose | Command::JointHear | Command::QueueTriage => pane.row().is_some(),
            Command::Back => !shows_list,
            _ => false,
        }
    }

    fn command(pane: &mut State, shared: &Shared, command: Command) -> Response {
        pane.ledger.gone = None;
        match command {
            Command::Back if pane.ledger.report.is_some() => {
                pane.ledger.report = None;
                return Response::used();
            }
            Command::QueueNarrow => {
                let form = Form::narrow(&pane.ledger.wanted);
                let opened = pane.open_form(shared, form);
                return opened.and_effect(pane.ask(Request::Grid));
            }
            Command::QueueClear => {
                pane.ledger.wanted = Wanted::default();
                pane.clear_filter();
                return pane.ask_anew(shared);
            }
            Command::QueueAssign => {
                let cases = pane.chosen();
                if cases.is_empty() {
                    return Response::unused();
                }
                pane.set_marks(cases.clone());
                return pane.open_form(shared, Form::assign(cases));
            }
            Command::MoveLeft if pane.unfolded.take().is_some() => return Response::used(),
            _ => {}
        }
        let Some(number) = pane.row().copied() else {
            return Response::unused();
        };
        let target = match command {
            Command::MoveRight if pane.unfolded != Some(number) => return pane.unfold(),
            Command::Choose => Target::Case(number.to_string()),
            Command::JointHear => Target::Hear(number),
            Command::QueueTriage => Target::Triage {
                number,
                onward: true,
            },
            _ => return Response::unused(),
        };
        Response::intent(Intent::Open(target))
    }

    fn chosen(&self) -> Vec<(String, String)> {
        Form::narrow(&self.wanted).chosen()
    }

    fn choose(pane: &mut State, shared: &Shared, chosen: &[(String, String)]) -> Response {
        let mut form = Form::narrow(&Wanted::default());
        form.choose(chosen);
        let ledger = &mut pane.ledger;
        ledger.report = None;
        ledger.wanted = form.wanted(&Wanted::default(), None, &[]);
        pane.ask_anew(shared)
    }

    /// Shows the cases that another pane asks for.
    fn show(pane: &mut State, shared: &Shared, target: Target) -> Response {
        let Target::Queue(filter) = target else {
            return Response::unused();
        };
        pane.forms.close();
        pane.clear_filter();
        pane.ledger.report = None;
        pane.ledger.wanted = Wanted {
            filter: *filter,
            span: None,
        };
        pane.ask_anew(shared)
    }

    fn title(&self, shared: &Shared, form: &Form) -> String {
        form.title(&shared.words)
    }

    fn hint(&self, shared: &Shared, form: &Form) -> String {
        form.hint(shared)
    }

    fn has_own(form: &Form, command: Command) -> bool {
        command == Command::QueueKeep && form.kind == Kind::Narrow
    }

    fn own(form: &mut Form, _command: Command) {
        form.form.go(Ask::Keep);
    }

    /// The views of the list, where one is to be kept: the one that is taken takes the form's place.
    fn offers(&self, shared: &Shared, form: &Form) -> Vec<Offer<Ask>> {
        if form.form.cursor() != Some(Ask::Keep) {
            return Vec::new();
        }
        let typed = form.text(Ask::Keep);
        let own = shared
            .views
            .iter()
            .filter(|it| it.pane == Self::PANE.word());
        own.filter(|it| it.name.contains(&typed))
            .map(|view| {
                let args = [("name", view.name.as_str().into())];
                Offer {
                    text: shared.words.say_with("view-use", &args),
                    tone: Shade::Plain,
                    takes: Takes::Show(Target::View(Box::new(view.clone()))),
                }
            })
            .collect()
    }

    /// Neither form is for one deed.
    fn read(&self, _shared: &Shared, _form: &Form) -> Option<Result<Action, Refusal>> {
        None
    }

    fn submit(pane: &mut State, shared: &Shared) -> Response {
        let Some(form) = pane.forms.ready() else {
            return Response::used();
        };
        match form.kind {
            Kind::Narrow => {
                let ledger = &pane.ledger;
                let (grid, rows) = (ledger.grid.as_deref(), ledger.list.rows());
                let (name, wanted) = (
                    form.text(Ask::Keep),
                    form.wanted(&ledger.wanted, grid, rows),
                );
                pane.ledger.wanted = wanted;
                let narrowed = pane.forms.finish().and(pane.ask_anew(shared));
                if name.is_empty() {
                    return narrowed;
                }
                narrowed.and_intent(Intent::KeepView(name))
            }
            Kind::Assign => pane.assign(shared),
        }
    }

    fn results(pane: &mut State, shared: &Shared, results: Vec<CommitResult>) -> Response {
        let cases = std::mem::take(&mut pane.ledger.assigning);
        let report = Report::of(&shared.words, &cases, &results);
        pane.set_marks(report.cases());
        let finished = pane.forms.finish();
        if pane.marks().is_empty() {
            return finished.and(Response::tell(Tone::Good, report.heading(&shared.words)));
        }
        pane.unfolded = None;
        pane.ledger.report = Some(report);
        finished
    }
}

/// Gives what a saved view of the list asks of the store.
pub fn asked_by(shared: &Shared, view: &SavedView) -> QueueQuery {
    let mut form = Form::narrow(&Wanted::default());
    form.choose(&view.chosen);
    let mut wanted = form.wanted(&Wanted::default(), None, &[]);
    wanted.filter.words.clone_from(&view.words);
    QueueQuery {
        filter: wanted.on(shared.now.date(), &shared.town.settings),
        ..QueueQuery::due(PAGE)
    }
}

impl State {
    /// Hands the same step in for many cases, each on the revision that the list showed.
    fn assign(&mut self, shared: &Shared) -> Response {
        let Some(form) = self.forms.form_mut() else {
            return Response::unused();
        };
        let step = match form.assignment() {
            Ok(Some(step)) => step,
            Ok(None) => {
                form.refuse_empty(&shared.words);
                return Response::used();
            }
            Err(refusals) => {
                let first = refusals.first();
                return first.map_or_else(Response::used, |it| self.forms.refuse(shared, it));
            }
        };
        let cases = form.more.clone();
        let actions = cases.iter().map(|case| Action::Step {
            case: *case,
            expected: self.ledger.revision(*case),
            step: step.clone(),
        });
        let actions = actions.collect();
        self.ledger.assigning = cases;
        self.forms.commit(actions, String::new())
    }
}
