//! 交接班: the note that writes itself, with what one adds to it; the last ones, to be taken over.

use crate::app::answer::{Answer, Reply};
use crate::app::case::para::{Para, Shade, lines};
use crate::app::effect::{Effect, Request};
use crate::app::field::FieldKind;
use crate::app::form::{Did, Form};
use crate::app::form_task::{self, Asked};
use crate::app::held::Filling;
use crate::app::layout::{Place, inside, layout};
use crate::app::pane::Pane;
use crate::app::part::{Input, Intent, Openness, Part, Response, Tone};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot};
use crate::app::unfinished::{HANDOVER, OpenForm};
use crate::command::table::Command;
use crate::domain::act::{Action, CommitResult};
use crate::domain::draft::Parked;
use crate::domain::field::Field;
use crate::domain::handover::{
    HandoverFact, HandoverId, HandoverLine, HandoverNote, HandoverPart, HandoverSection,
    HandoverView, HandoversView,
};
use crate::domain::mask::mask_name;

/// Where it stands.
pub const PLACE: Place = Place::Popup(100, u16::MAX);
/// Rows of the form below one's own note.
pub const FORM_ROWS: u16 = 7;

/// The lines of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// To whom.
    To,
    /// His own words.
    Words,
}

impl Asked for Ask {
    const ALL: &'static [Self] = &[Self::To, Self::Words];

    fn word(self) -> &'static str {
        match self {
            Self::To => "ask-handed_to",
            Self::Words => "ask-own_words",
        }
    }

    fn kind(self) -> FieldKind {
        match self {
            Self::To => FieldKind::Line,
            Self::Words => FieldKind::Area,
        }
    }
}

/// The form.
pub type FormTask = form_task::FormTask<(), Ask>;

/// The state of the overlay.
#[derive(Debug)]
pub struct State {
    /// What one adds to the note.
    pub task: FormTask,
    view: Option<Box<HandoversView>>,
    /// Which note is shown: 0 is one's own, then the last ones.
    at: usize,
    /// The first row that is shown.
    pub scroll: u16,
    drafts: Vec<HandoverLine>,
    asking: RequestSlot,
    doing: RequestSlot,
    writing: RequestSlot,
    notice: String,
}

/// Says each parked draft: when it was begun and by whose name, masked; what is raised is not
/// classed yet and stands nowhere.
pub fn parked(drafts: &[Parked]) -> Vec<HandoverLine> {
    let line = |parked: &Parked| {
        let name = mask_name(parked.draft.get(Field::Name));
        let words = format!("{} {name}", parked.draft.begun_at.minute());
        HandoverLine {
            item: None,
            words: words.trim_end().to_owned(),
        }
    };
    drafts.iter().map(line).collect()
}

/// Gives the lines of a note before anyone typed.
fn blank() -> Form<Ask> {
    Form::new(Ask::ALL.iter().map(|ask| ask.line()).collect())
}

impl State {
    /// Opens it and asks for what it shows; `round` tells its questions from those before.
    pub fn open(shared: &Shared, drafts: Vec<HandoverLine>, round: u64) -> (Self, Effect) {
        let tickets = |kind| RequestSlot::new(Asker::Handover, round % 300 * 3 + kind);
        let mut form = blank();
        form.take_up(&shared.unfinished, HANDOVER);
        let mut state = Self {
            task: FormTask::with((), form),
            view: None,
            at: 0,
            scroll: 0,
            drafts,
            asking: tickets(0),
            doing: tickets(1),
            writing: tickets(2),
            notice: String::new(),
        };
        let asked = Effect::Store(state.asking.draw(), Request::Handovers);
        (state, asked)
    }

    /// Gives the note of the last ones that is shown; `None` while one's own is.
    pub fn shown(&self) -> Option<&HandoverView> {
        let view = self.view.as_ref()?;
        view.last.get(self.at.checked_sub(1)?)
    }

    /// Tells which note is shown and of how many.
    pub fn place(&self) -> (usize, usize) {
        let last = self.view.as_ref().map_or(0, |view| view.last.len());
        (self.at, last)
    }

    /// Writes the note that is shown.
    pub fn page(&self, shared: &Shared) -> Vec<Para> {
        let words = &shared.words;
        let Some(view) = &self.view else {
            let text = words.say("queue-loading");
            return vec![para(String::new(), text, Shade::Dim)];
        };
        match self.shown() {
            Some(shown) => {
                let mut paras = note(shared, &shown.handover.note);
                let (text, tone) = match &shown.handover.accepted {
                    Some((by, at)) => {
                        let args = [("by", by.as_str().into()), ("at", at.minute().into())];
                        (words.say_with("handover-accepted", &args), Shade::Good)
                    }
                    None => (words.say("handover-open"), Shade::Warn),
                };
                paras.insert(1, para(String::new(), text, tone));
                paras
            }
            None => note(shared, &self.own(&view.note)),
        }
    }

