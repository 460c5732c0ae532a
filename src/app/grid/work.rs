//! What is done in the grid pane: forms opened and kept, answers of the store.

use crate::app::effect::{Answer, Effect, Reply, Request};
use crate::app::form::Did;
use crate::app::grid::job::{Ask, Job, Kind, Led};
use crate::app::grid::places::{FORM_HEAD, Places};
use crate::app::grid::post::Seat;
use crate::app::grid::{Side, State};
use crate::app::pane::Pane;
use crate::app::part::{Input, Intent, Notice, Response, Tone};
use crate::app::shared::Shared;
use crate::app::unfinished::{FormCode, name};
use crate::command::scope::Scope;
use crate::command::table::Command;
use crate::domain::act::{Deed, Outcome as Came};
use crate::domain::grid::edit::GridEdit;
use crate::domain::grid::node::{GridCode, GridLevel, GridNode};
use crate::domain::queue::{Filter, QueueQuery, Sort};
use crate::domain::refusal::{Reason, Refusal};

/// Most cases that a village's list shows.
const CASES: usize = 200;

impl State {
    /// Answers to the commands of the pane.
    pub(super) fn work(&mut self, shared: &Shared, command: Command) -> Response {
        let Some(code) = self.node().map(|node| node.code.clone()) else {
            return Response::used();
        };
        match command {
            Command::GridEdit => {
                let seat = match self.side {
                    Side::People => self.current_seat().unwrap_or(Seat::Head),
                    Side::Tree | Side::Cases => Seat::Head,
                };
                self.start(shared, Kind::Post(code, seat))
            }
            Command::GridAdd => self.start_adding(shared, code),
            Command::GridRename => self.start(shared, Kind::Rename(code)),
            Command::GridAway if self.node().is_some_and(GridNode::is_vacant) => {
                tell(shared, Tone::Plain, "grid-away-nobody")
            }
            Command::GridAway => self.start(shared, Kind::Away(code)),
            Command::GridLanes => self.start(shared, Kind::Lanes(code)),
            Command::GridMove => self.start(shared, Kind::Move(code)),
            Command::GridConfirm => self.confirm(shared, &code),
            Command::GridRemove => self.remove(shared, &code),
            Command::GridCases => self.list_cases(shared),
            _ => Response::unused(),
        }
    }

    /// Tells whether a command would do something now.
    pub(super) fn is_valid(&self, command: Command) -> bool {
        if let Some(job) = &self.job {
            return match command {
                Command::Save | Command::Back => true,
                Command::MovePageUp | Command::MovePageDown => !job.offers.is_empty(),
                other => job.form.valid(other),
            };
        }
        let level = self.node().map(|node| node.level);
        match command {
            Command::Choose
            | Command::FieldNext
            | Command::MoveUp
            | Command::MoveDown
            | Command::MoveLeft
            | Command::MoveRight
            | Command::MovePageUp
            | Command::MovePageDown
            | Command::GridVacancies => true,
            Command::ListFilter => !self.finding,
            Command::Back => {
                self.finding || self.is_filtered() || self.side != Side::Tree || self.back.is_some()
            }
            Command::Undo => self.finding && self.filter.can_undo(),
            Command::Redo => self.finding && self.filter.can_redo(),
            Command::GridEdit | Command::GridRename => level.is_some(),
            Command::GridAdd => level.is_some_and(|level| level.below().is_some()),
            Command::GridMove => {
                matches!(level, Some(GridLevel::Village | GridLevel::Micro))
            }
            Command::GridConfirm => self
                .node()
                .is_some_and(|node| !node.confirmed || node.level == GridLevel::Area),
            Command::GridAway => self.node().is_some_and(|node| !node.is_vacant()),
            Command::GridLanes => level == Some(GridLevel::Micro),
            Command::GridRemove => level.is_some_and(|level| level != GridLevel::Town),
            Command::GridCases => {
                matches!(level, Some(GridLevel::Village | GridLevel::Micro))
            }
            _ => false,
        }
    }

    /// Opens a form; one for the same thing that was left comes back with what stood in it.
    fn start(&mut self, shared: &Shared, kind: Kind) -> Response {
        self.finding = false;
        let left = self.aside.iter().position(|left| left.kind == kind);
        self.job = match (left, self.tree()) {
            (Some(at), _) => Some(self.aside.remove(at)),
            (None, Some(tree)) => {
                let mut job = Job::new(kind, tree);
                let name = name(Pane::Grid, &job.kind.code());
                job.form.take_up(&shared.unfinished, &name);
                Some(job)
            }
            (None, None) => None,
        };
        Response::used()
    }

    fn start_adding(&mut self, shared: &Shared, code: GridCode) -> Response {
        let free = self.tree().map(|tree| tree.free_code(&code));
        match free {
            Some(Err(refusal)) => refused(shared, &refusal),
            Some(Ok(_)) | None => self.start(shared, Kind::Add(code)),
        }
    }

