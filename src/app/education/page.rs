//! What the education pane says, paragraph by paragraph, and what the hand can stand on.

use crate::app::case::para::{Para, Tone};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::codes::Category;
use crate::domain::education::staff::EducatorId;
use crate::domain::education::training::{Training, TrainingId};
use crate::domain::education::view::{EducationView, EducatorRow, ForceRow, Strength};
use crate::domain::force::unit_of;
use crate::words::say::Words;

/// A thing that the hand can stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// A member of the staff.
    Member(EducatorId),
    /// A training.
    Training(TrainingId),
    /// A member at a training.
    Seat(TrainingId, EducatorId),
    /// A standing task force.
    Force(Category),
}

/// What the pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// The staff against the targets.
    Staff,
    /// The trainings.
    Trainings,
    /// The standing task forces.
    Forces,
    /// Who attended one.
    Attendance(TrainingId),
}

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The staff and the trainings.
    pub view: &'a EducationView,
    /// The standing task forces, once they were counted.
    pub forces: &'a [ForceRow],
    /// What is shown of it.
    pub show: Show,
}

impl<'a> Seen<'a> {
    /// Gives a training.
    pub fn training(&self, id: TrainingId) -> Option<&'a Training> {
        let mut all = self.view.trainings.iter();
        all.find(|(known, _)| *known == id).map(|(_, it)| it)
    }

    /// Gives a standing task force.
    pub fn force(&self, category: Category) -> Option<&'a ForceRow> {
        let mut all = self.forces.iter();
        all.find(|row| row.category == category)
    }

    /// Gives those whom a training was for and who serve, and those who attended it.
    fn seats(&self, id: TrainingId) -> Vec<&'a EducatorRow> {
        let Some(training) = self.training(id) else {
            return Vec::new();
        };
        let level = training.lesson.level;
        let invited =
            |row: &EducatorRow| row.card.active && level.is_none_or(|it| it == row.card.level);
        let staff = self.view.staff.iter();
        staff
            .filter(|row| invited(row) || training.attended.contains(&row.id))
            .collect()
    }

    /// Gives what the hand can stand on, in order.
    pub fn spots(&self) -> Vec<Spot> {
        match self.show {
            Show::Staff => {
                let staff = self.view.staff.iter();
                staff.map(|row| Spot::Member(row.id)).collect()
            }
            Show::Trainings => {
                let trainings = self.view.trainings.iter();
                trainings.map(|(id, _)| Spot::Training(*id)).collect()
            }
            Show::Forces => {
                let forces = self.forces.iter();
                forces.map(|row| Spot::Force(row.category)).collect()
            }
            Show::Attendance(id) => {
                let seats = self.seats(id).into_iter();
                seats.map(|row| Spot::Seat(id, row.id)).collect()
            }
        }
    }

    /// Writes the pane.
    pub fn page(&self, shared: &Shared) -> Vec<Para> {
        match self.show {
            Show::Staff => staff(shared, self.view),
            Show::Trainings => trainings(shared, self.view),
            Show::Forces => forces(shared, self.forces),
            Show::Attendance(id) => self.attendance(shared, id),
        }
    }

    fn attendance(&self, shared: &Shared, id: TrainingId) -> Vec<Para> {
        let words = &shared.words;
        let Some(training) = self.training(id) else {
            return Vec::new();
        };
        let seats = self.seats(id);
        let args = [
            ("came", training.attended.len().into()),
            ("of", seats.len().into()),
        ];
        let mut paras = vec![
            plain(
                training.lesson.day.to_string(),
                lesson(words, training),
                Tone::Good,
            ),
            plain(
                String::new(),
                words.say_with("education-came", &args),
                Tone::Dim,
            ),
        ];
        for (item, row) in seats.into_iter().enumerate() {
            let came = training.attended.contains(&row.id);
            let said = if came {
                words.say("education-attended")
            } else {
                words.say("education-not-attended")
            };
            let level = words.code("law-level", row.card.level.code());
            paras.push(Para {
                label: row.card.name.clone(),
                text: [said.as_str(), &level, &row.place].join("  "),
                tone: if came { Tone::Good } else { Tone::Plain },
                item: Some(item),
            });
        }
        paras
    }
}

