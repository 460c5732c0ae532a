//! Hosts the form over a pane from its opening until its deed is done: restores what was left of it,
//! gives it keys, sends its deed to the store, and shows what the store refuses.

use crate::app::answer::Reply;
use crate::app::effect::{Effect, Request};
use crate::app::form::Did;
use crate::app::form_task::{Asked, FormTask};
use crate::app::held::Filling;
use crate::app::named_case::{Heard, NamedCase};
use crate::app::pane::Pane;
use crate::app::part::{Input, Intent, Openness, Response, Tone};
use crate::app::shared::Shared;
use crate::app::ticket::{Asker, RequestSlot, Ticket};
use crate::app::unfinished::{FormCode, OpenForm, name};
use crate::command::table::Command;
use crate::domain::act::{Action, CommitResult, Done};
use crate::domain::refusal::{Reason, Refusal};

/// The form over a pane, and the deed that is under way.
#[derive(Debug)]
pub struct FormHost<K, I, M = ()> {
    pane: Pane,
    /// The form that is open, with the name under which it is kept.
    open: Option<(String, FormTask<K, I, M>)>,
    /// What stood in the lines of the form when it was opened over something that is there already.
    base: Option<Base<I>>,
    /// The notice for when the deed under way is done.
    notice: String,
    doing: RequestSlot,
    named: NamedCase,
}

/// What a form was opened on.
#[derive(Debug)]
struct Base<I> {
    /// How many entries the journal had when that was read.
    seen: u64,
    /// What stood in each line.
    stood: Vec<(I, String)>,
    /// It was handed in, and somebody else had been first.
    refused: bool,
}

/// What became of a form whose thing was read anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overtaken {
    /// Nothing: it stands as it stood.
    No,
    /// Something reads otherwise, which is parts.
    Notified,
    /// It was handed in, and what somebody else did meanwhile stands in none of its lines: it can be
    /// handed in again.
    Elsewhere,
}

/// What an input was to the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Took {
    /// Nothing: no form is open, or the input is not a form's.
    Nothing,
    /// It was the form's, and this came of it.
    Taken(Response),
    /// The form is to be handed in.
    Submit,
}

impl<K, I, M> FormHost<K, I, M> {
    /// Makes an empty one; the pane's deeds go to the store as its questions of this `kind`, and what
    /// its forms ask as those of the kind before it.
    pub const fn new(pane: Pane, kind: u64) -> Self {
        Self {
            pane,
            open: None,
            base: None,
            notice: String::new(),
            doing: RequestSlot::new(Asker::Pane(pane), kind),
            named: NamedCase::new(Asker::Pane(pane), kind - 1),
        }
    }

    /// Gives the form that is open.
    pub fn form(&self) -> Option<&FormTask<K, I, M>> {
        self.open.as_ref().map(|(_, task)| task)
    }

    /// Gives the form that is open, to be changed.
    pub fn form_mut(&mut self) -> Option<&mut FormTask<K, I, M>> {
        self.open.as_mut().map(|(_, task)| task)
    }

    /// Gives the form that may be handed in now; `None` while a deed is under way.
    pub fn ready(&self) -> Option<&FormTask<K, I, M>> {
        self.form().filter(|_| !self.is_busy())
    }

    /// Tells whether a deed is under way.
    pub const fn is_busy(&self) -> bool {
        self.doing.is_waiting()
    }

    /// Tells whether a ticket is that of the deed under way.
    pub fn takes(&mut self, ticket: Ticket) -> bool {
        self.doing.takes(ticket)
    }

    /// Hands deeds to the store, with the notice for when they are done.
    pub fn commit(&mut self, mut actions: Vec<Action>, notice: String) -> Response {
        self.set_notice(notice);
        if let (Some(base), Some(_)) = (&self.base, &self.open) {
            let seen = base.seen;
            let over = |action| Action::Over {
                seen,
                action: Box::new(action),
            };
            actions = actions.into_iter().map(over).collect();
        }
        let ticket = self.doing.draw();
        let response = Response::effect(Effect::Store(ticket, Request::Commit(actions)));
        match &self.open {
            Some((name, _)) => response.and_intent(Intent::HandIn(ticket, name.clone())),
            None => response,
        }
    }