    /// Gives one's own note with what stands on this desk and what was typed.
    fn own(&self, note: &HandoverNote) -> HandoverNote {
        let mut note = note.clone();
        note.to = self.task.text(Ask::To);
        note.words = self.task.text(Ask::Words);
        if !self.drafts.is_empty() {
            note.sections.push(HandoverSection {
                part: HandoverPart::Drafts,
                lines: self.drafts.clone(),
                more: 0,
            });
            note.sections.sort_by_key(|section| section.part);
        }
        note
    }

    fn scrolled(&mut self, shared: &Shared, by: isize) -> Response {
        let Some(layout) = layout(shared.size, shared.intake_open, Pane::Case, Pane::Case) else {
            return Response::unused();
        };
        let area = inside(layout.place(PLACE));
        let page = self.page(shared);
        let taken: usize = page.iter().map(|para| lines(para, area.width).len()).sum();
        let form = if self.at == 0 { FORM_ROWS } else { 0 };
        let room = area.height.saturating_sub(form);
        let last = taken.saturating_sub(usize::from(room));
        let to = usize::from(self.scroll).saturating_add_signed(by).min(last);
        self.scroll = u16::try_from(to).unwrap_or(u16::MAX);
        Response::used()
    }

    fn command(&mut self, shared: &Shared, command: Command) -> Response {
        match command {
            Command::Back => Response::intent(Intent::Close),
            Command::HandoverNext => {
                let (at, last) = self.place();
                self.at = if at >= last { 0 } else { at + 1 };
                self.scroll = 0;
                Response::used()
            }
            Command::HandoverAccept => match self.shown() {
                Some(shown) => {
                    let fact = HandoverFact::Accepted {
                        by: shared.who.clone(),
                        at: shared.now,
                    };
                    let id = Some(shown.id);
                    self.commit(id, fact, shared.words.say("handover-taken"))
                }
                None => Response::unused(),
            },
            Command::HandoverWrite => match self.shown() {
                Some(shown) => {
                    let request = Request::HandoverPaper(shown.id);
                    Response::effect(Effect::Store(self.writing.draw(), request))
                }
                None => Response::unused(),
            },
            Command::MovePageUp => self.scrolled(shared, -10),
            Command::MovePageDown => self.scrolled(shared, 10),
            Command::Save if self.at == 0 => self.give(shared),
            Command::MoveUp if self.at > 0 => self.scrolled(shared, -1),
            Command::MoveDown if self.at > 0 => self.scrolled(shared, 1),
            other if self.at == 0 => match self.task.form.command(other) {
                Did::Nothing => Response::unused(),
                Did::Changed => Response::used(),
                Did::Ended => self.give(shared),
            },
            _ => Response::unused(),
        }
    }

    fn give(&mut self, shared: &Shared) -> Response {
        let Some(view) = self.view.as_ref().filter(|_| !self.doing.is_waiting()) else {
            return Response::used();
        };
        let fact = HandoverFact::Given(Box::new(self.own(&view.note)));
        self.commit(None, fact, shared.words.say("handover-given"))
    }

    fn commit(&mut self, id: Option<HandoverId>, fact: HandoverFact, notice: String) -> Response {
        self.notice = notice;
        let given = id.is_none();
        let ticket = self.doing.draw();
        let request = Request::Commit(vec![Action::Handover { id, fact }]);
        let response = Response::effect(Effect::Store(ticket, request));
        if given {
            response.and_intent(Intent::HandIn(ticket, HANDOVER.to_owned()))
        } else {
            response
        }
    }