fn plain(label: String, text: String, tone: Tone) -> Para {
    Para {
        label,
        text,
        tone,
        item: None,
    }
}

/// Says how many serve at a level, and how many posts are vacant.
fn strength(words: &Words, of: &Strength) -> Para {
    let args = [
        ("serving", of.serving.into()),
        ("target", of.target.into()),
        ("vacant", of.vacant().into()),
    ];
    let tone = if of.vacant() > 0 {
        Tone::Warn
    } else {
        Tone::Good
    };
    let label = words.code("law-level", of.level.code());
    plain(label, words.say_with("education-strength", &args), tone)
}

fn staff(shared: &Shared, view: &EducationView) -> Vec<Para> {
    let words = &shared.words;
    let mut paras: Vec<Para> = view.strength.iter().map(|it| strength(words, it)).collect();
    if view.staff.is_empty() {
        let args = [("add", shared.keys(Command::EducationAdd).into())];
        let text = words.say_with("education-no-staff", &args);
        paras.push(plain(String::new(), text, Tone::Dim));
    }
    for (item, row) in view.staff.iter().enumerate() {
        let args = [("n", row.trainings.into())];
        let mut said = vec![
            words.code("law-level", row.card.level.code()),
            row.place.clone(),
            row.card.phone.clone(),
            words.say_with("education-trained", &args),
        ];
        if !row.card.active {
            said.insert(0, words.say("education-left"));
        }
        said.retain(|part| !part.is_empty());
        paras.push(Para {
            label: row.card.name.clone(),
            text: said.join("  "),
            tone: if row.card.active {
                Tone::Plain
            } else {
                Tone::Dim
            },
            item: Some(item),
        });
    }
    paras
}

fn trainings(shared: &Shared, view: &EducationView) -> Vec<Para> {
    let words = &shared.words;
    let text = if view.trainings.is_empty() {
        let args = [("add", shared.keys(Command::EducationAdd).into())];
        words.say_with("education-no-trainings", &args)
    } else {
        let args = [("n", view.trainings.len().into())];
        words.say_with("education-trainings", &args)
    };
    let mut paras = vec![plain(String::new(), text, Tone::Dim)];
    for (item, (_, training)) in view.trainings.iter().enumerate() {
        let args = [("n", training.attended.len().into())];
        let came = words.say_with("education-people", &args);
        paras.push(Para {
            label: training.lesson.day.to_string(),
            text: format!("{}  {came}", lesson(words, training)),
            tone: Tone::Plain,
            item: Some(item),
        });
    }
    paras
}

/// Says each force: who convenes it and stands in, and what it has to do.
fn forces(shared: &Shared, rows: &[ForceRow]) -> Vec<Para> {
    let words = &shared.words;
    let args = [("waiting", shared.keys(Command::EducationAttend).into())];
    let about = words.say_with("force-about", &args);
    let mut paras = vec![plain(String::new(), about, Tone::Dim)];
    for (item, row) in rows.iter().enumerate() {
        let (said, tone) = if let Some(card) = &row.card {
            (words.force(card), Tone::Plain)
        } else {
            let args = [("edit", shared.keys(Command::EducationEdit).into())];
            (words.say_with("force-nobody", &args), Tone::Warn)
        };
        let args = [
            ("open", row.open.len().into()),
            ("waiting", row.waiting.len().into()),
        ];
        let counted = words.say_with("force-cases", &args);
        paras.push(Para {
            label: unit_of(row.category).unwrap_or_default().to_owned(),
            text: format!("{said}\n{counted}"),
            tone,
            item: Some(item),
        });
    }
    paras
}

fn lesson(words: &Words, training: &Training) -> String {
    let lesson = &training.lesson;
    let level = match lesson.level {
        Some(level) => words.code("law-level", level.code()),
        None => words.say("education-all-levels"),
    };
    let args = [
        ("topic", lesson.topic.as_str().into()),
        ("level", level.into()),
        ("hours", lesson.hours().into()),
    ];
    words.say_with("education-lesson", &args)
}
