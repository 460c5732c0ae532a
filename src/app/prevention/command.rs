//! What commands do in the prevention pane and in its forms.

use crate::app::blow::Blow;
use crate::app::part::{Outcome, Target, Tone, Wish};
use crate::app::prevention::job::{Job, Kind, Known, form_name};
use crate::app::prevention::page::{Show, Spot};
use crate::app::prevention::{State, page_rows};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::codes::Channel;
use crate::domain::draft::IntakeDraft;
use crate::domain::field::Field;
use crate::domain::grid::node::{GridCode, GridLevel};
use crate::domain::item::{Item, SignId};
use crate::domain::prevention::board::SignView;
use crate::domain::prevention::finding::SignKind;
use crate::domain::prevention::round::Round;
use crate::domain::prevention::sign::SignState;

impl State {
    pub(super) fn command(&mut self, shared: &Shared, command: Command) -> Outcome {
        let spots = self.spots();
        if self.hand.command(&spots, command, page_rows(shared)) {
            return Outcome::used();
        }
        match command {
            Command::PreventionShow => {
                let at = Show::ALL.iter().position(|show| *show == self.show);
                let next = at.map_or(0, |at| (at + 1) % Show::ALL.len());
                self.turn(Show::ALL.get(next).copied().unwrap_or(Show::Round))
            }
            Command::PreventionRound => {
                let at = Round::ALL.iter().position(|it| *it == self.round());
                let next = at.map_or(0, |at| (at + 1) % Round::ALL.len());
                self.round = Round::ALL.get(next).copied();
                self.turn(Show::Round)
            }
            Command::PreventionDay => self.open_job(shared, Kind::Day),
            Command::PreventionNothing => self.report(shared, false),
            Command::PreventionFound => match self.show {
                Show::Signs => self.open_job(shared, Kind::Sign),
                Show::Round | Show::Day | Show::Week => self.report(shared, true),
            },
            Command::PreventionCorrect => match self.spot() {
                Some(Spot::Slot(code, round)) if self.is_reported(&code, round) => {
                    self.open_job(shared, Kind::Correct(code, round))
                }
                Some(Spot::Sign(id)) => self.open_sign(shared, Kind::Word(id)),
                _ => Outcome::unused(),
            },
            Command::PreventionWatch => match self.spot() {
                Some(Spot::Sign(id)) => self.open_sign(shared, Kind::Watch(id)),
                _ => Outcome::unused(),
            },
            Command::PreventionSettle => match self.spot() {
                Some(Spot::Sign(id)) => {
                    let over = self.sign(id).map(|view| &view.sign.state);
                    let kind = match over {
                        Some(SignState::Settled { .. }) => Kind::Reopen(id),
                        _ => Kind::Settle(id),
                    };
                    self.open_sign(shared, kind)
                }
                _ => Outcome::unused(),
            },
            Command::PreventionRegister => match self.spot() {
                Some(Spot::Sign(id)) => self.register(shared, id),
                _ => Outcome::unused(),
            },
            Command::PreventionWhistle => match self.spot() {
                Some(Spot::Sign(id)) => self.whistle(shared, id),
                _ => Outcome::unused(),
            },
            Command::Choose => self.choose(shared),
            Command::Back if self.unfolded.is_some() => {
                self.unfolded = None;
                Outcome::used()
            }
            Command::Back if self.is_elsewhere() => {
                (self.day, self.round) = (None, None);
                self.show = Show::Round;
                self.hand.reset();
                Outcome::effect(self.ask(shared))
            }
            _ => Outcome::unused(),
        }
    }

    /// Tells whether something else is looked at than the round of now.
    pub(super) fn is_elsewhere(&self) -> bool {
        self.show != Show::Round || self.day.is_some() || self.round.is_some()
    }

    pub(super) fn is_reported(&self, code: &GridCode, round: Round) -> bool {
        self.slot(code, round).is_some_and(|it| it.check.is_some())
    }

    fn turn(&mut self, show: Show) -> Outcome {
        self.show = show;
        self.hand.reset();
        Outcome::used()
    }

    /// Opens what is under the hand. A row that owes a report asks for the digit that says which:
    /// Enter alone, held down, would report village after village.
    pub(super) fn choose(&mut self, shared: &Shared) -> Outcome {
        match self.spot() {
            Some(Spot::Slot(code, round)) if self.is_reported(&code, round) => {
                self.open_job(shared, Kind::Correct(code, round))
            }
            Some(Spot::Slot(..)) => {
                Outcome::tell(Tone::Plain, shared.words.say("prevention-which"))
            }
            Some(Spot::Node(code)) => {
                let slots = || {
                    let all = self.view().into_iter().flat_map(|view| &view.slots);
                    all.filter(|it| it.code == code)
                };
                let slot = slots().find(|it| it.is_missing()).or(slots().next());
                let round = slot.map(|it| it.round);
                self.round = round;
                self.show = Show::Round;
                if let Some(round) = round {
                    self.hand.set(Spot::Slot(code, round));
                }
                Outcome::used()
            }
            Some(Spot::Sign(id)) => {
                let state = self.sign(id).map(|view| &view.sign.state);
                if let Some(SignState::Case(number)) = state {
                    return Outcome::wish(Wish::Open(Target::Case(number.to_string())));
                }
                let folds = self.unfolded == Some(id);
                self.unfolded = Some(id).filter(|_| !folds);
                Outcome::used()
            }
            Some(Spot::Area(code)) => Outcome::wish(Wish::Open(Target::Grid {
                at: code.to_string(),
                back: None,
            })),
            None => Outcome::unused(),
        }
    }

