//! The law-education staff: nothing of it is held back from anybody at the desk.

use chrono::NaiveDate;

use crate::domain::codes::Class;
use crate::domain::education::staff::LawLevel;
use crate::domain::education::view::{EducationView, EducatorRow, ForceRow, Strength};
use crate::domain::force::{FORCED, Forces, unit_of};
use crate::domain::viewer::Viewer;
use crate::store::engine::{education, facts, forces, grid};
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;

impl Snapshot<'_> {
    /// Gives the staff at the three levels and the trainings from one day to another, both
    /// included.
    pub fn education(
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

    /// Gives the standing task forces.
    pub fn forces(&self) -> Result<Forces, StoreError> {
        forces::forces(self.tables)
    }

    /// Gives each standing task force with its open cases, and those of its category that are with
    /// nobody; an accusation is not listed.
    pub fn force_rows(&self) -> Result<Vec<ForceRow>, StoreError> {
        let known = forces::forces(self.tables)?;
        let mut rows: Vec<ForceRow> = FORCED
            .into_iter()
            .map(|category| ForceRow {
                category,
                card: known.of(category).cloned(),
                open: Vec::new(),
                waiting: Vec::new(),
            })
            .collect();
        let numbers = facts::open(self.tables)?;
        facts::visit(self.tables, &numbers, &mut |it| {
            if it.class == Class::Accusation {
                return;
            }
            for row in &mut rows {
                if it.unit.is_some() && it.unit.as_deref() == unit_of(row.category) {
                    row.open.push(it.number);
                } else if it.unit.is_none() && it.category == Some(row.category) {
                    row.waiting.push(it.number);
                }
            }
        })?;
        Ok(rows)
    }
}
