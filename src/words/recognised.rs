//! What the desk should know of whoever came, in the chosen language.

use crate::domain::mask::mask_name;
use crate::domain::person::recognised::{Namesakes, Recognised};
use crate::words::bundle::Words;

impl Words {
    /// Says what the desk should know of whoever came.
    pub fn recognised(&self, what: &Recognised) -> String {
        match what {
            Recognised::IdOfAnother(person, name) => self.say_with(
                "recognised-id-of-another",
                &[
                    ("person", person.to_string().into()),
                    ("name", mask_name(name).into()),
                ],
            ),
            Recognised::PhoneAdded => self.say("recognised-phone-added"),
            Recognised::Differs(_, known, typed) => self.say_with(
                "recognised-differs",
                &[
                    ("known", known.clone().into()),
                    ("typed", typed.clone().into()),
                ],
            ),
            Recognised::Namesakes(found) => self.namesakes(found),
            Recognised::Guarded(person) => self.say_with(
                "recognised-guarded",
                &[("person", person.to_string().into())],
            ),
        }
    }

    /// Says who else bears the name, and what of theirs is open.
    pub fn namesakes(&self, found: &Namesakes) -> String {
        let numbers: Vec<String> = found.cases.iter().map(ToString::to_string).collect();
        let key = if numbers.is_empty() {
            "recognised-namesakes"
        } else {
            "recognised-namesakes-open"
        };
        self.say_with(
            key,
            &[
                ("village", found.village.clone().unwrap_or_default().into()),
                ("n", found.persons.into()),
                ("numbers", numbers.join(" ").into()),
            ],
        )
    }
}
