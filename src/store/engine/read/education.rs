//! The law-education staff: nothing of it is held back from anybody at the desk.

use chrono::NaiveDate;

use super::super::{education, grid};
use super::Reader;
use crate::domain::education::staff::LawLevel;
use crate::domain::education::view::{EducationView, EducatorRow, Strength};
use crate::domain::viewer::Viewer;
use crate::store::contract::education::ReadEducation;
use crate::store::error::StoreError;
use crate::store::tables::ReadTables;

impl<T: ReadTables> ReadEducation for Reader<'_, T> {
    fn education(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        _viewer: &Viewer,
    ) -> Result<EducationView, StoreError> {
        let tree = grid::tree(self.tables)?;
        let trainings = education::trainings(self.tables, from, to)?;
        let staff = education::staff(self.tables)?.into_iter();
        let mut staff: Vec<EducatorRow> = staff
            .map(|(id, card)| {
                let his = trainings.iter().filter(|(_, it)| it.attended.contains(&id));
                let place = tree.get(&card.node);
                EducatorRow {
                    id,
                    place: place.map_or(String::new(), |node| node.name.clone()),
                    trainings: his.clone().count(),
                    minutes: his.map(|(_, it)| u32::from(it.lesson.minutes)).sum(),
                    card,
                }
            })
            .collect();
        staff.sort_by(|one, other| {
            let key = |row: &EducatorRow| (!row.card.active, row.card.level);
            key(one)
                .cmp(&key(other))
                .then_with(|| one.card.node.cmp(&other.card.node))
                .then_with(|| one.id.cmp(&other.id))
        });
        let strength = LawLevel::ALL.iter().map(|level| Strength {
            level: *level,
            target: level.target(&self.law.settings),
            serving: staff
                .iter()
                .filter(|row| row.card.active && row.card.level == *level)
                .count(),
        });
        Ok(EducationView {
            strength: strength.collect(),
            staff,
            trainings,
        })
    }
}
