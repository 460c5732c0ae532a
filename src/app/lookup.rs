//! 速查: what is asked while a case is heard: persons, earlier visits, similar matters, the grid,
//! the lawyers of the coming Wednesday, the legal roads. It stands over what is open, and nothing
//! that was typed there is lost.

use crate::app::answer::Answer;
use crate::app::case::forces;
use crate::app::case::page::{node_line, row_line, who};
use crate::app::case::para::{Para, Shade, lines};
use crate::app::effect::{Effect, Request};
use crate::app::layout::{Place, inside, layout};
use crate::app::pane::Pane;
use crate::app::part::{Input, Intent, Openness, Part, Response};
use crate::app::roads::{limit, localised};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::command::table::Command;
use crate::domain::number::CaseNumber;
use crate::domain::view::LookupView;

/// Where it stands.
pub const PLACE: Place = Place::Popup(120, u16::MAX);

/// The state of the look-up.
#[derive(Debug)]
pub struct State {
    /// Of which case.
    pub number: CaseNumber,
    view: Option<Box<LookupView>>,
    missing: bool,
    /// The first row that is shown.
    pub scroll: u16,
    line: RequestSlot,
}

impl State {
    /// Opens the look-up of a case and asks for it.
    pub fn open(number: CaseNumber) -> (Self, Effect) {
        let mut state = Self {
            number,
            view: None,
            missing: false,
            scroll: 0,
            line: RequestSlot::new(Asker::Lookup, 0),
        };
        let effect = Effect::Store(state.line.draw(), Request::Lookup(number));
        (state, effect)
    }

    /// Writes it.
    pub fn page(&self, shared: &Shared) -> Vec<Para> {
        let words = &shared.words;
        let one = |key: &str, tone| {
            let text = words.say(key);
            vec![para("", text, tone)]
        };
        match &self.view {
            None if self.missing => one("lookup-missing", Shade::Bad),
            None => one("queue-loading", Shade::Dim),
            Some(view) if view.case.row.locked => one("case-locked", Shade::Warn),
            Some(view) => written(shared, view),
        }
    }

    fn scrolled(&mut self, shared: &Shared, by: isize) -> Response {
        let Some(layout) = layout(shared.size, shared.intake_open, Pane::Case, Pane::Case) else {
            return Response::unused();
        };
        let area = inside(layout.place(PLACE));
        let taken: usize = self
            .page(shared)
            .iter()
            .map(|para| lines(para, area.width).len())
            .sum();
        let last = taken.saturating_sub(usize::from(area.height));
        let to = usize::from(self.scroll).saturating_add_signed(by).min(last);
        self.scroll = u16::try_from(to).unwrap_or(u16::MAX);
        Response::used()
    }
}

fn para(label: &str, text: String, tone: Shade) -> Para {
    Para {
        label: label.to_owned(),
        text,
        tone,
        item: None,
    }
}

fn written(shared: &Shared, view: &LookupView) -> Vec<Para> {
    let words = &shared.words;
    let mut paras = Vec::new();
    let mut part = |key: &str, texts: Vec<(String, Shade)>| {
        let texts = if texts.is_empty() {
            vec![(words.say("lookup-nothing"), Shade::Dim)]
        } else {
            texts
        };
        for (at, (text, tone)) in texts.into_iter().enumerate() {
            let label = if at == 0 {
                words.say(key)
            } else {
                String::new()
            };
            paras.push(para(&label, text, tone));
        }
    };
    let plain = |text: String| (text, Shade::Plain);
    let case = &view.case;
    let persons = std::iter::once(who(shared, case, false));
    let others = case.case.matter.representatives.iter().cloned();
    part("lookup-persons", persons.chain(others).map(plain).collect());
    let visits = case.case.visits.iter().rev().map(|visit| {
        if case.row.locked {
            return plain(words.received_day(visit.received_at));
        }
        let when = words.received(visit.received_at);
        let channel = words.channel(visit.channel);
        let text = format!("{when}  {channel}  {}", visit.words.replace('\n', " "));
        plain(text.trim_end().to_owned())
    });
    part("lookup-visits", visits.collect());
    let row = |row| {
        let (state, text) = row_line(words, row);
        plain(format!("{text}  {state}").trim_end().to_owned())
    };
    part("lookup-others", case.others.iter().map(row).collect());
    part("lookup-similar", view.similar.iter().map(row).collect());
    let pledges = case.joint.iter().map(|it| plain(forces::pledge(words, it)));
    part("joint-section", pledges.collect());
    let chain = case.chain.iter().map(|node| {
        let level = words.code("level", node.level.code());
        plain(format!("{level}  {}", node_line(words, node)))
    });
    part("lookup-chain", chain.collect());
    let lawyers = view.lawyers.iter().map(|lawyer| {
        let text = format!("{}  {}  {}", lawyer.name, lawyer.firm, lawyer.fields);
        format!("{}  {}", view.wednesday, text.trim_end())
    });
    let mut lawyers: Vec<(String, Shade)> = lawyers.map(plain).collect();
    if lawyers.is_empty() {
        let args = [("day", view.wednesday.to_string().into())];
        lawyers.push((words.say_with("lookup-no-lawyer", &args), Shade::Dim));
    }
    part("lookup-lawyers", lawyers);
    let roads = view.roads.iter().map(|road| {
        let text = format!(
            "{}: {}",
            localised(words, &road.about),
            localised(words, &road.way)
        );
        plain(format!(
            "{text}  {}  ({})",
            limit(words, road),
            words.article(&road.article)
        ))
    });
    part("lookup-roads", roads.collect());
    paras
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Command(Command::Back | Command::LookupOpen) => Response::intent(Intent::Close),
            Input::Command(Command::MoveUp) => self.scrolled(shared, -1),
            Input::Command(Command::MoveDown) => self.scrolled(shared, 1),
            Input::Command(Command::MovePageUp) => self.scrolled(shared, -10),
            Input::Command(Command::MovePageDown) => self.scrolled(shared, 10),
            Input::Command(Command::MoveFirst) => self.scrolled(shared, isize::MIN),
            Input::Command(Command::MoveLast) => self.scrolled(shared, isize::MAX),
            Input::Scroll(by) => self.scrolled(shared, isize::from(by)),
            Input::Reply(reply) if self.line.takes(reply.ticket) => {
                match reply.answer {
                    Answer::Lookup(view) => {
                        self.missing = view.is_none();
                        self.view = view;
                    }
                    _ => self.missing = true,
                }
                Response::used()
            }
            Input::Command(_)
            | Input::Press(_)
            | Input::Paste(_)
            | Input::Click { .. }
            | Input::Reply(_)
            | Input::Show(_)
            | Input::Tick
            | Input::Changed => Response::unused(),
        }
    }

    fn open_field(&self) -> Openness {
        Openness::Closed
    }

    fn valid(&self, command: Command) -> bool {
        matches!(
            command,
            Command::Back
                | Command::LookupOpen
                | Command::MoveUp
                | Command::MoveDown
                | Command::MovePageUp
                | Command::MovePageDown
        )
    }
}
