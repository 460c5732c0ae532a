//! Standing task forces as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::code;
use crate::domain::codes::Category;
use crate::domain::force::{Force, Forces};

stored!(Force as ForceRecord);

/// A card.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ForceRecord {
    category: String,
    convener: String,
    stand_in: String,
    phone: String,
}

/// All cards.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ForcesRecord(Vec<ForceRecord>);

impl From<&Force> for ForceRecord {
    fn from(card: &Force) -> Self {
        Self {
            category: card.category.code().to_owned(),
            convener: card.convener.clone(),
            stand_in: card.stand_in.clone(),
            phone: card.phone.clone(),
        }
    }
}

impl TryFrom<ForceRecord> for Force {
    type Error = StoreError;

    fn try_from(record: ForceRecord) -> Result<Self, StoreError> {
        Ok(Self {
            category: code(&record.category, Category::parse)?,
            convener: record.convener,
            stand_in: record.stand_in,
            phone: record.phone,
        })
    }
}

impl From<&Forces> for ForcesRecord {
    fn from(forces: &Forces) -> Self {
        Self(forces.0.iter().map(ForceRecord::from).collect())
    }
}

impl TryFrom<ForcesRecord> for Forces {
    type Error = StoreError;

    fn try_from(record: ForcesRecord) -> Result<Self, StoreError> {
        let cards = record.0.into_iter().map(Force::try_from);
        Ok(Self(cards.collect::<Result<_, _>>()?))
    }
}
