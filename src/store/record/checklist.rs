//! An item of the list of what is to be done on a case, as stored.

use serde::{Deserialize, Serialize};

use super::super::error::StoreError;
use super::bytes::{date, day};
use crate::domain::case::fact::checklist::CheckItem;

/// 清单里的一项.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CheckItemRecord {
    text: String,
    by_day: Option<i32>,
    ticked: Option<(i32, String)>,
    dropped: bool,
}

impl From<&CheckItem> for CheckItemRecord {
    fn from(item: &CheckItem) -> Self {
        Self {
            text: item.text.clone(),
            by_day: item.by_day.map(day),
            ticked: item
                .ticked
                .as_ref()
                .map(|(on, who)| (day(*on), who.clone())),
            dropped: item.dropped,
        }
    }
}

impl TryFrom<CheckItemRecord> for CheckItem {
    type Error = StoreError;

    fn try_from(record: CheckItemRecord) -> Result<Self, StoreError> {
        let ticked = match record.ticked {
            Some((on, who)) => Some((date(on)?, who)),
            None => None,
        };
        Ok(Self {
            text: record.text,
            by_day: record.by_day.map(date).transpose()?,
            ticked,
            dropped: record.dropped,
        })
    }
}
