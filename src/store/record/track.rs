//! How far a service is, as stored.

use super::super::error::StoreError;
use super::bytes::code;
use crate::domain::case::track::TrackStage;

/// Reads how far a service is; before stages were told apart it was done or not.
pub(super) fn track_stage(stage: Option<&str>, done: bool) -> Result<TrackStage, StoreError> {
    match stage {
        Some(stage) => code(stage, TrackStage::parse),
        None if done => Ok(TrackStage::Done),
        None => Ok(TrackStage::Doing),
    }
}
