//! Sheets of matters.

use std::collections::HashMap;
use std::ops::ControlFlow;

use sha2::{Digest, Sha256};

use crate::domain::act::{Action, Petitioner};
use crate::domain::draft::Desk;
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;
use crate::exchange::field_message::{FieldMessage, remark_message, village_of, warnings};
use crate::exchange::intake::raw::{RawIntake, RowReason};
use crate::exchange::intake::{registration, sheet};
use crate::exchange::map::case_field::CaseField;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::pick::Fields;
use crate::exchange::message;
use crate::exchange::table::Place;
use crate::runtime::import::batch::{Batch, Standing};
use crate::runtime::import::report::Report;
use crate::runtime::import::source::ImportError;
use crate::runtime::import::source::Source;
use crate::store::contract::ask;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;
use crate::words::bundle::Words;

/// Takes in every row; one that stands twice in the file is told.
pub fn import(source: &Source<'_>, report: &mut Report) -> Result<(), ImportError> {
    take_in(source, report, &|visit| source.rows::<CaseField>(visit))
}

/// Takes in every row of a sheet of 12345 work orders; each is known again by its number, and its
/// clocks run from its own dispatch.
pub fn import_orders(source: &Source<'_>, report: &mut Report) -> Result<(), ImportError> {
    take_in(source, report, &|visit| source.orders(visit))
}

/// Takes one row.
type Visit<'a> = &'a mut dyn FnMut(Fields<CaseField>) -> ControlFlow<()>;

fn take_in(
    source: &Source<'_>,
    report: &mut Report,
    rows_of: &dyn Fn(Visit<'_>) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let tree = ask(source.store, |it| it.grid())?;
    let village = village_of(&tree);
    let desk = Desk {
        now: source.now,
        village: &village,
        dialling: &source.town.dialling,
        station: "",
    };
    let viewer = Viewer::new(source.who.to_owned());
    let words = source.words;
    let is_here = |it: &Snapshot<'_>, action: &mut Action| is_here(words, it, action, &viewer);
    let mut rows = Rows {
        source,
        desk,
        batch: Batch::new(source, Some(&is_here)),
        seen: HashMap::new(),
        numbers: HashMap::new(),
        report,
    };
    let mut failure = None;
    let read = rows_of(&mut |fields| match rows.take(&fields) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            failure = Some(error);
            ControlFlow::Break(())
        }
    });
    if let Some(error) = failure {
        return Err(error.into());
    }
    rows.batch.flush(rows.report)?;
    read
}

struct Rows<'a> {
    source: &'a Source<'a>,
    desk: Desk<'a>,
    batch: Batch<'a>,
    /// What the rows so far are known by, and which row it was.
    seen: HashMap<[u8; 16], Place>,
    /// The numbers of the rows so far, with the row and a digest of its person's name.
    numbers: HashMap<[u8; 16], (Place, [u8; 16])>,
    report: &'a mut Report,
}

impl Rows<'_> {
    fn take(&mut self, fields: &Fields<CaseField>) -> Result<(), StoreError> {
        let words = self.source.words;
        self.report.read += 1;
        let at = fields.place();
        let mut raw = match sheet::read(fields) {
            Ok(raw) => raw,
            Err(refusal) => {
                if refusal.why == RowReason::Masked && self.stands(fields)? {
                    self.report.skipped += 1;
                    return Ok(());
                }
                let text = message::refusal(words, &refusal);
                self.report.refuse(&at, refusal.field, text);
                return Ok(());
            }
        };
        if let Some((field, text)) = self.twice(&at, &mut raw) {
            self.report.refuse(&at, field, text);
            return Ok(());
        }
        let checked = match registration::import(&raw, &self.desk) {
            Ok(checked) => checked,
            Err(remarks) => {
                for message in remarks.iter().map(|remark| remark_message(words, remark)) {
                    self.report.refuse(&at, &message.field, message.text);
                }
                return Ok(());
            }
        };
        self.report
            .doubt(&at, warnings(words, &raw, &checked.warnings));
        let action = Action::Register(Box::new(checked.registration));
        self.batch.push(at, action, self.report)
    }

    /// Tells whether the row of an export of our own stands for a case that is here.
    fn stands(&self, fields: &Fields<CaseField>) -> Result<bool, StoreError> {
        let shown = fields.text(CaseField::ProvinceNumber);
        let viewer = Viewer::new(self.source.who.to_owned());
        ask(self.source.store, |it| {
            let number = match CaseNumber::parse(&shown) {
                Some(own) => Some(own),
                None => it.by_external(&shown)?.into_iter().max(),
            };
            match number {
                Some(number) => Ok(it.case(number, &viewer)?.is_some()),
                None => Ok(false),
            }
        })
    }

    /// Tells of a row that stood in the file before: the same content, or the same number of the same
    /// person. An equal number of another matter is no identity: it is taken off the row, kept with
    /// its facts, and told.
    fn twice(&mut self, at: &Place, raw: &mut RawIntake) -> Option<(&'static str, String)> {
        let words = self.source.words;
        let print = raw.fingerprint();
        let first = self.seen.entry(print).or_insert_with(|| at.clone());
        if first != at {
            let text = message(words, "verbs-import-same-row", "", at, first);
            return Some((CaseField::Summary.code(), text));
        }
        let name = short_digest(raw.get(CaseField::Name));
        let mut taken = Vec::new();
        for number in &raw.external {
            let known = number.known();
            let digest = short_digest(&format!("{}\0{}", known.kind.code(), known.key()));
            let (first, first_name) = self
                .numbers
                .entry(digest)
                .or_insert_with(|| (at.clone(), name));
            if first == at {
                continue;
            }
            if !known.is_serial() && *first_name == name {
                let text = message(words, "verbs-import-same-number", &number.value, at, first);
                return Some((CaseField::ExternalNumber.code(), text));
            }
            let text = message(words, "verbs-import-number-taken", &number.value, at, first);
            taken.push((number.clone(), text));
        }
        for (number, text) in taken {
            raw.external.retain(|it| *it != number);
            raw.keep("编号", &number.value);
            let message = FieldMessage {
                field: CaseField::ExternalNumber.code().to_owned(),
                text,
            };
            self.report.doubt(at, vec![message]);
        }
        None
    }
}

