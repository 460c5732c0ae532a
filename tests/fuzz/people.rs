//! People whom a query can find.

use mulin::domain::act::{Act, Action, Petitioner, Registration};
use mulin::domain::case::fact::matter::{Matter, Visit};
use mulin::domain::moment::Moment;
use mulin::domain::person::Person;
use mulin::domain::person::id::PersonId;

/// Makes the act of registering somebody.
pub(crate) fn known(name: &str, phone: &str, id: &str) -> Act {
    let when = Moment::from_unix(1_795_570_860);
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Act {
        who: "王芳".to_owned(),
        when,
        action: Action::Register(Box::new(Registration {
            petitioner: Petitioner::New(Box::new(Person {
                name: name.to_owned(),
                phones: some(phone).into_iter().collect(),
                id_number: some(id),
                village: Some("东牟家村".to_owned()),
                ..Person::default()
            })),
            matter: Matter {
                summary: "村西头的路灯坏了".to_owned(),
                ..Matter::default()
            },
            visit: Visit {
                person: PersonId(0),
                received_at: Some(when),
                channel: None,
                station: None,
                people_count: 1,
                companion: None,
                words: String::new(),
                new_facts: None,
            },
            joins: None,
            imported_answer: None,
            fingerprint: None,
            order_due: None,
        })),
    }
}