    /// Sets the notice for when the deed under way is done.
    pub fn set_notice(&mut self, notice: String) {
        self.notice = notice;
    }

    /// Takes the form away as it was left.
    pub fn close(&mut self) {
        self.open = None;
    }

    /// Takes the form away: what it was for is done, and nothing of it waits any more.
    pub fn finish(&mut self) -> Response {
        match self.open.take() {
            Some((name, _)) => Response::intent(Intent::Finished(name)),
            None => Response::used(),
        }
    }

    /// Tells that the deed is done, unless nothing is to be parts, and takes its form away.
    pub fn done(&mut self) -> Response {
        let notice = std::mem::take(&mut self.notice);
        if notice.is_empty() {
            return self.finish();
        }
        Response::tell(Tone::Good, notice).and(self.finish())
    }
}

impl<K: FormCode, I: Asked, M> FormHost<K, I, M> {
    /// Opens a form; one that was left with something in it comes back as it was.
    pub fn open(&mut self, shared: &Shared, task: FormTask<K, I, M>) -> Response {
        let name = name(self.pane, &task.kind.code());
        self.open_as(shared, name, task)
    }

    /// Opens a form under a name that says more than what it is for.
    pub fn open_as(
        &mut self,
        shared: &Shared,
        name: String,
        mut task: FormTask<K, I, M>,
    ) -> Response {
        task.form.take_up(&shared.unfinished, &name);
        self.base = None;
        self.open = Some((name, task));
        self.named.begin();
        Response::used()
    }

    /// Notes what the form was opened on: how that reads, and how many entries the journal had then.
    pub fn begun_on(&mut self, fresh: &FormTask<K, I, M>, seen: u64) {
        self.base = Some(Base {
            seen,
            stood: fresh.form.texts(I::ALL),
            refused: false,
        });
    }

    /// Compares what the form was opened on with how that reads now. Lines that nobody touched follow;
    /// what was typed stays, and what reads otherwise is parts line by line.
    pub fn overtaken(
        &mut self,
        shared: &Shared,
        fresh: &FormTask<K, I, M>,
        seen: u64,
    ) -> Overtaken {
        let (Some(base), Some((_, task))) = (&mut self.base, &mut self.open) else {
            return Overtaken::No;
        };
        let now = fresh.form.texts(I::ALL);
        let refused = std::mem::take(&mut base.refused);
        base.seen = seen;
        let stood = std::mem::replace(&mut base.stood, now.clone());
        let mut parts = Vec::new();
        for (ask, new) in now {
            let Some((_, old)) = stood.iter().find(|(it, old)| *it == ask && *old != new) else {
                continue;
            };
            parts.push(task.form.reads_now(&shared.words, ask, old, &new));
            if task
                .form
                .texts(&[ask])
                .iter()
                .all(|(_, typed)| typed == old)
            {
                task.form.fill(ask, &new);
            }
        }
        if parts.is_empty() {
            return if refused {
                Overtaken::Elsewhere
            } else {
                Overtaken::No
            };
        }
        let args = [("what", parts.join("; ").into())];
        task.problem = Some(shared.words.say_with("form-overtaken", &args));
        Overtaken::Notified
    }

    /// Asks which case is meant by what stands in the form, before it is handed in; `None` where it can
    /// be handed in at once.
    pub fn asks_first(&mut self) -> Option<Response> {
        let (_, task) = self.open.as_ref()?;
        self.named.before(&task.form).map(Response::effect)
    }

    /// Takes an answer to what the form asked.
    pub fn heard(&mut self, shared: &Shared, reply: &Reply) -> Heard {
        let form = self.open.as_mut().map(|(_, task)| &mut task.form);
        self.named.heard(shared, form, reply)
    }