    /// Opens the form of a report of the row under the hand.
    pub(super) fn report(&mut self, shared: &Shared, found: bool) -> Outcome {
        match self.spot() {
            Some(Spot::Slot(code, round)) if self.is_reported(&code, round) => {
                let key = "refusal-already-reported";
                Outcome::tell(Tone::Plain, shared.words.say(key))
            }
            Some(Spot::Slot(code, round)) => {
                let kind = if found {
                    Kind::Found(code, round)
                } else {
                    Kind::Nothing(code, round)
                };
                self.open_job(shared, kind)
            }
            _ => Outcome::unused(),
        }
    }

    fn open_sign(&mut self, shared: &Shared, kind: Kind) -> Outcome {
        let Some(Spot::Sign(id)) = self.spot() else {
            return Outcome::unused();
        };
        if self.sign(id).is_some_and(|view| view.locked) {
            return Outcome::tell(Tone::Bad, shared.words.say("refusal-not-for-this-viewer"));
        }
        self.open_job(shared, kind)
    }

    /// Begins the intake of a sign, with what is known of it.
    fn register(&self, shared: &Shared, id: SignId) -> Outcome {
        let Some(view) = self.sign(id) else {
            return Outcome::unused();
        };
        if view.locked {
            return Outcome::tell(Tone::Bad, shared.words.say("refusal-not-for-this-viewer"));
        }
        if !view.sign.is_open() {
            return Outcome::tell(Tone::Plain, shared.words.say("prevention-not-open"));
        }
        Outcome::wish(Wish::Open(Target::Origin {
            origin: Item::Sign(id),
            draft: Box::new(self.draft(shared, view)),
        }))
    }

    /// Opens the form of a whistle about a sign.
    fn whistle(&self, shared: &Shared, id: SignId) -> Outcome {
        let Some(view) = self.sign(id).filter(|view| !view.locked) else {
            return Outcome::tell(Tone::Bad, shared.words.say("refusal-not-for-this-viewer"));
        };
        let sighting = &view.sign.sighting;
        Outcome::wish(Wish::Open(Target::Blow(Box::new(Blow {
            case: None,
            sign: Some(id),
            from: sighting.node.to_string(),
            about: sighting.finding.text.clone(),
        }))))
    }

    fn draft(&self, shared: &Shared, view: &SignView) -> IntakeDraft {
        let sighting = &view.sign.sighting;
        let finding = &sighting.finding;
        let mut draft = IntakeDraft::new(shared.now);
        draft.set(Field::Summary, &finding.text);
        draft.set(Field::Channel, Channel::Whistle.code());
        let slots = self.view().into_iter().flat_map(|board| &board.slots);
        let mut slots = slots.filter(|it| it.code == sighting.node);
        if slots.any(|it| it.level == GridLevel::Village) {
            draft.set(Field::Village, &view.place);
        }
        if let Some(category) = finding.kind.category() {
            draft.set(Field::Category, category.code());
        }
        if finding.kind == SignKind::Accusation {
            draft.set(Field::ConcernsOfficial, "yes");
        }
        if !finding.about.is_empty() {
            let args = [("names", finding.about.as_str().into())];
            let about = shared.words.say_with("prevention-about", &args);
            draft.set(Field::Facts, &about);
        }
        draft
    }

    fn open_job(&mut self, shared: &Shared, kind: Kind) -> Outcome {
        let known = self.known(shared, &kind);
        let job = Job::new(kind, known);
        let name = form_name(&job);
        self.tray.open_as(shared, name, job)
    }

    fn known(&self, shared: &Shared, kind: &Kind) -> Known<'_> {
        let (slot, sign) = match kind {
            Kind::Nothing(code, round) | Kind::Found(code, round) | Kind::Correct(code, round) => {
                (self.slot(code, *round), None)
            }
            Kind::Word(id) | Kind::Watch(id) | Kind::Settle(id) | Kind::Reopen(id) => {
                (None, self.sign(*id))
            }
            Kind::Sign | Kind::Day => (None, None),
        };
        Known {
            slot,
            sign,
            now: shared.now,
            how: self.how,
            day: self.day.unwrap_or_else(|| shared.now.date()),
        }
    }

    pub(super) fn submit(&mut self, shared: &Shared) -> Outcome {
        let Some(job) = self.tray.ready() else {
            return Outcome::used();
        };
        let today = shared.now.date();
        if job.kind == Kind::Day {
            return match job.day_asked(today) {
                Ok(day) => {
                    self.day = Some(day).filter(|day| *day != today);
                    self.hand.reset();
                    let asked = Outcome::effect(self.ask(shared));
                    asked.and(self.tray.finish())
                }
                Err(refusal) => self.tray.refuse(shared, &refusal),
            };
        }
        let day = self.day.unwrap_or(today);
        let read = job.deed(day, shared.now, &shared.who, |typed| self.node(typed));
        let then = match &job.kind {
            Kind::Nothing(code, round) | Kind::Found(code, round) => {
                self.missing_after(&Spot::Slot(code.clone(), *round))
            }
            _ => None,
        };
        if read.is_ok() {
            self.then = then;
        }
        self.tray.submit(shared, read, String::new())
    }

    /// Finds a node by its code or its name, with or without 村.
    fn node(&self, typed: &str) -> Option<GridCode> {
        let typed = typed.trim();
        let slots = self.view().into_iter().flat_map(|view| &view.slots);
        let mut found = slots.filter(|it| {
            it.code.as_str() == typed
                || it.name == typed
                || it.name.strip_suffix('村') == Some(typed)
        });
        found.next().map(|it| it.code.clone())
    }
}