    fn replied(&mut self, shared: &Shared, reply: Reply) -> Response {
        let ticket = reply.ticket;
        let (asking, doing) = (self.asking.takes(ticket), self.doing.takes(ticket));
        let writing = self.writing.takes(ticket);
        match reply.answer {
            Answer::Handovers(view) if asking => {
                let opens = self.view.is_none();
                // Whoever begins sees first what was left to him.
                let waits = view.last.first();
                let waits = waits.is_some_and(|it| it.handover.waits_for(&shared.who));
                if opens && waits {
                    self.at = 1;
                }
                self.view = Some(view);
                Response::used()
            }
            Answer::Outcomes(came) if doing => match came.into_iter().next() {
                Some(CommitResult::Done(_)) => {
                    let given = self.at == 0;
                    let asked = Effect::Store(self.asking.draw(), Request::Handovers);
                    let mut outcome = Response::tell(Tone::Good, std::mem::take(&mut self.notice));
                    outcome.effects.push(asked);
                    if given {
                        self.task.form = blank();
                        self.at = 1;
                        self.scroll = 0;
                        return outcome.and_intent(Intent::Finished(HANDOVER.to_owned()));
                    }
                    outcome
                }
                Some(CommitResult::Refused(refusal)) if self.at == 0 => {
                    self.task.refuse(&refusal, &shared.words);
                    Response::used()
                }
                Some(CommitResult::Refused(refusal)) => {
                    Response::tell(Tone::Bad, shared.words.refusal(&refusal))
                }
                Some(
                    CommitResult::Conflict { .. }
                    | CommitResult::Skipped { .. }
                    | CommitResult::Known(_),
                )
                | None => Response::used(),
            },
            Answer::Minutes(file) if writing => {
                let args = [("file", file.into())];
                let text = shared.words.say_with("handover-written", &args);
                Response::tell(Tone::Good, text)
            }
            Answer::Failed(reason) if asking || doing || writing => {
                let args = [("reason", reason.into())];
                let text = shared.words.say_with("desk-reply-failed", &args);
                Response::tell(Tone::Bad, text)
            }
            _ => Response::unused(),
        }
    }
}

fn para(label: String, text: String, tone: Shade) -> Para {
    Para {
        label,
        text,
        tone,
        item: None,
    }
}

/// Writes a note: who to whom, its parts, his own words.
fn note(shared: &Shared, note: &HandoverNote) -> Vec<Para> {
    let words = &shared.words;
    let to = match note.to.as_str() {
        "" => words.say("handover-to-next"),
        to => to.to_owned(),
    };
    let args = [
        ("from", note.from.as_str().into()),
        ("to", to.into()),
        ("since", note.since.minute().into()),
        ("at", note.at.minute().into()),
    ];
    let head = words.say_with("handover-head", &args);
    let mut paras = vec![para(words.say("handover-title"), head, Shade::Plain)];
    for section in &note.sections {
        let tone = match section.part {
            HandoverPart::Overdue => Shade::Bad,
            HandoverPart::Due | HandoverPart::CallBacks | HandoverPart::Whistles => Shade::Warn,
            HandoverPart::Registered
            | HandoverPart::Steps
            | HandoverPart::Drafts
            | HandoverPart::Pledges
            | HandoverPart::Tasks => Shade::Plain,
        };
        for (at, line) in section.lines.iter().enumerate() {
            let label = if at == 0 {
                words.code("handover", section.part.code())
            } else {
                String::new()
            };
            paras.push(para(label, words.handover_line(section.part, line), tone));
        }
        let more = words.handover_more(section);
        if !more.is_empty() {
            paras.push(para(String::new(), more, Shade::Dim));
        }
    }
    if note.sections.is_empty() {
        paras.push(para(
            String::new(),
            words.say("handover-nothing"),
            Shade::Dim,
        ));
    }
    if !note.words.is_empty() {
        let label = words.say("ask-own_words");
        paras.push(para(label, note.words.clone(), Shade::Plain));
    }
    paras
}

impl Part for State {
    fn update(&mut self, shared: &Shared, input: Input) -> Response {
        match input {
            Input::Command(command) => self.command(shared, command),
            Input::Press(press) if self.at == 0 => {
                if self.task.form.press(press) {
                    Response::used()
                } else {
                    Response::unused()
                }
            }
            Input::Paste(text) if self.at == 0 => {
                self.task.form.paste(&text);
                Response::used()
            }
            Input::Scroll(by) => self.scrolled(shared, isize::from(by)),
            Input::Reply(reply) => self.replied(shared, reply),
            Input::Press(_)
            | Input::Paste(_)
            | Input::Click { .. }
            | Input::Show(_)
            | Input::Tick
            | Input::Changed => Response::unused(),
        }
    }

    fn open_field(&self) -> Openness {
        if self.at == 0 {
            self.task.form.open_field()
        } else {
            Openness::Closed
        }
    }

    fn filling(&self) -> Option<Filling> {
        (self.at == 0).then(|| Filling {
            mark: HANDOVER.to_owned(),
            saving: self.doing.is_waiting(),
            asks: false,
        })
    }

    fn forms(&self) -> Vec<OpenForm> {
        vec![self.task.form.opened(HANDOVER.to_owned())]
    }

    fn valid(&self, command: Command) -> bool {
        match command {
            Command::Back | Command::MovePageUp | Command::MovePageDown => true,
            Command::HandoverNext => self.place().1 > 0,
            Command::HandoverAccept => self
                .shown()
                .is_some_and(|it| it.handover.accepted.is_none()),
            Command::HandoverWrite => self.at > 0,
            Command::MoveUp | Command::MoveDown if self.at > 0 => true,
            Command::Save => self.at == 0,
            other => self.at == 0 && self.task.form.valid(other),
        }
    }
}
