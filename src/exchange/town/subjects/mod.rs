//! The kinds of matter of the made-up town.

pub mod accusation;
pub mod land;
pub mod neighbours;
pub mod public;
pub mod returns;
pub mod utilities;
pub mod village;
pub mod wages;
pub mod welfare;

use crate::exchange::town::subject::Subject;

/// Every kind of matter.
pub const ALL: [&Subject; 15] = [
    &wages::WAGES,
    &land::FIELDS,
    &land::HOMESTEAD,
    &village::AFFAIRS,
    &village::ADVICE,
    &utilities::HEATING,
    &utilities::WATER,
    &utilities::POWER,
    &neighbours::NEIGHBOURS,
    &neighbours::COURT,
    &public::ENVIRONMENT,
    &public::ROADS,
    &welfare::WELFARE,
    &welfare::SCHOOL,
    &accusation::ACCUSATION,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_summary_has_its_request_and_choices_do_not_nest() {
        for subject in ALL {
            assert_eq!(subject.summaries.len(), subject.requests.len());
            assert!(!subject.facts.is_empty());
            let lists = [
                subject.summaries,
                subject.requests,
                subject.facts,
                subject.opinions,
            ];
            for sentence in lists.into_iter().chain([subject.terms]).flatten() {
                let mut depth = 0;
                for sign in sentence.chars() {
                    match sign {
                        '[' => depth += 1,
                        ']' => depth -= 1,
                        _ => {}
                    }
                    assert!((0..=1).contains(&depth), "{sentence}");
                }
                assert_eq!(depth, 0, "{sentence}");
                assert_eq!(sentence.matches('{').count(), sentence.matches('}').count());
            }
        }
    }
}
