//! What is read of hand-overs.

use crate::domain::handover::{HandoverNote, HandoverView};
use crate::domain::moment::Moment;
use crate::domain::viewer::Viewer;
use crate::store::error::StoreError;

/// 交接班: reads hand-overs, and what one would say now.
pub trait ReadHandovers {
    /// Gives the last hand-overs, the last first; what stands by its number alone by now does so
    /// there too.
    fn handovers(&self, limit: usize, viewer: &Viewer) -> Result<Vec<HandoverView>, StoreError>;

    /// Writes the note that `viewer` would hand over at `now`, of what stands in the store since he
    /// last handed over, or since the day began.
    fn handover_note(&self, now: Moment, viewer: &Viewer) -> Result<HandoverNote, StoreError>;
}
