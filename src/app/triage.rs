//! 分类分级: one matter after another is classed and graded on one screen, its words and what they
//! propose beside it; the clerk takes a proposal by a key, or does not.

use crate::app::effect::{Effect, Request};
use crate::app::field::FieldKind;
use crate::app::form::Form;
use crate::app::form::line::Line;
use crate::app::part::{Intent, Response};
use crate::app::proposals::Proposals;
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::domain::act::Action;
use crate::domain::case::fact::fast_lane::{FastLaneStep, Fault, Site, Utility};
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::{CaseField, Step};
use crate::domain::codes::{Category, Class, Difficulty, Urgency};
use crate::domain::number::CaseNumber;
use crate::domain::province::Purpose;
use crate::domain::queue::{Filter, QueueQuery};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::view::TriageView;

pub mod page;
pub mod places;

mod contents;
mod part;
mod reply;

/// A row of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// 事项类别
    Class,
    /// 镇内分类
    Category,
    /// 紧急程度
    Urgency,
    /// 难易程度
    Difficulty,
    /// 快速处置
    Utility,
    /// 故障
    Fault,
    /// 地点
    Site,
    /// 信访目的
    Purpose,
    /// 内容分类
    Content,
}

impl Row {
    const ALL: [Self; 9] = [
        Self::Class,
        Self::Category,
        Self::Urgency,
        Self::Difficulty,
        Self::Utility,
        Self::Fault,
        Self::Site,
        Self::Purpose,
        Self::Content,
    ];

    /// Gives the name of the field that refusals use.
    const fn field(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Category => "category",
            Self::Urgency => "urgency",
            Self::Difficulty => "difficulty",
            Self::Utility => "utility",
            Self::Fault => "fault",
            Self::Site => "site",
            Self::Purpose => CaseField::Purpose.code(),
            Self::Content => CaseField::ContentClass.code(),
        }
    }

    fn line(self) -> Line<Self> {
        if self == Self::Content {
            return Line::text(self, format!("ask-{}", self.field()), FieldKind::Line);
        }
        let codes: Vec<&'static str> = match self {
            Self::Class => Class::ALL
                .iter()
                .filter(|class| **class != Class::Unclassed)
                .map(|it| it.code())
                .collect(),
            Self::Category => Category::ALL.iter().map(|it| it.code()).collect(),
            Self::Urgency => Urgency::ALL.iter().map(|it| it.code()).collect(),
            Self::Difficulty => Difficulty::ALL.iter().map(|it| it.code()).collect(),
            Self::Utility => Utility::ALL.iter().map(|it| it.code()).collect(),
            Self::Fault => Fault::ALL.iter().map(|it| it.code()).collect(),
            Self::Site => Site::ALL.iter().map(|it| it.code()).collect(),
            Self::Purpose => Purpose::CODES.to_vec(),
            Self::Content => Vec::new(),
        };
        let label = match self {
            Self::Utility => "triage-lane".to_owned(),
            other => format!("ask-{}", other.field()),
        };
        let line = Line::code(self, label, self.field(), &codes);
        match self {
            Self::Class | Self::Urgency | Self::Difficulty => line.needed(),
            Self::Fault | Self::Site => line.needed().folded(),
            Self::Category | Self::Utility | Self::Purpose | Self::Content => line,
        }
    }
}

/// Whether the matter is handed to the standing task force of its category with the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Handing {
    /// It is left where it is.
    Left,
    /// It is handed over.
    Taken,
}

/// The screen's state.
#[derive(Debug)]
pub struct State {
    /// Which matter.
    pub number: CaseNumber,
    /// Whether it goes on to the next unclassed matter.
    pub onward: bool,
    /// The rows.
    pub form: Form<Row>,
    /// What stands against it as a whole.
    pub message: Option<String>,
    /// First row of the matter's words that is shown.
    pub scroll: u16,
    /// Content classes proposed for what is typed.
    proposals: Proposals,
    view: Option<Box<TriageView>>,
    /// It was handed in before the matter had come.
    hasty: bool,
    /// It was said that choices are not handed in yet; asking again leaves them.
    warned: bool,
    /// 交专班
    handing: Handing,
    passed: Vec<CaseNumber>,
    cases: RequestSlot,
    writes: RequestSlot,
    pages: RequestSlot,
}

