//! What commands do in the education pane and in its forms, and the store's answers.

use crate::app::education::job::Job;
use crate::app::education::page::{Show, Spot};
use crate::app::education::{State, page_rows};
use crate::app::effect::{Answer, Reply};
use crate::app::part::{Outcome, Target, Tone, Wish};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::act::Deed;
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
                self.tray.open(shared, job)
            }
            Command::EducationEdit => self.edit(shared),
            Command::EducationAttend => self.attend(shared),
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
            Some(Spot::Seat(..)) => self.attend(shared),
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
            Some(job) => self.tray.open(shared, job),
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
    fn attend(&mut self, shared: &Shared) -> Outcome {
        if let Some(Spot::Force(category)) = self.spot() {
            return self.open_cases(category, |row| &row.waiting);
        }
        let Some(Spot::Seat(id, who)) = self.spot() else {
            return Outcome::unused();
        };
        if self.tray.is_busy() {
            return Outcome::used();
        }
        let training = self.seen().training(id);
        let fact = if training.is_some_and(|it| it.attended.contains(&who)) {
            TrainingFact::Absent(who)
        } else {
            TrainingFact::Attended(who)
        };
        let deed = Deed::Training { id: Some(id), fact };
        self.tray
            .commit(vec![deed], shared.words.say("education-kept"))
    }

    pub(super) fn submit(&mut self, shared: &Shared) -> Outcome {
        let Some(job) = self.tray.ready() else {
            return Outcome::used();
        };
        let read = job.deed(self.grid.as_deref(), shared.now.date());
        let said = shared.words.say("education-kept");
        self.tray.submit(shared, read, said)
    }

    pub(super) fn replied(&mut self, shared: &Shared, reply: Reply) -> Outcome {
        let ticket = reply.ticket;
        let (asking, placing) = (self.asking.takes(ticket), self.placing.takes(ticket));
        let (doing, counting) = (self.tray.takes(ticket), self.counting.takes(ticket));
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
            Answer::Outcomes(came) if doing => match self.tray.came(shared, came) {
                Ok(_) => self.tray.done(),
                Err(outcome) => outcome,
            },
            Answer::Failed(reason) if asking || placing || doing || counting => {
                let args = [("reason", reason.into())];
                Outcome::tell(Tone::Bad, shared.words.say_with("desk-reply-failed", &args))
            }
            _ => Outcome::unused(),
        }
    }
}