/// Says where a row or its number stood before.
fn message(words: &Words, key: &str, value: &str, at: &Place, first: &Place) -> String {
    let row = if first.sheet == at.sheet {
        first.row.to_string()
    } else {
        first.to_string()
    };
    words.say_with(key, &[("value", value.into()), ("row", row.into())])
}

fn short_digest(text: &str) -> [u8; 16] {
    let mut short = [0; 16];
    for (to, from) in short.iter_mut().zip(Sha256::digest(text.as_bytes())) {
        *to = from;
    }
    short
}

/// A matter is here by its fingerprint, or by an outside number under which the same person says
/// the same; one that carries a number of our own is here where that case says the same (an export
/// that comes back). A number that stands for another matter is taken off and told.
fn is_here(
    words: &Words,
    snapshot: &Snapshot<'_>,
    action: &mut Action,
    viewer: &Viewer,
) -> Result<Standing, StoreError> {
    let mut standing = Standing::default();
    let Action::Register(registration) = action else {
        return Ok(standing);
    };
    let Some(fingerprint) = registration.fingerprint else {
        return Ok(standing);
    };
    if snapshot.imported_as(&[], fingerprint)?.is_some() {
        standing.here = true;
        return Ok(standing);
    }
    let name = match &registration.petitioner {
        Petitioner::Described(person)
        | Petitioner::New(person)
        | Petitioner::Known {
            described: person, ..
        } => person.name.clone(),
    };
    let matter = &mut registration.matter;
    let mut taken = Vec::new();
    for number in &matter.external {
        let own = CaseNumber::parse(&number.value);
        let found = match own {
            Some(own) => Some(own),
            None => snapshot.imported_as(std::slice::from_ref(number), fingerprint)?,
        };
        let Some(found) = found else {
            continue;
        };
        let Some(case) = snapshot.case(found, viewer)? else {
            // It stands for a matter that is not open to this viewer: nothing is told of that.
            standing.here |= own.is_none();
            continue;
        };
        let person = snapshot.person(case.petitioner, viewer)?;
        let same_person = person.as_ref().is_some_and(|it| it.name == name);
        let same_matter = case.matter.summary == matter.summary;
        if same_matter && (same_person || name.is_empty() || own.is_some()) {
            standing.here = true;
            return Ok(standing);
        }
        if own.is_some() {
            continue;
        }
        let value = number.value.clone();
        let args = [
            ("value", value.into()),
            ("number", found.to_string().into()),
        ];
        let (key, here) = if same_person && !number.is_serial() {
            ("verbs-import-number-other", true)
        } else {
            ("verbs-import-number-here", false)
        };
        standing.here |= here;
        standing.messages.push(FieldMessage {
            field: CaseField::ExternalNumber.code().to_owned(),
            text: words.say_with(key, &args),
        });
        if !here {
            taken.push(number.clone());
        }
    }
    for number in taken {
        matter.external.retain(|it| *it != number);
        if !matter.facts.is_empty() {
            matter.facts.push('\n');
        }
        matter.facts.extend(["编号：", &number.value]);
    }
    Ok(standing)
}
