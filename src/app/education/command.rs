//! What commands do in the education pane and in its forms, and the store's answers.

use crate::app::education::job::Job;
use crate::app::education::page::{Show, Spot};
use crate::app::education::{State, page_rows, tell};
use crate::app::effect::{Answer, Effect, Reply, Request};
use crate::app::form::Did;
use crate::app::pane::Pane;
use crate::app::part::{Outcome, Target, Tone, Wish};
use crate::app::shared::Shared;
use crate::app::unfinished::name;
use crate::command::table::Command;
use crate::domain::act::{Deed, Outcome as Came};
use crate::domain::codes::Category;
use crate::domain::education::training::TrainingFact;
use crate::domain::education::view::ForceRow;
use crate::domain::number::CaseNumber;
use crate::domain::queue::Filter;

impl State {
    pub(super) fn command(&mut self, shared: &Shared, command: Command) -> Outcome {
        let spots = self.spots();
        if self.hand.command(&spots, command, page_rows(shared)) {
            return Outcome::used();
        }
        match command {
            Command::EducationShow => {
                let next = match self.show {
                    Show::Staff => Show::Trainings,
                    Show::Trainings | Show::Attendance(_) => Show::Forces,
                    Show::Forces => Show::Staff,
                };
                self.turn(next)
            }
            Command::EducationAdd => {
                let job = match self.show {
                    Show::Forces => return self.edit(shared),
                    Show::Staff => Job::member(None),
                    Show::Trainings | Show::Attendance(_) => Job::training(None, shared.now.date()),
                };
                self.open_job(shared, job)
            }
            Command::EducationEdit => self.edit(shared),
            Command::EducationAttend => self.attend(),
            Command::Choose => self.choose(shared),
            Command::Back => match self.show {
                Show::Staff => Outcome::unused(),
                Show::Trainings | Show::Forces => self.turn(Show::Staff),
                Show::Attendance(id) => {
                    self.show = Show::Trainings;
                    self.hand.set(Spot::Training(id));
                    Outcome::used()
                }
            },
            _ => Outcome::unused(),
        }
    }

    fn turn(&mut self, show: Show) -> Outcome {
        self.show = show;
        self.hand.reset();
        self.count()
    }

    /// Opens what is under the hand.
    pub(super) fn choose(&mut self, shared: &Shared) -> Outcome {
        match self.spot() {
            Some(Spot::Member(_)) => self.edit(shared),
            Some(Spot::Training(id)) => self.turn(Show::Attendance(id)),
            Some(Spot::Seat(..)) => self.attend(),
            Some(Spot::Force(category)) => self.open_cases(category, |row| &row.open),
            None => Outcome::unused(),
        }
    }

    fn edit(&mut self, shared: &Shared) -> Outcome {
        let job = match (self.spot(), self.show) {
            (Some(Spot::Member(id)), _) => {
                let row = self.view.staff.iter().find(|row| row.id == id);
                row.map(|row| Job::member(Some((id, &row.card, &row.place))))
            }
            (Some(Spot::Training(id)), _) | (_, Show::Attendance(id)) => {
                let training = self.seen().training(id);
                training.map(|it| Job::training(Some((id, &it.lesson)), shared.now.date()))
            }
            (Some(Spot::Force(category)), _) => {
                let row = self.seen().force(category);
                row.map(|row| Job::force(category, row.card.as_ref()))
            }
            (Some(Spot::Seat(..)) | None, Show::Staff | Show::Trainings | Show::Forces) => None,
        };
        match job {
            Some(job) => self.open_job(shared, job),
            None => Outcome::unused(),
        }
    }

    /// Opens the queue with cases of a force.
    fn open_cases(
        &self,
        category: Category,
        of: impl Fn(&ForceRow) -> &Vec<CaseNumber>,
    ) -> Outcome {
        let numbers = self.seen().force(category).map(|row| of(row).clone());
        let Some(numbers) = numbers.filter(|it| !it.is_empty()) else {
            return Outcome::unused();
        };
        let filter = Filter {
            numbers: Some(numbers),
            ..Filter::default()
        };
        Outcome::wish(Wish::Open(Target::Queue(Box::new(filter))))
    }

