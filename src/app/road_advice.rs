//! Advising a person of a legal road: for which case, and which.

use chrono::NaiveDate;

use crate::domain::codes::Category;

/// The case in which a road is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teller {
    /// Its number.
    pub number: String,
    /// 镇内分类, whose roads stand first.
    pub category: Option<Category>,
    /// What it is about; the roads that its words ask for stand before all others.
    pub matter: String,
}

/// What was chosen to be told in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoadAdvice {
    /// The case's number.
    pub number: String,
    /// 途径
    pub road: String,
    /// What the person is told.
    pub text: String,
    /// From when its limit runs.
    pub from: Option<NaiveDate>,
    /// Its last day.
    pub until: Option<NaiveDate>,
}
