//! Names of people who do not exist, from `data/names.toml`.

use serde::Deserialize;

use crate::exchange::town::rng::Rng;

table!("names.toml", Table);

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    surnames: Vec<(String, u64)>,
    first: String,
    second: String,
    familiar: Vec<String>,
}

/// Gives the name of the person of that number, from 0.
pub fn person(rng: &mut Rng, number: u64) -> String {
    let at = usize::try_from(number).ok();
    let familiar = at.and_then(|at| TABLE.familiar.get(at));
    familiar.map_or_else(|| any(rng), String::clone)
}

/// Gives any name.
pub fn any(rng: &mut Rng) -> String {
    let mut name = surname(rng).to_owned();
    if rng.chance(82) {
        name.extend(sign(rng, &TABLE.first));
    }
    name.extend(sign(rng, &TABLE.second));
    name
}

/// Gives a surname.
pub fn surname(rng: &mut Rng) -> &'static str {
    rng.weighted(&TABLE.surnames, |(_, weight)| *weight)
        .map_or("牟", |(name, _)| name)
}

fn sign(rng: &mut Rng, signs: &str) -> Option<char> {
    let signs: Vec<char> = signs.chars().collect();
    rng.pick(&signs).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_town_has_many_names_and_the_familiar_ones() {
        let names: BTreeSet<String> = (0..5000)
            .map(|number| person(&mut Rng::of(1, 1, number), number))
            .collect();
        assert!(names.len() > 4000, "{}", names.len());
        assert!(TABLE.familiar.iter().all(|name| names.contains(name)));
        let surnames: BTreeSet<&str> = TABLE.surnames.iter().map(|it| it.0.as_str()).collect();
        assert_eq!(surnames.len(), 100);
        assert_eq!(surnames.len(), TABLE.surnames.len());
        assert!(TABLE.surnames.iter().all(|(_, weight)| *weight > 0));
    }
}
