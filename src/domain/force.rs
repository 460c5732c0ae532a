//! 三支重点信访工作专班: the standing task forces for village organisation, land and wages, each with
//! its convener, that a category routes to.

use super::codes::{Category, Class};
use super::refusal::{Reason, Refusal};
use crate::domain::case::fact::state::Case;
use crate::domain::case::fact::step::Step;

/// The categories that have a standing task force, in their order.
pub const FORCED: [Category; 3] = [Category::Organisation, Category::Land, Category::Wages];

/// Gives the name under which a standing task force is a case's 责任单位; it is the same in both
/// languages, so that what one desk wrote another finds. `None` for 普通类.
pub const fn unit_of(category: Category) -> Option<&'static str> {
    match category {
        Category::General => None,
        Category::Organisation => Some("组织类专班"),
        Category::Land => Some("土地类专班"),
        Category::Wages => Some("薪资类专班"),
    }
}

/// Gives the category whose standing task force a responsible unit is.
pub fn category_of(unit: &str) -> Option<Category> {
    FORCED.into_iter().find(|it| unit_of(*it) == Some(unit))
}

/// The card of a standing task force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Force {
    /// Which.
    pub category: Category,
    /// 召集人.
    pub convener: String,
    /// 代召集人: who takes what the convener must step aside from; empty for nobody.
    pub stand_in: String,
    /// 电话; empty where none is known.
    pub phone: String,
}

impl Force {
    /// Checks a card.
    ///
    /// # Errors
    /// Refuses one of a category that has no standing task force, one without a convener, and one
    /// whose convener stands in for himself.
    pub fn check(&self) -> Result<(), Refusal> {
        if unit_of(self.category).is_none() {
            return Err(Refusal::about("category", Reason::NotAChoice));
        }
        if self.convener.trim().is_empty() {
            return Err(Refusal::about("convener", Reason::Missing));
        }
        if self.convener == self.stand_in {
            return Err(Refusal::about("stand_in", Reason::AlreadyKnown));
        }
        Ok(())
    }
}

/// The standing task forces that have a convener.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Forces(pub Vec<Force>);

impl Forces {
    /// Gives them after a card was put in place of the old one of its category.
    #[must_use]
    pub fn with(&self, card: &Force) -> Self {
        let others = self.0.iter().filter(|it| it.category != card.category);
        let mut all: Vec<Force> = others.chain([card]).cloned().collect();
        all.sort_by_key(|it| it.category);
        Self(all)
    }

    /// Gives the one of a category.
    pub fn of(&self, category: Category) -> Option<&Force> {
        self.0.iter().find(|it| it.category == category)
    }

    /// Gives the one that a case is with, else the one that its category routes to.
    pub fn for_case(&self, case: &Case) -> Option<CaseForce<'_>> {
        let with = case.unit.as_deref().and_then(category_of);
        let force = self.of(with.or(case.matter.category)?)?;
        let unit = unit_of(force.category)?;
        let takers = [&force.convener, &force.stand_in].into_iter();
        let may = |name: &str| !name.trim().is_empty() && case.may_be_given_to(name);
        Some(CaseForce {
            force,
            unit,
            joined: with.is_some(),
            taker: takers
                .map(String::as_str)
                .find(|it| may(it))
                .filter(|_| case.may_be_given_to(unit)),
        })
    }

    /// Tells what stands against handing a case over by its unit's name alone: its convener must
    /// step aside (条例 28 ¶3, 30 ¶3) and nobody else of it is named.
    pub fn stands_against(&self, case: &Case, step: &Step) -> Option<Refusal> {
        let Step::Assign {
            unit: Some(unit),
            holder,
            ..
        } = step
        else {
            return None;
        };
        let convener = &self.of(category_of(unit)?)?.convener;
        let named = holder.as_ref().or(case.holder.as_ref());
        let goes_to_him = named.is_none_or(|it| it.trim().is_empty() || it == convener);
        (goes_to_him && !case.may_be_given_to(convener))
            .then(|| Refusal::about("unit", Reason::MustStepAside))
    }
}

/// How a case stands to a standing task force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseForce<'a> {
    /// Which.
    pub force: &'a Force,
    /// Its name as 责任单位.
    pub unit: &'static str,
    /// Whether the case is with it.
    pub joined: bool,
    /// Who of it takes the case: the convener, or who stands in where he must step aside; `None`
    /// where both must.
    pub taker: Option<&'a str>,
}

impl CaseForce<'_> {
    /// Tells whether the convener must step aside from the case.
    pub fn is_convener_aside(&self) -> bool {
        self.taker != Some(self.force.convener.as_str())
    }

    /// Tells whether the case is with it, and with the one who takes it.
    pub fn is_taken(&self, case: &Case) -> bool {
        self.joined && self.taker.is_some() && case.holder.as_deref() == self.taker
    }

    /// Gives the step that hands the case over.
    ///
    /// # Errors
    /// Refuses where everybody who could take it must step aside, and where it is taken already.
    pub fn step(&self, case: &Case) -> Result<Step, Refusal> {
        let Some(taker) = self.taker else {
            return Err(Refusal::about("holder", Reason::MustStepAside));
        };
        if self.is_taken(case) {
            return Err(Refusal::new(Reason::NothingChanged));
        }
        Ok(Step::Assign {
            unit: Some(self.unit.to_owned()),
            holder: Some(taker.to_owned()),
            leader: None,
        })
    }

    /// Tells whether taking it opens an accusation to somebody who could not read it before (条例 30
    /// ¶3): the clerk is told.
    pub fn opens(&self, case: &Case) -> bool {
        let named = |name: &str| case.named_staff.iter().any(|it| it == name);
        case.matter.class == Class::Accusation && self.taker.is_some_and(|it| !named(it))
    }
}