impl State {
    /// Opens it for a matter; `opened` counts how often it was, so that a late answer to an earlier
    /// one is dropped.
    pub fn open(number: CaseNumber, onward: bool, opened: u64) -> (Self, Effect) {
        let kind = opened % 300 * 3;
        let mut state = Self {
            number,
            onward,
            form: rows(),
            message: None,
            scroll: 0,
            proposals: Proposals::default(),
            view: None,
            hasty: false,
            warned: false,
            handing: Handing::Left,
            passed: Vec::new(),
            cases: RequestSlot::new(Asker::Triage, kind),
            writes: RequestSlot::new(Asker::Triage, kind + 1),
            pages: RequestSlot::new(Asker::Triage, kind + 2),
        };
        let effect = state.ask();
        (state, effect)
    }

    /// Gives the matter with what its words propose.
    pub fn view(&self) -> Option<&TriageView> {
        self.view.as_deref()
    }

    fn ask(&mut self) -> Effect {
        Effect::Store(self.cases.draw(), Request::Triage(self.number))
    }

    /// Gives what is proposed for a row.
    pub fn proposed(&self, row: Row) -> Option<&str> {
        let proposal = &self.view.as_ref()?.proposal;
        match row {
            Row::Content => proposal.content.as_ref().map(|it| it.value.as_str()),
            Row::Purpose => self.class().map(|class| Purpose::of_class(class).code()),
            Row::Class => proposal.class.as_ref().map(|it| it.value.code()),
            Row::Category => proposal.category.as_ref().map(|it| it.value.code()),
            Row::Urgency => proposal.urgency.as_ref().map(|it| it.value.code()),
            Row::Difficulty => proposal.difficulty.as_ref().map(|it| it.value.code()),
            Row::Utility => proposal.utility.as_ref().map(|it| it.value.code()),
            Row::Fault => proposal.fault.as_ref().map(|it| it.value.code()),
            Row::Site => None,
        }
    }

    /// Gives the class that is chosen, else the one that is proposed.
    fn class(&self) -> Option<Class> {
        let chosen = self.form.code(Row::Class).and_then(Class::parse);
        let proposed = || {
            let proposal = &self.view.as_ref()?.proposal;
            proposal.class.as_ref().map(|it| it.value)
        };
        chosen.or_else(proposed)
    }

    /// Takes the proposals for rows; an accusation is asked about and never among them.
    fn take(&mut self, wanted: &[Row]) -> Response {
        let taken: Vec<(Row, String)> = wanted
            .iter()
            .filter_map(|row| Some((*row, self.proposed(*row)?.to_owned())))
            .collect();
        for (row, code) in &taken {
            self.form.fill(*row, code);
        }
        self.changed();
        if taken.is_empty() {
            Response::unused()
        } else {
            Response::used()
        }
    }

    /// The rows of the lane show only where a utility is chosen.
    fn changed(&mut self) {
        let none = self.form.code(Row::Utility).is_none();
        self.form
            .fold(|row| matches!(row, Row::Fault | Row::Site), none);
        if !none && self.form.code(Row::Site).is_none() {
            self.form.fill(Row::Site, Site::Village.code());
        }
        self.message = None;
        self.warned = false;
    }

    /// Goes on to the next unclassed matter; choices that are not handed in are left only when it
    /// is asked twice.
    fn next(&mut self, shared: &Shared) -> Response {
        let view = self.view.as_deref();
        let chosen = view.is_some_and(|view| !self.steps(&view.view.case).is_empty());
        if chosen && !self.warned {
            self.message = Some(shared.words.say("triage-not-handed-in"));
            self.warned = true;
            return Response::used();
        }
        self.warned = false;
        self.onward = true;
        self.go_on()
    }

    /// Gives the case as it would stand, for its dates.
    pub fn outlook(&self) -> Option<Case> {
        let mut case = self.view.as_ref()?.view.case.clone();
        for step in self.graded(&case) {
            case = case.evolve(&step, "");
        }
        Some(case)
    }

    /// Takes the cursor-over to the standing task force with the rest, or leaves it out again.
    fn turn_force(&mut self) -> Response {
        if !self.has_force() {
            return Response::unused();
        }
        self.handing = match self.handing {
            Handing::Left => Handing::Taken,
            Handing::Taken => Handing::Left,
        };
        self.warned = false;
        Response::used()
    }

    /// Gives the steps that the screen amounts to: those of the rows, and the cursor-over.
    fn steps(&self, case: &Case) -> Vec<Step> {
        let mut steps = self.graded(case);
        if self.handing == Handing::Taken
            && let (Some(view), Some(outlook)) = (self.view.as_deref(), self.outlook())
            && let Some(with) = view.view.forces.for_case(&outlook)
            && let Ok(step) = with.step(&outlook)
        {
            steps.push(step);
        }
        steps
    }

