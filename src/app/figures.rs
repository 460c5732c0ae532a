//! 研判: a report on a period, what was issued of it, and the cases behind each figure.

pub mod behind;
pub mod chart;
pub mod look;
pub mod page;

use chrono::NaiveDate;

use crate::app::answer::Answer;
use crate::app::content::Content;
use crate::app::effect::Request;
use crate::app::figures::behind::{behind, is_listed, is_placing, opens};
use crate::app::figures::look::Look;
use crate::app::figures::page::{Looked, Row, issue_of};
use crate::app::form;
use crate::app::form_task::{self, Asked};
use crate::app::ledger::page::Page;
use crate::app::ledger::{self, Ledger};
use crate::app::msg::Press;
use crate::app::pane::Pane;
use crate::app::part::{Intent, Response, Target, Tone};
use crate::app::shared::Shared;
use crate::app::unfinished::{FormCode, code, known};
use crate::command::table::Command;
use crate::domain::act::Action;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::queue::Filter;
use crate::domain::refusal::Refusal;
use crate::domain::report::{self, Report, ReportPart};
use crate::domain::sheet::Sheet;
use crate::domain::view::ReportView;
use crate::figures::compare::{Difference, differences};
use crate::figures::document::{Source, document, parts};

/// Rows of a table that are drawn while they stand in their own order: more are found by filter, in
/// the queue, in print and in exports.
const LOOKED_THROUGH: usize = 500;

asks! {
    /// Why it is issued again.
    Reason = "figures-ask-reason": Area,
}

/// What is issued: the report on a period, in an area or in all of them.
pub type Issue = (Option<Period>, Option<String>);

impl FormCode for Issue {
    fn code(&self) -> String {
        let (period, area) = self;
        let period = period.map(|it| code(it.kind.code(), &[&it.from, &it.to]));
        code(&known(period), &[&known(area.as_ref())])
    }
}

/// The form with which a report is issued.
pub type Form = form_task::FormTask<Issue, Ask>;

/// The report, and what of it is looked at.
#[derive(Debug)]
pub struct Figures {
    kind: PeriodKind,
    /// A day in the period; `None` for the present one.
    on: Option<NaiveDate>,
    area: Option<String>,
    view: Option<ReportView>,
    /// What is otherwise in it than in the last issue.
    differences: Vec<Difference>,
    /// The cases behind the figures are asked for too: some are to be opened, or the report is issued.
    whole: bool,
    /// What is to be opened once they are here, and whether only what wants attention.
    opening: Option<(Row, bool)>,
    /// The form was handed in before they were here: the figures that the clerk saw then. They are
    /// issued once the cases are here, unless they are no longer those.
    issuing: Option<Sheet>,
    rules: bool,
    look: Look,
}

impl Default for Figures {
    fn default() -> Self {
        Self {
            kind: PeriodKind::Day,
            on: None,
            area: None,
            view: None,
            differences: Vec::new(),
            whole: false,
            opening: None,
            issuing: None,
            rules: false,
            look: Look::Now,
        }
    }
}

/// The pane's state.
pub type State = ledger::State<Figures>;

impl Figures {
    fn period(&self, shared: &Shared) -> Period {
        Period::of(self.kind, self.on.unwrap_or_else(|| shared.now.date()))
    }

    fn issued(&self) -> Option<&Report> {
        self.view.as_ref()?.issued.as_ref()
    }

    /// Takes a report, and compares it with its last issue.
    fn take(&mut self, view: Option<ReportView>) {
        self.view = view;
        let last = self.issued().and_then(Report::last);
        let compared = self.view.as_ref().zip(last);
        let compared =
            compared.map(|(view, (_, last))| differences(&last.sheet, &view.sheet.bare()));
        self.differences = compared.unwrap_or_default();
    }

