//! Names of people who do not exist, from `data/names.toml`.

use serde::Deserialize;

use crate::exchange::town::dice::Dice;

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
pub fn person(dice: &mut Dice, number: u64) -> String {
    let at = usize::try_from(number).ok();
    let familiar = at.and_then(|at| TABLE.familiar.get(at));
    familiar.map_or_else(|| any(dice), String::clone)
}

/// Gives any name.
pub fn any(dice: &mut Dice) -> String {
    let mut name = surname(dice).to_owned();
    if dice.chance(82) {
        name.extend(sign(dice, &TABLE.first));
    }
    name.extend(sign(dice, &TABLE.second));
    name
}

/// Gives a surname.
pub fn surname(dice: &mut Dice) -> &'static str {
    dice.weighted(&TABLE.surnames, |(_, weight)| *weight)
        .map_or("牟", |(name, _)| name)
}

fn sign(dice: &mut Dice, signs: &str) -> Option<char> {
    let signs: Vec<char> = signs.chars().collect();
    dice.pick(&signs).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_town_has_many_names_and_the_familiar_ones() {
        let names: BTreeSet<String> = (0..5000)
            .map(|number| person(&mut Dice::of(1, 1, number), number))
            .collect();
        assert!(names.len() > 4000, "{}", names.len());
        assert!(TABLE.familiar.iter().all(|name| names.contains(name)));
        let surnames: BTreeSet<&str> = TABLE.surnames.iter().map(|it| it.0.as_str()).collect();
        assert_eq!(surnames.len(), 100);
        assert_eq!(surnames.len(), TABLE.surnames.len());
        assert!(TABLE.surnames.iter().all(|(_, weight)| *weight > 0));
    }
}
