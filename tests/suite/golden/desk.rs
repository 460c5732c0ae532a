//! A store in a file, to which things are done one after the other.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use mulin::domain::act::{Act, Action, CommitResult, Done, Petitioner, Registration};
use mulin::domain::case::fact::matter::Matter;
use mulin::domain::case::fact::state::Case;
use mulin::domain::case::fact::step::Step;
use mulin::domain::codes::{Channel, Class};
use mulin::domain::moment::Moment;
use mulin::domain::number::CaseNumber;
use mulin::domain::person::Person;
use mulin::domain::settings::Settings;
use mulin::domain::viewer::Viewer;
use mulin::search::index::FinderIndex;
use mulin::store::contract::{Store, ask};
use mulin::store::redb::store::RedbStore;
use redb::{Database, TableDefinition};

use crate::made;

/// Who does what no other is named for.
pub(super) const CLERK: &str = "王芳";

/// Opens the store at `path`.
pub(super) fn open(path: &Path) -> RedbStore {
    RedbStore::open(path, vec![Arc::new(FinderIndex)], Settings::default()).unwrap()
}

/// Gives the 25th of November 2026 at a time, or another day of that year: `11-20 09:00`.
pub(super) fn at(text: &str) -> Moment {
    Moment::parse(&format!("2026-{text}")).unwrap_or_else(|| panic!("{text}"))
}

/// Gives a day of 2026: `11-20`.
pub(super) fn day(text: &str) -> NaiveDate {
    format!("2026-{text}").parse().unwrap()
}

/// The store that is written.
pub(super) struct Desk {
    /// The store.
    pub(super) store: RedbStore,
    refused: RefCell<Vec<String>>,
}

impl Desk {
    /// Makes a new store whose query codes are the same at every making.
    pub(super) fn new(path: &Path) -> Self {
        drop(open(path));
        let database = Database::open(path).unwrap();
        let transaction = database.begin_write().unwrap();
        {
            let table: TableDefinition<'_, &[u8], &[u8]> = TableDefinition::new("meta");
            let mut table = transaction.open_table(table).unwrap();
            let identity = 7_u64.to_be_bytes();
            table
                .insert(b"identity".as_slice(), identity.as_slice())
                .unwrap();
            let copies: TableDefinition<'_, &[u8], &[u8]> = TableDefinition::new("heads");
            let mut copies = transaction.open_table(copies).unwrap();
            copies
                .insert(b"\0identity".as_slice(), identity.as_slice())
                .unwrap();
        }
        transaction.commit().unwrap();
        drop(database);
        Self::open(path)
    }

    /// Opens one that is there.
    pub(super) fn open(path: &Path) -> Self {
        Self {
            store: open(path),
            refused: RefCell::default(),
        }
    }

    /// Does something, or gives why it is refused.
    pub(super) fn tried(&self, who: &str, when: Moment, action: Action) -> Result<Done, String> {
        let act = Act {
            who: who.to_owned(),
            when,
            action,
        };
        match self.store.commit(&[act]).unwrap().remove(0) {
            CommitResult::Done(done) => Ok(done),
            other => Err(format!("{other:?}")),
        }
    }

    /// Does something that should be allowed; a refusal is kept for [`Desk::finish`].
    pub(super) fn does(&self, when: Moment, action: Action) -> Done {
        let shown = format!("{action:?}");
        self.tried(CLERK, when, action).unwrap_or_else(|why| {
            self.refused.borrow_mut().push(format!("{shown}: {why}"));
            Done::Kept
        })
    }

    /// Closes the store; fails where something was refused.
    pub(super) fn finish(self) {
        let refused = self.refused.into_inner();
        assert!(refused.is_empty(), "refused: {refused:#?}");
    }

    /// Registers and gives the case.
    pub(super) fn registers(&self, when: Moment, registration: Registration) -> CaseNumber {
        match self.does(when, Action::Register(Box::new(registration))) {
            Done::Registered { number, .. } => number,
            other => panic!("{other:?}"),
        }
    }

    /// Gives a case as its clerk sees it.
    pub(super) fn case(&self, number: CaseNumber) -> Case {
        let viewer = Viewer::new(CLERK);
        ask(&self.store, |it| it.case(number, &viewer))
            .unwrap()
            .unwrap()
    }

    /// Takes a step, or gives why it is refused.
    pub(super) fn takes(
        &self,
        who: &str,
        when: Moment,
        case: CaseNumber,
        step: Step,
    ) -> Result<Done, String> {
        let expected = self.case(case).revision;
        let action = Action::Step {
            case,
            expected,
            step,
        };
        self.tried(who, when, action)
    }

    /// Takes a step as the clerk, which should be allowed.
    pub(super) fn must_take(&self, when: Moment, case: CaseNumber, step: Step) {
        let expected = self.case(case).revision;
        let action = Action::Step {
            case,
            expected,
            step,
        };
        self.does(when, action);
    }
}

/// Makes a person.
pub(super) fn person(name: &str, phone: &str) -> Person {
    Person {
        name: name.to_owned(),
        phones: vec![phone.to_owned()],
        ..Person::default()
    }
}

/// Makes what is written down of a person who comes.
pub(super) fn registration(
    person: Person,
    class: Class,
    channel: Channel,
    received_at: Moment,
) -> Registration {
    let matter = Matter {
        class,
        summary: "承包地被占".to_owned(),
        ..Matter::default()
    };
    let petitioner = Petitioner::New(Box::new(person));
    made::registration(petitioner, matter, made::visit(received_at, channel))
}