    fn page_of(&self, shared: &Shared, most: usize) -> Page<Row> {
        let Some(view) = &self.view else {
            return Page::new(shared.words.say("figures-loading"));
        };
        page::page(
            shared,
            Looked {
                view,
                differences: &self.differences,
                look: self.look,
                rules: self.rules,
                most,
            },
        )
    }

    /// Goes on from now to the differences, and to the issues from the last to the first.
    fn look_on(&mut self) {
        let issues = self.issued().map_or(0, |it| it.issues.len());
        let before = |at: usize| at.checked_sub(1).map_or(Look::Now, Look::Issue);
        self.look = match self.look {
            Look::Now => Look::Differences,
            Look::Differences => before(issues),
            Look::Issue(at) => before(at.min(issues)),
        };
    }
}

impl Ledger for Figures {
    type Row = Row;
    type Kind = Issue;
    type Ask = Ask;
    type More = ();

    const PANE: Pane = Pane::Figures;
    const USUAL: &'static [Command] = &[Command::Choose, Command::FiguresIssue];

    fn questions(&self, shared: &Shared) -> Vec<Request> {
        vec![Request::Report {
            period: self.period(shared),
            area: self.area.clone(),
            whole: self.whole,
        }]
    }

    /// A report is counted anew when another period has begun.
    fn asks_each_minute(&self, shared: &Shared) -> bool {
        let shown = self.view.as_ref().map(|it| it.sheet.period);
        shown != Some(self.period(shared))
    }

    fn answered(pane: &mut State, shared: &Shared, answer: Answer) -> Response {
        match answer {
            Answer::Report(view) => {
                pane.ledger.take(view.map(|view| *view));
                let opened = pane.open_what_waits(shared);
                opened.and(pane.issue_what_waits(shared))
            }
            _ => Response::unused(),
        }
    }

    fn page(&self, shared: &Shared) -> Page<Row> {
        self.page_of(shared, usize::MAX)
    }

    fn first_page(&self, shared: &Shared) -> Page<Row> {
        self.page_of(shared, LOOKED_THROUGH)
    }

    fn rows(pane: &State) -> Option<usize> {
        let sheet = &pane.ledger.view.as_ref()?.sheet;
        let rows = sheet.tables.iter().map(|it| it.rows.len());
        Some(sheet.figures.len() + rows.sum::<usize>())
    }

