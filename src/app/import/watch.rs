//! An import that goes on while its window is closed: how far it is, and what came of it, until somebody
//! opens it again.

use crate::app::answer::Answer;
use crate::app::effect::{Effect, Request};
use crate::app::import::data::ImportView;
use crate::app::part::{Notice, Tone};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot, Ticket};
use crate::command::table::Command;

/// What the desk knows of it.
#[derive(Debug)]
pub struct Watch {
    view: Option<Box<ImportView>>,
    jobs: RequestSlot,
}

impl Default for Watch {
    fn default() -> Self {
        Self {
            view: None,
            jobs: RequestSlot::new(Asker::Work, 0),
        }
    }
}

impl Watch {
    /// Takes what its window shows, as long as that is open.
    pub fn follow(&mut self, running: Option<ImportView>) {
        self.view = running.map(Box::new);
    }

    /// Tells whether one is at work.
    pub fn is_running(&self) -> bool {
        self.view.as_ref().is_some_and(|view| view.end.is_none())
    }

    /// Asks how far it is; once a second.
    pub fn second(&mut self) -> Option<Effect> {
        if !self.is_running() || self.jobs.is_waiting() {
            return None;
        }
        Some(Effect::Store(self.jobs.draw(), Request::ImportProgress))
    }

    /// Hears how far it is: what its closed window asked for is told here too. Gives a notice when it has
    /// ended.
    pub fn hear(&mut self, shared: &Shared, ticket: Ticket, answer: Answer) -> Option<Notice> {
        self.jobs.takes(ticket);
        let Answer::Import(view) = answer else {
            return None;
        };
        if view.is_some() || self.is_running() {
            self.view = view;
        }
        self.is_over().then(|| Notice {
            tone: self.tone(),
            text: self.line(shared).unwrap_or_default(),
        })
    }

    /// Gives what came of it to the window that is opened again, once.
    pub fn take(&mut self) -> Option<ImportView> {
        let over = self.view.take_if(|view| view.end.is_some());
        over.map(|view| *view)
    }

    /// Says what goes on or came of it, and how it is opened again; `None` where there is nothing to say.
    pub fn line(&self, shared: &Shared) -> Option<String> {
        let view = self.view.as_ref()?;
        let words = &shared.words;
        let kind = words.code("sheet-kind", view.order.kind.code());
        let keys = shared.keys(Command::ImportOpen);
        let mut args = vec![("kind", kind.into()), ("keys", keys.into())];
        let key = match (&view.end, view.order.rehearsal) {
            (None, rehearsal) => {
                args.push(("n", view.done.into()));
                let total = view.order.total.map(|total| format!("/{total}"));
                args.push(("total", total.unwrap_or_default().into()));
                if rehearsal {
                    "import-line-trying"
                } else {
                    "import-line-running"
                }
            }
            (Some(end), rehearsal) => {
                args.push(("n", end.imported.into()));
                args.push(("refused", end.refused.into()));
                match (&end.problem, end.stopped) {
                    (Some(_), _) => "import-line-broken",
                    (None, true) => "import-line-stopped",
                    (None, false) if rehearsal => "import-line-tried",
                    (None, false) => "import-line-ended",
                }
            }
        };
        Some(words.say_with(key, &args))
    }

    fn is_over(&self) -> bool {
        self.view.as_ref().is_some_and(|view| view.end.is_some())
    }

    fn tone(&self) -> Tone {
        let end = self.view.as_ref().and_then(|view| view.end.as_ref());
        match end {
            Some(end) if end.problem.is_some() || end.stopped => Tone::Bad,
            Some(_) | None => Tone::Good,
        }
    }
}
