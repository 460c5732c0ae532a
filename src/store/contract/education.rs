//! What is read of the law-education staff.

use chrono::NaiveDate;

use crate::domain::education::view::{EducationView, ForceRow};
use crate::domain::force::Forces;
use crate::domain::viewer::Viewer;
use crate::store::error::StoreError;

/// 法治教育: reads the staff and the trainings.
pub trait ReadEducation {
    /// Gives the staff at the three levels and the trainings from one day to another, both
    /// included.
    fn education(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        viewer: &Viewer,
    ) -> Result<EducationView, StoreError>;

    /// Gives the standing task forces.
    fn forces(&self) -> Result<Forces, StoreError>;

    /// Gives each standing task force with its open cases, and those of its category that are with
    /// nobody; an accusation is not listed.
    fn force_rows(&self) -> Result<Vec<ForceRow>, StoreError>;
}