    /// The report in official form: what is looked at, what was issued where that is not it, and its
    /// tables that stand by themselves.
    fn contents(pane: &State, shared: &Shared) -> Vec<(&'static str, Content)> {
        let ledger = &pane.ledger;
        let Some(view) = &ledger.view else {
            return Vec::new();
        };
        let of = |issue: Option<(usize, &report::Issue)>, part| {
            let source = Source {
                words: &shared.words,
                town: &shared.town.settings,
                sheet: issue.map_or(&view.sheet, |(_, issue)| &issue.sheet),
                issue,
                who: &shared.who,
                now: shared.now,
                seal: view.seal,
            };
            Content::Shown(document(source, part))
        };
        let shown = issue_of(view, ledger.look);
        let sheet = shown.map_or(&view.sheet, |(_, issue)| &issue.sheet);
        let parts = parts(sheet).into_iter();
        let mut all: Vec<(&'static str, Content)> =
            parts.map(|it| (it.code(), of(shown, it))).collect();
        let last = view.issued.as_ref().and_then(Report::last);
        if let Some(issue) = last.filter(|_| shown.is_none()) {
            // Of the same numbers the one that was issued is meant.
            let at = usize::from(!ledger.differences.is_empty());
            all.insert(at, ("issued", of(Some(issue), ReportPart::Whole)));
        }
        all
    }

    fn valid(pane: &State, command: Command) -> bool {
        let ledger = &pane.ledger;
        let may_open = |marked| {
            let under = ledger.view.as_ref().zip(pane.row());
            under.is_some_and(|(view, row)| opens(view, ledger.look, row, marked))
        };
        match command {
            Command::FiguresKind
            | Command::FiguresArea
            | Command::FiguresRules
            | Command::MoveLeft
            | Command::MoveRight => true,
            Command::FiguresIssue => ledger.view.is_some(),
            Command::FiguresCompare => ledger.issued().is_some(),
            Command::Choose => may_open(false),
            Command::FiguresMarked => may_open(true),
            _ => false,
        }
    }

    fn command(pane: &mut State, shared: &Shared, command: Command) -> Response {
        match command {
            Command::MoveLeft => pane.go(shared, Period::previous),
            Command::MoveRight => pane.go(shared, Period::next),
            Command::FiguresKind => {
                let all = PeriodKind::ALL;
                let at = all.iter().position(|it| *it == pane.ledger.kind);
                let next = all.get(at.map_or(0, |at| at + 1)).or(all.first());
                pane.look_at(shared, next.copied())
            }
            Command::FiguresArea => pane.next_area(shared),
            Command::FiguresRules => {
                pane.ledger.rules ^= true;
                Response::used()
            }
            Command::FiguresCompare if pane.ledger.issued().is_some() => {
                pane.ledger.look_on();
                pane.turn();
                Response::used()
            }
            Command::Choose => pane.open_cases(shared, false),
            Command::FiguresMarked => pane.open_cases(shared, true),
            Command::FiguresIssue if pane.ledger.view.is_some() => pane.issue(shared),
            // It has not been counted yet: what is issued is what can be seen.
            Command::FiguresIssue => {
                Response::tell(Tone::Plain, shared.words.say("figures-issue-waits"))
            }
            _ => Response::unused(),
        }
    }

    /// A digit chooses the kind of period.
    fn press(pane: &mut State, shared: &Shared, press: Press) -> Response {
        let digit = press.key.folded().text().and_then(|sign| sign.to_digit(10));
        let at = digit.and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
        let kind = at.and_then(|at| PeriodKind::ALL.get(at));
        pane.look_at(shared, kind.copied())
    }

    /// A form issues the report with the cases that it counts.
    fn typed(pane: &mut State, shared: &Shared) -> Response {
        pane.ledger.issuing = None;
        if pane.forms.form().is_none() || pane.ledger.whole {
            return Response::unused();
        }
        pane.ledger.whole = true;
        pane.refresh(shared)
    }

    fn submit(pane: &mut State, shared: &Shared) -> Response {
        let ledger = &mut pane.ledger;
        if !ledger.view.as_ref().is_some_and(|it| it.whole) {
            ledger.issuing = ledger.view.as_ref().map(|it| it.sheet.bare());
            return Response::tell(Tone::Plain, shared.words.say("figures-issuing"));
        }
        let ledger = &pane.ledger;
        let Some(read) = pane
            .forms
            .ready()
            .and_then(|form| ledger.read(shared, form))
        else {
            return Response::used();
        };
        let kept = ledger.kept(shared);
        pane.forms.submit(shared, read, kept)
    }

    fn title(&self, shared: &Shared, _form: &Form) -> String {
        shared.words.say("command-figures-issue")
    }

    fn hint(&self, shared: &Shared, _form: &Form) -> String {
        shared.words.say("figures-hint")
    }

    fn read(&self, _shared: &Shared, form: &Form) -> Option<Result<Action, Refusal>> {
        let sheet = Box::new(self.view.as_ref()?.sheet.clone());
        let reason = form.text(Ask::Reason);
        Some(Ok(Action::Report { sheet, reason }))
    }

    fn kept(&self, shared: &Shared) -> String {
        shared.words.say("figures-issued")
    }
}

impl State {
    fn go(&mut self, shared: &Shared, to: fn(Period) -> Period) -> Response {
        let period = to(self.ledger.period(shared));
        self.ledger.on = Some(period.from);
        self.look_anew(shared)
    }