    /// Gives the steps that the rows amount to, those that change nothing left out.
    fn graded(&self, case: &Case) -> Vec<Step> {
        let code = |row| self.form.code(row);
        let matter = &case.matter;
        let class = code(Row::Class).and_then(Class::parse);
        let category = code(Row::Category).and_then(Category::parse);
        let urgency = code(Row::Urgency).and_then(Urgency::parse);
        let difficulty = code(Row::Difficulty).and_then(Difficulty::parse);
        let mut steps = Vec::new();
        if let (Some(class), Some(urgency), Some(difficulty)) = (class, urgency, difficulty)
            && (class, category, urgency, difficulty)
                != (
                    matter.class,
                    matter.category,
                    matter.urgency,
                    matter.difficulty,
                )
        {
            steps.push(Step::Classify {
                class,
                category,
                urgency,
                difficulty,
            });
        }
        let lane = (
            code(Row::Utility).and_then(Utility::parse),
            code(Row::Fault).and_then(Fault::parse),
            code(Row::Site).and_then(Site::parse),
        );
        if let (Some(utility), Some(fault), Some(site)) = lane {
            let known = case.fast_lane.as_ref();
            let known = known.map(|call| (call.utility, call.fault, call.site));
            if known != Some((utility, fault, site)) {
                steps.push(Step::FastLane(FastLaneStep::Put {
                    utility,
                    fault,
                    site,
                }));
            }
        }
        let message = [
            (CaseField::Purpose, code(Row::Purpose).unwrap_or_default()),
            (CaseField::ContentClass, self.form.text(Row::Content).trim()),
        ];
        for (field, new) in message {
            let old = case.text(field).into_owned();
            if old != new {
                let new = new.to_owned();
                steps.push(Step::Correct { field, old, new });
            }
        }
        steps
    }

    /// Hands it in: what is missing is told at its row, all at once.
    fn save(&mut self, shared: &Shared) -> Response {
        if self.writes.is_waiting() {
            return Response::used();
        }
        self.name_class(shared);
        let Some(view) = self.view.as_deref() else {
            self.hasty = true;
            return Response::used();
        };
        let words = &shared.words;
        let missing: Vec<(Row, String)> = Row::ALL
            .into_iter()
            .filter(|row| {
                self.form
                    .line(*row)
                    .is_some_and(|line| line.needed && !line.folded)
                    && self.form.code(*row).is_none()
            })
            .map(|row| (row, words.refusal(&Refusal::new(Reason::Missing))))
            .collect();
        self.form.tell(&missing);
        if !missing.is_empty() {
            return Response::used();
        }
        let steps = self.steps(&view.view.case);
        let mut case = view.view.case.clone();
        for step in &steps {
            match case.apply(step, &shared.who, shared.now) {
                Ok(next) => case = next,
                Err(refusal) => {
                    self.refuse(&refusal, shared);
                    return Response::used();
                }
            }
        }
        if steps.is_empty() {
            return self.go_on();
        }
        let first = view.view.case.revision;
        let actions = (first..).zip(steps).map(|(expected, step)| Action::Step {
            case: self.number,
            expected,
            step,
        });
        let request = Request::Commit(actions.collect());
        Response::effect(Effect::Store(self.writes.draw(), request))
    }

    fn refuse(&mut self, refusal: &Refusal, shared: &Shared) {
        let row = Row::ALL
            .into_iter()
            .find(|row| Some(row.field()) == refusal.field);
        match row {
            Some(row) => {
                let bare = Refusal::new(refusal.reason.clone());
                self.form.tell(&[(row, shared.words.refusal(&bare))]);
            }
            None => self.message = Some(shared.words.refusal(refusal)),
        }
    }

    /// Leaves this matter: for the next unclassed one, or for what stood below.
    fn go_on(&mut self) -> Response {
        if !self.onward {
            return Response::intent(Intent::Close);
        }
        self.passed.push(self.number);
        let query = QueueQuery {
            filter: Filter {
                open: Some(true),
                class: Some(Class::Unclassed),
                ..Filter::default()
            },
            ..QueueQuery::due(self.passed.len() + 1)
        };
        Response::effect(Effect::Store(
            self.pages.draw(),
            Request::Page(Box::new(query)),
        ))
    }
}

fn rows() -> Form<Row> {
    Form::new(Row::ALL.into_iter().map(Row::line).collect())
}