    /// Asks which case is meant by a line that was left.
    pub fn line_left(&mut self) -> Response {
        let left = self
            .open
            .as_ref()
            .and_then(|(_, task)| self.named.left(&task.form));
        left.map_or_else(Response::used, Response::effect)
    }

    /// Gives an input to the form that is open: what stands below it is out of reach of keys and
    /// clicks.
    pub fn take(&mut self, input: &Input) -> Took {
        let Some(task) = self.form_mut() else {
            return Took::Nothing;
        };
        let form = &mut task.form;
        match input {
            Input::Command(Command::Back) => {
                self.close();
                Took::Taken(Response::used())
            }
            Input::Command(Command::Save) => Took::Submit,
            Input::Command(command) => match form.command(*command) {
                Did::Nothing => Took::Taken(Response::unused()),
                Did::Changed => Took::Taken(self.line_left()),
                Did::Ended => Took::Submit,
            },
            Input::Press(press) if form.press(*press) => Took::Taken(Response::used()),
            Input::Paste(text) => {
                form.paste(text);
                Took::Taken(Response::used())
            }
            Input::Press(_) | Input::Click { .. } => Took::Taken(Response::unused()),
            Input::Scroll(_) | Input::Reply(_) | Input::Show(_) | Input::Tick | Input::Changed => {
                Took::Nothing
            }
        }
    }

    /// Hands in what was read from the form; what does not read is parts at its line.
    pub fn submit(
        &mut self,
        shared: &Shared,
        read: Result<Action, Refusal>,
        notice: String,
    ) -> Response {
        match read {
            Ok(action) => self.commit(vec![action], notice),
            Err(refusal) => self.refuse(shared, &refusal),
        }
    }

    /// Tells a refusal at its line of the form; as a notice where none is open.
    pub fn refuse(&mut self, shared: &Shared, refusal: &Refusal) -> Response {
        match self.form_mut() {
            Some(task) => {
                task.refuse(refusal, &shared.words);
                Response::used()
            }
            None => Response::tell(Tone::Bad, shared.words.refusal(refusal)),
        }
    }

    /// Gives what the store did. What was typed stays unless all of it was done.
    ///
    /// # Errors
    /// What the pane answers where something was not done: a refusal is parts.
    pub fn result(
        &mut self,
        shared: &Shared,
        results: Vec<CommitResult>,
    ) -> Result<Done, Response> {
        let mut first = None;
        for result in results {
            match result {
                CommitResult::Done(done) => _ = first.get_or_insert(done),
                CommitResult::Refused(refusal) => return Err(self.refuse(shared, &refusal)),
                CommitResult::Conflict { .. } => {
                    if let Some(base) = &mut self.base {
                        base.refused = true;
                    }
                    let refusal = Refusal::new(Reason::ChangedMeanwhile);
                    return Err(self.refuse(shared, &refusal));
                }
                CommitResult::Skipped { .. } | CommitResult::Known(_) => {
                    return Err(Response::used());
                }
            }
        }
        first.ok_or_else(Response::used)
    }

    /// Tells which field of the form takes keys.
    pub fn openness(&self) -> Openness {
        self.form()
            .map_or(Openness::Closed, |task| task.form.open_field())
    }

    /// Tells whether a command would do something to the form that is open; `None` where none is.
    pub fn valid(&self, command: Command) -> Option<bool> {
        let form = &self.form()?.form;
        Some(matches!(command, Command::Back | Command::Save) || form.valid(command))
    }

    /// Gives the form that is being filled in.
    pub fn filling(&self) -> Option<Filling> {
        let (name, _) = self.open.as_ref()?;
        Some(Filling {
            mark: name.clone(),
            saving: self.is_busy(),
            asks: false,
        })
    }

    /// Gives the form that is open, under its name.
    pub fn forms(&self) -> Vec<OpenForm> {
        let open = self.open.iter();
        open.map(|(name, task)| task.form.opened(name.clone()))
            .collect()
    }
}