    /// Looks at the period of another kind in which the last day known of this one lies.
    fn look_at(&mut self, shared: &Shared, kind: Option<PeriodKind>) -> Response {
        let Some(kind) = kind else {
            return Response::unused();
        };
        let period = self.ledger.period(shared);
        let until = period.known_until(shared.now.date()).max(period.from);
        self.ledger.on = self.ledger.on.map(|_| until);
        self.ledger.kind = kind;
        self.turn();
        self.look_anew(shared)
    }

    /// Asks for the figures of what is looked at now; the cases behind them are asked for when one is
    /// opened.
    fn look_anew(&mut self, shared: &Shared) -> Response {
        self.ledger.whole = false;
        self.ledger.opening = None;
        self.refresh(shared)
    }

    fn next_area(&mut self, shared: &Shared) -> Response {
        let ledger = &mut self.ledger;
        let Some(view) = &ledger.view else {
            return Response::unused();
        };
        let mut areas = view.areas.iter();
        let next = match &ledger.area {
            None => areas.next(),
            Some(code) => {
                let at = areas.position(|it| it.code == *code);
                at.and_then(|_| areas.next())
            }
        };
        ledger.area = next.map(|it| it.code.clone());
        self.look_anew(shared)
    }

    /// Opens the queue with the cases behind what is under the cursor, once they are here.
    fn open_cases(&mut self, shared: &Shared, marked: bool) -> Response {
        let Some(row) = self.row().cloned() else {
            return Response::unused();
        };
        let ledger = &mut self.ledger;
        let Some(view) = &ledger.view else {
            return Response::unused();
        };
        if view.whole || is_listed(&row) {
            return self.open_behind(shared, &row, marked);
        }
        ledger.whole = true;
        ledger.opening = Some((row, marked));
        self.refresh(shared)
    }

    /// Opens what waits for the cases behind the figures, if they are here.
    fn open_what_waits(&mut self, shared: &Shared) -> Response {
        let is_whole = self.ledger.view.as_ref().is_some_and(|it| it.whole);
        let Some((row, marked)) = self.ledger.opening.take_if(|_| is_whole) else {
            return Response::used();
        };
        self.ledger.whole = self.forms.form().is_some();
        self.open_behind(shared, &row, marked)
    }

    /// Issues the report whose form was handed in while it was counted, where its figures are those
    /// that were seen then.
    fn issue_what_waits(&mut self, shared: &Shared) -> Response {
        let ledger = &mut self.ledger;
        let Some(view) = ledger.view.as_ref().filter(|it| it.whole) else {
            return Response::unused();
        };
        let Some(seen) = ledger.issuing.take() else {
            return Response::unused();
        };
        let is_same = seen.period == view.sheet.period;
        if is_same && differences(&seen, &view.sheet.bare()).is_empty() {
            Figures::submit(self, shared)
        } else {
            Response::tell(Tone::Bad, shared.words.say("figures-issue-changed"))
        }
    }

    fn open_behind(&self, shared: &Shared, row: &Row, marked: bool) -> Response {
        let Some(view) = &self.ledger.view else {
            return Response::unused();
        };
        let mut numbers = behind(view, self.ledger.look, row, marked);
        if numbers.is_empty() {
            return Response::tell(Tone::Plain, shared.words.say("figures-none-behind"));
        }
        numbers.sort_unstable();
        numbers.dedup();
        let filter = Filter {
            unaccused: is_placing(view, self.ledger.look, row),
            numbers: Some(numbers),
            ..Filter::default()
        };
        Response::intent(Intent::Open(Target::Queue(Box::new(filter))))
    }

    fn issue(&mut self, shared: &Shared) -> Response {
        let line = Ask::Reason.line();
        let line = match self.ledger.issued() {
            Some(_) => line.needed(),
            None => line,
        };
        let period = self.ledger.view.as_ref().map(|it| it.sheet.period);
        let issue = (period, self.ledger.area.clone());
        let form = Form::with(issue, form::Form::new(vec![line]));
        self.open_form(shared, form)
    }
}