    /// Says that a node belongs where it stands; of an area that all its villages do.
    fn confirm(&mut self, shared: &Shared, code: &GridCode) -> Response {
        let Some(tree) = self.tree() else {
            return Response::used();
        };
        let own = tree.get(code).into_iter();
        let waiting: Vec<GridCode> = own
            .chain(tree.children(code))
            .filter(|node| !node.confirmed)
            .map(|node| node.code.clone())
            .collect();
        if waiting.is_empty() {
            return tell(shared, Tone::Plain, "grid-nothing-to-confirm");
        }
        let n = [("n", waiting.len().into())];
        let text = shared.words.say_with("grid-confirmed", &n);
        let deeds = waiting
            .into_iter()
            .map(|code| Deed::Grid(GridEdit::Confirm { code }))
            .collect();
        self.commit((Tone::Good, text), deeds)
    }

    /// Takes an empty node away, after a yes.
    fn remove(&mut self, shared: &Shared, code: &GridCode) -> Response {
        let Some(tree) = self.tree() else {
            return Response::used();
        };
        let edit = GridEdit::Remove { code: code.clone() };
        if let Err(refusal) = tree.apply(&edit) {
            return refused(shared, &refusal);
        }
        let name = tree.get(code).map(|node| node.name.clone());
        let name = name.unwrap_or_default();
        let question = shared
            .words
            .say_with("grid-remove-question", &[("name", name.into())]);
        self.said = (Tone::Good, shared.words.say("grid-removed"));
        let request = Request::Commit(vec![Deed::Grid(edit)]);
        let effect = Effect::Store(self.doing.draw(), request);
        let yes = Box::new(Intent::Perform(effect));
        Response::intent(Intent::Confirm { question, yes })
    }

    /// Lists the cases about the village.
    fn list_cases(&mut self, shared: &Shared) -> Response {
        let Some(village) = self.village().map(|node| node.name.clone()) else {
            return tell(shared, Tone::Plain, "grid-choose-village");
        };
        self.side = Side::Cases;
        self.finding = false;
        self.cases = None;
        self.case.reset();
        let query = QueueQuery {
            sort: Sort::Due,
            descending: false,
            filter: Filter {
                village: Some(village),
                ..Filter::default()
            },
            after: None,
            limit: CASES,
        };
        Response::effect(Effect::Store(self.listing.draw(), Request::Page(query)))
    }

    fn commit(&mut self, said: (Tone, String), deeds: Vec<Deed>) -> Response {
        self.said = said;
        Response::effect(Effect::Store(self.doing.draw(), Request::Commit(deeds)))
    }

    /// Takes what is typed, pasted, clicked and commanded while a form is open.
    pub(super) fn in_job(&mut self, shared: &Shared, input: Input) -> Response {
        let Some(job) = &mut self.job else {
            return Response::unused();
        };
        match input {
            Input::Press(press) => {
                if !job.form.press(press) {
                    return Response::unused();
                }
            }
            Input::Paste(text) => job.form.paste(&text),
            Input::Scroll(rows) => job.step(isize::from(rows.signum())),
            Input::Click { column, row } => match Places::of(shared).offer(column, row) {
                Some(at) if at < job.offers.len() => {
                    job.hand = Some(at);
                    self.take();
                }
                Some(_) if !job.offers.is_empty() => return Response::unused(),
                _ => {
                    if let Some(row) = row.checked_sub(FORM_HEAD) {
                        let space = Places::of(shared).space(job.has_proposals());
                        space.click(shared, &mut job.form, row);
                    }
                }
            },
            Input::Command(Command::MovePageDown) => job.step(1),
            Input::Command(Command::MovePageUp) => job.step(-1),
            Input::Command(Command::Save) => return self.save(shared),
            Input::Command(Command::Back) => return self.leave(shared),
            Input::Command(Command::Choose) if job.hand.is_some() => self.take(),
            Input::Command(command) => match job.form.command(command) {
                Did::Nothing if command.scope() == Scope::Grid => {
                    self.leave(shared);
                    return self.command(shared, command);
                }
                Did::Nothing => return Response::unused(),
                Did::Changed => {}
                Did::Ended => return self.save(shared),
            },
            Input::Reply(_) | Input::Show(_) | Input::Tick | Input::Changed => {
                return Response::unused();
            }
        }
        self.propose();
        Response::used()
    }

    fn propose(&mut self) {
        if let (Some(job), Some(tree)) = (&mut self.job, &self.tree) {
            job.propose(tree);
        }
    }

    fn take(&mut self) {
        if let (Some(job), Some(tree)) = (&mut self.job, &self.tree) {
            job.take(tree);
        }
    }

    /// Leaves the form; what was typed is kept for the next time.
    fn leave(&mut self, shared: &Shared) -> Response {
        match self.job.take().filter(Job::is_begun) {
            Some(job) => {
                self.aside.push(job);
                tell(shared, Tone::Plain, "desk-put-aside")
            }
            None => Response::used(),
        }
    }