    /// Notes that the one under the hand attended, or takes that back; of a force it opens the cases
    /// that wait for it.
    fn attend(&mut self) -> Outcome {
        if let Some(Spot::Force(category)) = self.spot() {
            return self.open_cases(category, |row| &row.waiting);
        }
        let Some(Spot::Seat(id, who)) = self.spot() else {
            return Outcome::unused();
        };
        if self.doing.is_waiting() {
            return Outcome::used();
        }
        let training = self.seen().training(id);
        let fact = if training.is_some_and(|it| it.attended.contains(&who)) {
            TrainingFact::Absent(who)
        } else {
            TrainingFact::Attended(who)
        };
        let deed = Deed::Training { id: Some(id), fact };
        Outcome::effect(Effect::Store(
            self.doing.draw(),
            Request::Commit(vec![deed]),
        ))
    }

    /// Opens a form; one of the same kind that was left comes back as it was.
    fn open_job(&mut self, shared: &Shared, mut job: Job) -> Outcome {
        let name = name(Pane::Education, &job.kind);
        job.form.take_up(&shared.unfinished, &name);
        self.job = Some(job);
        Outcome::used()
    }

    pub(super) fn job_command(&mut self, shared: &Shared, command: Command) -> Outcome {
        match command {
            Command::Back => {
                self.job = None;
                return Outcome::used();
            }
            Command::Save => return self.submit(shared),
            _ => {}
        }
        let did = match &mut self.job {
            Some(job) => job.form.command(command),
            None => Did::Nothing,
        };
        match did {
            Did::Nothing => Outcome::unused(),
            Did::Changed => Outcome::used(),
            Did::Ended => self.submit(shared),
        }
    }

    fn submit(&mut self, shared: &Shared) -> Outcome {
        if self.doing.is_waiting() {
            return Outcome::used();
        }
        let Some(job) = &mut self.job else {
            return Outcome::unused();
        };
        match job.deed(self.grid.as_deref(), shared.now.date()) {
            Ok(deed) => Outcome::effect(Effect::Store(
                self.doing.draw(),
                Request::Commit(vec![deed]),
            )),
            Err(refusal) => {
                job.refuse(&refusal, &shared.words);
                Outcome::used()
            }
        }
    }

    pub(super) fn replied(&mut self, shared: &Shared, reply: Reply) -> Outcome {
        let ticket = reply.ticket;
        let (asking, placing) = (self.asking.takes(ticket), self.placing.takes(ticket));
        let (doing, counting) = (self.doing.takes(ticket), self.counting.takes(ticket));
        match reply.answer {
            Answer::Education(view) if asking => {
                self.view = *view;
                Outcome::used()
            }
            Answer::Forces(rows) if counting => {
                self.forces = rows;
                Outcome::used()
            }
            Answer::Grid(grid) if placing => {
                self.grid = Some(grid);
                Outcome::used()
            }
            Answer::Outcomes(came) if doing => match (came.into_iter().next(), &mut self.job) {
                (Some(Came::Done(_)), _) => {
                    let told = tell(Tone::Good, shared.words.say("education-kept"));
                    match self.job.take() {
                        Some(job) => told.and_wish(Wish::finished(Pane::Education, &job.kind)),
                        None => told,
                    }
                }
                (Some(Came::Refused(refusal)), Some(job)) => {
                    job.refuse(&refusal, &shared.words);
                    Outcome::used()
                }
                (Some(Came::Refused(refusal)), None) => {
                    tell(Tone::Bad, shared.words.refusal(&refusal))
                }
                (Some(Came::Conflict { .. } | Came::Skipped { .. }) | None, _) => Outcome::used(),
            },
            Answer::Failed(reason) if asking || placing || doing || counting => {
                let args = [("reason", reason.into())];
                tell(Tone::Bad, shared.words.say_with("desk-reply-failed", &args))
            }
            _ => Outcome::unused(),
        }
    }
}
