//! The people of the town: one for each number, made without the others.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::person::Person;
use crate::exchange::town::names;
use crate::exchange::town::prose::prose;
use crate::exchange::town::rng::Rng;

const KIND: u64 = 1;
/// Phones that nobody has: 1380000xxxx. A town of more people gives some of them twice.
const PHONES: u64 = 10_000;
/// Numbers of one birth day and region.
const ORDERS: u64 = 999;
/// Days of 1900, in which nobody is born who could come to the desk.
const DAYS: u64 = 365;
/// Weights of the seventeen signs before the check sign (GB 11643).
const WEIGHTS: [u64; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// Check signs by the sum's rest.
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// Makes the person of that number, from 0; `villages` are the names of the grid's villages.
pub fn person(seed: u64, number: u64, villages: &[String]) -> Person {
    let mut rng = Rng::of(seed, KIND, number);
    let name = names::person(&mut rng, number);
    let village = home(&mut rng, number, villages);
    let address = village.as_ref().map(|village| {
        if rng.chance(50) {
            format!("{village}{}号", rng.between(1, 320))
        } else {
            format!("{village}{}组{}号", rng.between(1, 6), rng.between(1, 60))
        }
    });
    Person {
        name,
        phones: if rng.chance(90) || number == 0 {
            vec![phone(seed, number)]
        } else {
            Vec::new()
        },
        id_number: (rng.chance(62) || number == 0).then(|| id_number(seed, number)),
        village,
        address: address.filter(|_| rng.chance(85)),
        care: rng
            .chance(4)
            .then(|| rng.pick(&prose().care).cloned())
            .flatten(),
        confidential: rng.chance(1),
        ..Person::default()
    }
}

/// The first person lives in 东牟家村 where there is one.
fn home(rng: &mut Rng, number: u64, villages: &[String]) -> Option<String> {
    let first = (number == 0)
        .then(|| villages.iter().find(|name| *name == "东牟家村"))
        .flatten();
    first.or_else(|| rng.pick(villages)).cloned()
}

/// Spreads the phones over the numbers, none twice among the first ten thousand people.
fn phone(seed: u64, number: u64) -> String {
    let tail = if number == 0 {
        1234
    } else {
        spread(seed, number, PHONES, 3467)
    };
    format!("1380000{tail:04}")
}

/// Gives a number whose check sign is right and whose birth day lies in 1900, none twice among
/// the first 364,000 people.
fn id_number(seed: u64, number: u64) -> String {
    let place = spread(seed, number, DAYS * ORDERS, 104_729);
    let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default();
    let day = first
        .checked_add_days(Days::new(place % DAYS))
        .unwrap_or(first);
    let body = format!(
        "370785{}{:02}{:02}{:03}",
        day.year(),
        day.month(),
        day.day(),
        place / DAYS + 1
    );
    let sum: u64 = body
        .chars()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u64::from(digit.to_digit(10).unwrap_or(0)) * weight)
        .sum();
    let check = usize::try_from(sum % 11)
        .ok()
        .and_then(|rest| CHECKS.get(rest));
    body.chars().chain(check.copied()).collect()
}

/// Walks through 0 to below `end` in strides that share no factor with it, so that every place is
/// met once before any is met twice.
fn spread(seed: u64, number: u64, end: u64, stride: u64) -> u64 {
    (seed % end + number % end * stride) % end
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::resident_id::IdNumber;

    #[test]
    fn nobody_is_anybody() {
        let villages = ["东牟家村".to_owned(), "大孙家村".to_owned()];
        let people: Vec<Person> = (0..10_000)
            .map(|number| person(7, number, &villages))
            .collect();
        let mut phones = BTreeSet::new();
        let mut ids = BTreeSet::new();
        for person in &people {
            for phone in &person.phones {
                assert!(phone.starts_with("1380000") && phone.len() == 11, "{phone}");
                assert!(
                    phones.insert(phone.clone()) || phone.ends_with("1234"),
                    "{phone} twice"
                );
            }
            if let Some(id) = &person.id_number {
                assert!(id.starts_with("3707851900"), "{id}");
                assert!(IdNumber::parse(id).identifies(), "{id}");
                assert!(ids.insert(id.clone()), "{id} twice");
            }
        }
        assert_eq!(people[0].name, "牟春生");
        assert_eq!(people[0].phones, ["13800001234"]);
        assert_eq!(people[0].village.as_deref(), Some("东牟家村"));
        assert_eq!(person(7, 5000, &villages), people[5000]);
        assert!(person(1, 1 << 40, &[]).village.is_none());
    }
}