    fn save(&mut self, shared: &Shared) -> Response {
        let (Some(job), Some(tree)) = (&mut self.job, &self.tree) else {
            return Response::used();
        };
        if self.keeping {
            return Response::used();
        }
        match job.led(tree, &shared.town.settings.dialling, shared.now.date()) {
            Ok(Led::Unchanged) => {
                let handed_in = self
                    .job
                    .take()
                    .map(|job| Intent::finished(Pane::Grid, &job.kind));
                handed_in.map_or_else(Response::used, Response::intent)
            }
            Ok(Led::NoSuchAbove) => {
                let text = shared.words.say("grid-no-such-above");
                job.form.tell(&[(Ask::Above, text)]);
                Response::used()
            }
            Ok(Led::Unread(ask)) => {
                let reason = match ask {
                    Ask::Until => Reason::NotADate,
                    _ => Reason::NotANumber,
                };
                let text = shared.words.refusal(&Refusal::new(reason));
                job.form.tell(&[(ask, text)]);
                Response::used()
            }
            Ok(Led::Edit(edit)) => {
                if let Err(refusal) = tree.apply(&edit) {
                    return self.told(shared, &refusal);
                }
                let said = said(shared, &edit, job);
                self.keeping = true;
                self.commit(said, vec![Deed::Grid(edit)])
            }
            Err(refusal) => self.told(shared, &refusal),
        }
    }

    /// Shows a refusal at the line that it is about.
    fn told(&mut self, shared: &Shared, refusal: &Refusal) -> Response {
        let text = shared.words.refusal(refusal);
        let ask = match refusal.field {
            Some("name") => Some(Ask::Name),
            Some("parent") => Some(Ask::Above),
            _ => None,
        };
        match (&mut self.job, ask) {
            (Some(job), Some(ask)) if job.form.line(ask).is_some() => {
                job.form.tell(&[(ask, text)]);
                Response::used()
            }
            _ => refused(shared, refusal),
        }
    }

    /// Takes the store's answers in.
    pub(super) fn replied(&mut self, shared: &Shared, reply: Reply) -> Response {
        let ticket = reply.ticket;
        let (asked, did) = (self.asking.takes(ticket), self.doing.takes(ticket));
        let listed = self.listing.takes(ticket);
        self.keeping &= !did;
        match reply.answer {
            Answer::Grid(tree) if asked => {
                let outcome = self.take_tree(shared, *tree);
                self.propose();
                outcome
            }
            Answer::Outcomes(came) if did => self.done(shared, &came),
            Answer::Page(page) if listed => {
                self.cases = Some(page.rows);
                Response::used()
            }
            Answer::Failed(reason) if asked || did || listed => {
                let text = shared
                    .words
                    .say_with("desk-reply-failed", &[("reason", reason.into())]);
                let tone = Tone::Bad;
                Response::intent(Intent::Tell(Notice { tone, text }))
            }
            _ => Response::used(),
        }
    }

    /// Tells what came of the edits and closes the form; the tree is read anew after every write.
    fn done(&mut self, shared: &Shared, came: &[Came]) -> Response {
        let refusal = came.iter().find_map(|it| match it {
            Came::Refused(refusal) => Some(refusal),
            Came::Done(_) | Came::Conflict { .. } | Came::Skipped { .. } => None,
        });
        if let Some(refusal) = refusal {
            let again = self.ask();
            return self.told(shared, refusal).and_effect(again);
        }
        let (tone, text) = self.said.clone();
        let told = Response::intent(Intent::Tell(Notice { tone, text }));
        let Some(job) = self.job.take() else {
            return told;
        };
        let handed_in = Intent::finished(Pane::Grid, &job.kind);
        if let Kind::Add(parent) = job.kind {
            self.unfolded.insert(parent);
        }
        told.and_intent(handed_in)
    }
}

/// Says what was done, and what is doubtful about it.
fn said(shared: &Shared, edit: &GridEdit, job: &Job) -> (Tone, String) {
    let word = match edit {
        GridEdit::Add { .. } => "grid-added",
        GridEdit::Rename { .. } => "grid-renamed",
        GridEdit::Move { .. } => "grid-moved",
        GridEdit::SetHead { head: None, .. } => "grid-vacated",
        GridEdit::RemoveWorker { .. } => "grid-worker-left",
        GridEdit::SetHead { .. }
        | GridEdit::AddWorker { .. }
        | GridEdit::ChangeWorker { .. }
        | GridEdit::Confirm { .. }
        | GridEdit::Remove { .. }
        | GridEdit::Away { .. }
        | GridEdit::Lanes { .. } => "grid-kept",
    };
    let text = shared.words.say(word);
    match job.doubts(&shared.town.settings.dialling).first() {
        Some(doubt) => {
            let doubt = shared.words.say(&format!("doubt-{}", doubt.code()));
            let args = [("text", text.into()), ("doubt", doubt.into())];
            (Tone::Plain, shared.words.say_with("grid-doubt", &args))
        }
        None => (Tone::Good, text),
    }
}

fn tell(shared: &Shared, tone: Tone, word: &str) -> Response {
    let text = shared.words.say(word);
    Response::intent(Intent::Tell(Notice { tone, text }))
}

fn refused(shared: &Shared, refusal: &Refusal) -> Response {
    let text = shared.words.refusal(refusal);
    let tone = Tone::Bad;
    Response::intent(Intent::Tell(Notice { tone, text }))
}
