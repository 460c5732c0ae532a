//! 案卷: the state of the case pane: one case, part by part; its steps, corrections and papers.

use crate::app::effect::{Effect, Request};
use crate::app::layout::{inside, layout, middle};
use crate::app::named_case::NamedCase;
use crate::app::pane::Pane;
use crate::app::part::Response;
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::command::table::Command;
use crate::domain::case::fact::step::StepKind;
use crate::domain::entry::Entry;
use crate::domain::number::CaseNumber;
use crate::domain::paper::Offer;
use crate::domain::view::CaseView;

mod aid;
mod checking;
pub mod correct;
pub mod drafts;
mod fields;
pub mod forces;
pub mod history;
pub mod mediating;
pub mod menu;
mod ordering;
pub mod owed;
pub mod page;
pub mod para;
pub mod section;
pub mod step;
pub mod steps;
pub mod undoing;

mod changes;
mod command;
mod over;
mod part;
mod reply;

use correct::{CorrectedPart, Correction};
use menu::Menu;
use page::{Disclosure, is_shut};
use para::{Para, lines};
use section::Section;
use step::StepForm;
use steps::Steps;
use undoing::Undoing;

/// Rows above the part: number and state, who, the tabs.
pub const HEAD_ROWS: u16 = 3;

/// Cells of what stands over the case.
pub const PANEL: u16 = 76;

/// Gives the first line of a menu that shows `height` of them, the cursor in sight.
pub fn menu_top(cursor: usize, height: u16) -> usize {
    (cursor + 1).saturating_sub(usize::from(height))
}

/// Gives the cells of a tab in a pane of `width` cells.
pub fn tab_width(width: u16) -> u16 {
    (width / 7).clamp(8, 12)
}

/// What stands over the case.
#[derive(Debug)]
pub enum Panel {
    /// 办理: the steps, those that the law allows first.
    Steps(Steps),
    /// A step is filled in.
    Step(StepForm),
    /// 更正: the parts that can be corrected.
    Parts(Menu<CorrectedPart>),
    /// A part is corrected; what stands against it.
    Correct(Correction, Option<String>),
    /// 撤销一步: the reason is typed.
    Undo(Box<Undoing>),
    /// 文书: the papers of the case, a receipt for this visit; none until the store has answered.
    Papers(u32, Menu<Offer>),
    /// 清单: its items by their places, and last (`None`) the line that adds some.
    Checklist(Menu<Option<u32>>),
    /// A paper: into files (`false`), or printed too.
    Paper(Offer, u32, Menu<bool>),
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
    pub disclosure: Disclosure,
    panel: Option<Panel>,
    /// First row of the part that is shown.
    pub scroll: u16,
    cursor: usize,
    back: Vec<CaseNumber>,
    /// The form that was left, to be opened again when its case has come.
    resumes: Option<String>,
    /// The step that is looked for in the menu as soon as its case is there.
    seeks: Option<(CaseNumber, StepKind)>,
    /// 交专班: it is being handed to its standing task force, by a key alone.
    handing: bool,
    cases: RequestSlot,
    persons: RequestSlot,
    writes: RequestSlot,
    reveals: RequestSlot,
    papers: RequestSlot,
    /// Which case is meant by what is typed into a step.
    named: NamedCase,
}

