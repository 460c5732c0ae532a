//! The pages of the education pane: the staff, the trainings, who attended one, the task forces.

use crate::app::case::para::Shade;
use crate::app::ledger::page::{Cell, Column, Page};
use crate::app::shared::Shared;
use crate::command::table::Command;
use crate::domain::codes::Category;
use crate::domain::education::staff::EducatorId;
use crate::domain::education::training::{Training, TrainingId};
use crate::domain::education::view::{EducationView, EducatorRow, ForceRow};
use crate::domain::force::unit_of;
use crate::words::bundle::Words;

/// What the cursor stops at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Show {
    /// The staff against the targets.
    #[default]
    Staff,
    /// The trainings.
    Trainings,
    /// The standing task forces.
    Forces,
    /// Who attended one.
    Attendance(TrainingId),
}

const STAFF: &[Column] = &[
    Column::text("col-name"),
    Column::text("col-level").grouping(),
    Column::text("col-node").grouping(),
    Column::text("field-phone"),
    Column::number("col-trained"),
    Column::text("col-state").grouping(),
];
const TRAININGS: &[Column] = &[
    Column::text("col-day"),
    Column::long("col-topic"),
    Column::text("col-level").grouping(),
    Column::number("col-hours"),
    Column::number("col-came"),
];
const SEATS: &[Column] = &[
    Column::text("col-name"),
    Column::text("col-state").grouping(),
    Column::text("col-level").grouping(),
    Column::text("col-node").grouping(),
];
const FORCES: &[Column] = &[
    Column::text("col-force"),
    Column::text("col-convener"),
    Column::text("force-stand-in"),
    Column::text("field-phone"),
    Column::number("col-open_cases"),
    Column::number("col-waiting"),
];

/// Gives a training.
pub fn training(view: &EducationView, id: TrainingId) -> Option<&Training> {
    let mut all = view.trainings.iter();
    all.find(|(known, _)| *known == id).map(|(_, it)| it)
}

/// Gives those whom a training was for and who serve, and those who attended it.
fn seats<'a>(view: &'a EducationView, training: &Training) -> Vec<&'a EducatorRow> {
    let level = training.lesson.level;
    let invited =
        |row: &EducatorRow| row.card.active && level.is_none_or(|it| it == row.card.level);
    let staff = view.staff.iter();
    staff
        .filter(|row| invited(row) || training.attended.contains(&row.id))
        .collect()
}

/// Writes the staff, above it how many serve at each level and how many posts are vacant.
pub fn staff(shared: &Shared, view: &EducationView) -> Page<Row> {
    let words = &shared.words;
    let serving = view.staff.iter().filter(|row| row.card.active).count();
    let args = [("n", view.staff.len().into()), ("serving", serving.into())];
    let mut page = Page::new(words.say_with("education-counts", &args));
    for of in &view.strength {
        let args = [
            ("serving", of.serving.into()),
            ("target", of.target.into()),
            ("vacant", of.vacant().into()),
        ];
        let tone = if of.vacant() > 0 {
            Shade::Warn
        } else {
            Shade::Good
        };
        let label = words.code("law-level", of.level.code());
        page.fact(label, words.say_with("education-strength", &args), tone);
    }
    if view.staff.is_empty() {
        let args = [("add", shared.keys(Command::EducationAdd).into())];
        page.note(words.say_with("education-no-staff", &args), Shade::Dim);
    }
    page.list(String::new(), STAFF);
    for row in &view.staff {
        let (state, tone) = if row.card.active {
            (String::new(), Shade::Plain)
        } else {
            (words.say("education-left"), Shade::Dim)
        };
        let cells = [
            Cell::toned(row.card.name.as_str(), tone),
            words.code("law-level", row.card.level.code()).into(),
            row.place.as_str().into(),
            row.card.phone.as_str().into(),
            row.trainings.to_string().into(),
            Cell::toned(state, tone),
        ];
        page.row(Row::Member(row.id), cells);
    }
    page
}

/// Writes the trainings of a year.
pub fn trainings(shared: &Shared, view: &EducationView) -> Page<Row> {
    let words = &shared.words;
    let args = [("n", view.trainings.len().into())];
    let mut page = Page::new(words.say_with("education-trainings", &args));
    if view.trainings.is_empty() {
        let args = [("add", shared.keys(Command::EducationAdd).into())];
        page.note(words.say_with("education-no-trainings", &args), Shade::Dim);
    }
    page.list(String::new(), TRAININGS);
    for (id, training) in &view.trainings {
        let lesson = &training.lesson;
        let cells = [
            Cell::day(shared, lesson.day),
            lesson.topic.as_str().into(),
            level(words, training).into(),
            lesson.hours().into(),
            training.attended.len().to_string().into(),
        ];
        page.row(Row::Training(*id), cells);
    }
    page
}

fn level(words: &Words, training: &Training) -> String {
    match training.lesson.level {
        Some(level) => words.code("law-level", level.code()),
        None => words.say("education-all-levels"),
    }
}

/// Writes who attended a training.
pub fn attendance(shared: &Shared, view: &EducationView, id: TrainingId) -> Page<Row> {
    let words = &shared.words;
    let Some(training) = training(view, id) else {
        return Page::new(String::new());
    };
    let seats = seats(view, training);
    let lesson = &training.lesson;
    let args = [
        ("day", lesson.day.to_string().into()),
        ("topic", lesson.topic.as_str().into()),
        ("level", level(words, training).into()),
        ("hours", lesson.hours().into()),
    ];
    let mut page = Page::new(words.say_with("education-lesson", &args));
    let args = [
        ("came", training.attended.len().into()),
        ("of", seats.len().into()),
    ];
    page.note(words.say_with("education-came", &args), Shade::Dim);
    page.list(String::new(), SEATS);
    for row in seats {
        let came = if training.attended.contains(&row.id) {
            Cell::toned(words.say("education-attended"), Shade::Good)
        } else {
            words.say("education-not-attended").into()
        };
        let cells = [
            row.card.name.as_str().into(),
            came,
            words.code("law-level", row.card.level.code()).into(),
            row.place.as_str().into(),
        ];
        page.row(Row::Seat(id, row.id), cells);
    }
    page
}

/// Writes the standing task forces: who convenes each and stands in, and what it has to do.
pub fn forces(shared: &Shared, rows: &[ForceRow]) -> Page<Row> {
    let words = &shared.words;
    let open: usize = rows.iter().map(|row| row.open.len()).sum();
    let waiting: usize = rows.iter().map(|row| row.waiting.len()).sum();
    let args = [("open", open.into()), ("waiting", waiting.into())];
    let mut page = Page::new(words.say_with("force-counts", &args));
    let args = [("waiting", shared.keys(Command::EducationAttend).into())];
    page.note(words.say_with("force-about", &args), Shade::Dim);
    page.list(String::new(), FORCES);
    for row in rows {
        let card = row.card.as_ref();
        let convener = card.map_or_else(
            || {
                let args = [("edit", shared.keys(Command::EducationEdit).into())];
                Cell::toned(words.say_with("force-nobody", &args), Shade::Warn)
            },
            |card| card.convener.as_str().into(),
        );
        let stand_in = card.map_or("", |card| &card.stand_in).into();
        let phone = card.map_or("", |card| &card.phone).into();
        let cells = [
            unit_of(row.category).unwrap_or_default().into(),
            convener,
            stand_in,
            phone,
            row.open.len().to_string().into(),
            row.waiting.len().to_string().into(),
        ];
        page.row(Row::Force(row.category), cells);
    }
    page
}
