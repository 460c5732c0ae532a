//! Sheets of matters.

use std::collections::HashMap;
use std::ops::ControlFlow;

use sha2::{Digest, Sha256};

use crate::domain::act::Deed;
use crate::domain::draft::Desk;
use crate::domain::number::CaseNumber;
use crate::domain::viewer::Viewer;
use crate::exchange::intake::raw::RawIntake;
use crate::exchange::intake::{registration, sheet};
use crate::exchange::map::case_field::CaseField;
use crate::exchange::map::field_set::FieldSet;
use crate::exchange::map::pick::Fields;
use crate::exchange::say;
use crate::store::contract::ask;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;
use crate::verbs::import::batch::Batch;
use crate::verbs::import::report::Report;
use crate::verbs::import::source::Source;
use crate::verbs::intake::{said, village_of, warnings};
use crate::verbs::outcome::Exit;
use crate::verbs::store::failed;

/// Takes in every row; one that stands twice in the file is told.
pub fn import(source: &Source<'_>, report: &mut Report) -> Result<(), Exit> {
    take_in(source, report, &|visit| source.rows::<CaseField>(visit))
}

/// Takes in every row of a sheet of 12345 work orders; each is known again by its number, and its
/// clocks run from its own dispatch.
pub fn import_orders(source: &Source<'_>, report: &mut Report) -> Result<(), Exit> {
    take_in(source, report, &|visit| source.orders(visit))
}

/// Takes one row.
type Visit<'a> = &'a mut dyn FnMut(Fields<CaseField>) -> ControlFlow<()>;

fn take_in(
    source: &Source<'_>,
    report: &mut Report,
    rows_of: &dyn Fn(Visit<'_>) -> Result<(), Exit>,
) -> Result<(), Exit> {
    let fail = |error: StoreError| failed(source.setting, &error);
    let tree = ask(source.store.as_ref(), |it| it.grid()).map_err(fail)?;
    let village = village_of(&tree);
    let desk = Desk {
        now: source.now,
        village: &village,
        dialling: &source.setting.town.dialling,
        station: "",
    };
    let viewer = Viewer::new(source.setting.who.clone());
    let is_here = |it: &Snapshot<'_>, deed: &Deed| is_here(it, deed, &viewer);
    let mut rows = Rows {
        source,
        desk,
        batch: Batch::new(source, Some(&is_here)),
        seen: HashMap::new(),
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
        return Err(fail(error));
    }
    rows.batch.flush(rows.report).map_err(fail)?;
    read
}

struct Rows<'a> {
    source: &'a Source<'a>,
    desk: Desk<'a>,
    batch: Batch<'a>,
    /// What the rows so far are known by, and which row it was.
    seen: HashMap<[u8; 16], u64>,
    report: &'a mut Report,
}

impl Rows<'_> {
    fn take(&mut self, fields: &Fields<CaseField>) -> Result<(), StoreError> {
        let words = &self.source.setting.words;
        self.report.read += 1;
        let raw = match sheet::read(fields) {
            Ok(raw) => raw,
            Err(refusal) => {
                let text = say::refusal(words, &refusal);
                self.report.refuse(refusal.row, refusal.field, text);
                return Ok(());
            }
        };
        if let Some((field, text)) = self.twice(&raw) {
            self.report.refuse(raw.row, field, text);
            return Ok(());
        }
        let checked = match registration::import(&raw, &self.desk) {
            Ok(checked) => checked,
            Err(remarks) => {
                for told in remarks.iter().map(|remark| said(words, remark)) {
                    self.report.refuse(raw.row, &told.field, told.text);
                }
                return Ok(());
            }
        };
        self.report
            .doubt(raw.row, warnings(words, &raw, &checked.warnings));
        let deed = Deed::Register(Box::new(checked.registration));
        self.batch.push(raw.row, deed, self.report)
    }

    /// Tells of a row whose number, or whose content where it has none, stood in the file before.
    fn twice(&mut self, raw: &RawIntake) -> Option<(&'static str, String)> {
        let words = &self.source.setting.words;
        let say = |key: &str, value: &str, first: u64| {
            let args = [("value", value.into()), ("row", first.to_string().into())];
            words.say_with(key, &args)
        };
        if raw.external.is_empty() {
            let first = *self.seen.entry(raw.fingerprint()).or_insert(raw.row);
            let text = say("verbs-import-same-row", "", first);
            return (first != raw.row).then_some((CaseField::Summary.code(), text));
        }
        for number in &raw.external {
            let known = number.known();
            let digest = short_digest(&format!("{}\0{}", known.kind.code(), known.key()));
            let first = *self.seen.entry(digest).or_insert(raw.row);
            if first != raw.row {
                let text = say("verbs-import-same-number", &number.value, first);
                return Some((CaseField::ExternalNumber.code(), text));
            }
        }
        None
    }
}

fn short_digest(text: &str) -> [u8; 16] {
    let mut short = [0; 16];
    for (to, from) in short.iter_mut().zip(Sha256::digest(text.as_bytes())) {
        *to = from;
    }
    short
}

/// A matter is here by its outside numbers, else by its fingerprint; one that carries a number of
/// our own is here where that case says the same (an export that comes back).
fn is_here(snapshot: &Snapshot<'_>, deed: &Deed, viewer: &Viewer) -> Result<bool, StoreError> {
    let Deed::Register(registration) = deed else {
        return Ok(false);
    };
    let matter = &registration.matter;
    if let Some(fingerprint) = registration.fingerprint
        && snapshot
            .imported_as(&matter.external, fingerprint)?
            .is_some()
    {
        return Ok(true);
    }
    let own = matter
        .external
        .iter()
        .find_map(|number| CaseNumber::parse(&number.value));
    let Some(number) = own else {
        return Ok(false);
    };
    let case = snapshot.case(number, viewer)?;
    Ok(case.is_some_and(|case| case.matter.summary == matter.summary))
}
