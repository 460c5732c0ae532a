//! 三支专班 in the made-up town: who convenes each, and who stands in for him.

use crate::domain::act::{Act, Action};
use crate::domain::codes::Category;
use crate::domain::force::{FORCED, Force};
use crate::domain::moment::Moment;
use crate::exchange::town::staff::CLERKS;

/// Gives convener, stand-in and the tail of the phone.
const fn people(category: Category) -> (&'static str, &'static str, &'static str) {
    match category {
        Category::General | Category::Organisation => ("綦素珍", "韩世明", "0201"),
        Category::Land => ("郭广福", "宋克俭", "0202"),
        Category::Wages => ("高秀云", "隋振海", "0203"),
    }
}

/// Gives who convenes the standing task force of a category.
pub const fn convener(category: Category) -> &'static str {
    people(category).0
}

/// Gives the acts that name the conveners at `now`.
pub fn acts(now: Moment) -> Vec<Act> {
    let card = |category| {
        let (convener, stand_in, tail) = people(category);
        Act {
            who: CLERKS[0].to_owned(),
            when: now,
            action: Action::Force(Box::new(Force {
                category,
                convener: convener.to_owned(),
                stand_in: stand_in.to_owned(),
                phone: format!("1380000{tail}"),
            })),
        }
    };
    FORCED.into_iter().map(card).collect()
}