impl Default for State {
    fn default() -> Self {
        let line = |kind| RequestSlot::new(Asker::Pane(Pane::Case), kind);
        Self {
            number: None,
            view: None,
            person: Vec::new(),
            missing: None,
            section: Section::Facts,
            disclosure: Disclosure {
                revealed: false,
                preview: false,
                explain: false,
            },
            panel: None,
            scroll: 0,
            cursor: 0,
            back: Vec::new(),
            resumes: None,
            seeks: None,
            handing: false,
            cases: line(0),
            persons: line(1),
            writes: line(2),
            reveals: line(3),
            papers: line(4),
            named: NamedCase::new(Asker::Pane(Pane::Case), 5),
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

    /// Gives the thing of a list under the cursor.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Writes the part that is shown.
    pub fn page(&self, shared: &Shared) -> Vec<Para> {
        self.view.as_ref().map_or_else(Vec::new, |view| {
            page::page(shared, view, &self.person, self.section, self.disclosure)
        })
    }

    /// Tells whether something that was typed stands over the case.
    const fn is_busy(&self) -> bool {
        matches!(
            self.panel,
            Some(Panel::Step(_) | Panel::Correct(..) | Panel::Undo(_))
        )
    }

    fn show(&mut self, number: &str, preview: bool) -> Response {
        let Some(number) = CaseNumber::parse_lenient(number) else {
            return Response::unused();
        };
        let same = self.number == Some(number);
        if self.is_busy() && preview && !same {
            return Response::used();
        }
        self.disclosure.preview = preview;
        if !preview {
            self.back.clear();
        }
        if same && self.view.is_some() {
            return Response::used();
        }
        self.turn_to(number)
    }

    /// Turns to another case; everything of the one before goes.
    fn turn_to(&mut self, number: CaseNumber) -> Response {
        self.number = Some(number);
        self.view = None;
        self.person.clear();
        self.missing = None;
        self.section = Section::Facts;
        self.disclosure.revealed = false;
        self.disclosure.explain = false;
        self.panel = None;
        self.scroll = 0;
        self.cursor = 0;
        Response::effect(Effect::Store(self.cases.draw(), Request::Case(number)))
    }

    fn reload(&mut self) -> Response {
        match self.number {
            Some(number) => {
                Response::effect(Effect::Store(self.cases.draw(), Request::Case(number)))
            }
            None => Response::unused(),
        }
    }

    fn go(&mut self, section: Section) -> Response {
        if self.section != section {
            self.section = section;
            self.scroll = 0;
            self.cursor = 0;
        }
        Response::used()
    }

    /// Gives how many things the cursor can stand on in this part.
    fn items(&self) -> usize {
        let Some(view) = self.view().filter(|view| !is_shut(view, self.disclosure)) else {
            return 0;
        };
        match self.section {
            Section::Visits => view.case.visits.len(),
            Section::Others => view.others.len(),
            Section::Chain => view.chain.len(),
            Section::History => history::shown(view, &self.person).len(),
            Section::Facts | Section::Clocks | Section::Work => 0,
        }
    }

    fn moved(&mut self, shared: &Shared, command: Command) -> Response {
        let page = room(shared).map_or(1, |(_, height)| height.max(1));
        let page = isize::try_from(page).unwrap_or(1);
        let by = match command {
            Command::MoveUp => -1,
            Command::MoveDown => 1,
            Command::MovePageUp => -page,
            Command::MovePageDown => page,
            Command::MoveFirst => isize::MIN,
            Command::MoveLast => isize::MAX,
            _ => return Response::unused(),
        };
        self.move_by(shared, by);
        Response::used()
    }

    fn move_by(&mut self, shared: &Shared, by: isize) {
        if let Some(last) = self.items().checked_sub(1) {
            self.cursor = self.cursor.saturating_add_signed(by).min(last);
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
}

/// Gives the first row of a part to show, so that the thing under the cursor stands in sight.
pub fn top(paras: &[Para], cursor: usize, scroll: u16, width: u16, height: usize) -> usize {
    if paras.iter().all(|para| para.item.is_none()) {
        return usize::from(scroll);
    }
    let through: usize = paras
        .iter()
        .take_while(|para| para.item.is_none_or(|item| item <= cursor))
        .map(|para| lines(para, width).len())
        .sum();
    through.saturating_sub(height)
}

/// Gives the thing whose line is `row` of what is shown in `width` × `height` cells.
pub fn item_at(
    paras: &[Para],
    cursor: usize,
    (width, height): (u16, u16),
    row: u16,
) -> Option<usize> {
    let width = width.max(para::LABEL);
    let mut at = usize::from(row) + top(paras, cursor, 0, width, height.into());
    for para in paras {
        let taken = lines(para, width).len();
        if at < taken {
            return para.item;
        }
        at -= taken;
    }
    None
}

/// Gives the cells of a line and the rows of the part.
fn room(shared: &Shared) -> Option<(u16, usize)> {
    let layout = layout(shared.size, shared.intake_open, Pane::Case, Pane::Case)?;
    let (_, area) = layout
        .panes
        .into_iter()
        .find(|(pane, _)| *pane == Pane::Case)?;
    let area = inside(area);
    let height = usize::from(area.height.saturating_sub(HEAD_ROWS));
    Some((area.width, height.max(1)))
}

/// Gives the line of a menu of `count` lines, with `below` rows under them, on which a cell of the pane lies.
fn menu_line(
    shared: &Shared,
    cursor: usize,
    count: usize,
    below: u16,
    at: (u16, u16),
) -> Option<usize> {
    let layout = layout(shared.size, shared.intake_open, Pane::Case, Pane::Case)?;
    let (_, area) = layout
        .panes
        .into_iter()
        .find(|(pane, _)| *pane == Pane::Case)?;
    let area = inside(area);
    let rows = u16::try_from(count)
        .unwrap_or(u16::MAX)
        .saturating_add(2 + below);
    let mut inner = inside(middle(area, PANEL, rows));
    inner.height = inner.height.saturating_sub(below);
    let at = (area.x + at.0, area.y + at.1);
    if !inner.contains(at.into()) {
        return None;
    }
    Some(menu_top(cursor, inner.height) + usize::from(at.1 - inner.y)).filter(|line| *line < count)
}
