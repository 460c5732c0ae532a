//! `mulin verify`: the proof.

use crate::store::contract::Store;
use crate::store::error::StoreError;
use crate::store::findings::Findings;
use crate::verbs::outcome::{Exit, say};
use crate::verbs::print::Printer;
use crate::verbs::progress::Progress;
use crate::verbs::setting::Setting;
use crate::verbs::store::{existing, failed};
use crate::words::bundle::Words;

/// Proves everything and prints what was proved and what does not hold.
pub fn verify(setting: &Setting) -> Exit {
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    match prove(&store) {
        Ok(findings) => {
            say(counted(&setting.words, &findings));
            let mut printer = Printer::new();
            for fault in &findings.faults {
                printer.line(fault);
            }
            if findings.faults.is_empty() {
                Exit::Done
            } else {
                Exit::Refused
            }
        }
        Err(error) => failed(setting, &error),
    }
}

/// Proves everything, with a bar where somebody watches.
pub fn prove(store: &dyn Store) -> Result<Findings, StoreError> {
    let mut findings = Findings::default();
    let progress = Progress::new(None);
    store.read(&mut |snapshot| {
        findings = snapshot.verify(&mut |done| progress.set(done))?;
        Ok(())
    })?;
    Ok(findings)
}

/// Says how much was proved and how much does not hold.
pub fn counted(words: &Words, findings: &Findings) -> String {
    words.say_with(
        "verbs-verify",
        &[
            ("cases", findings.cases.into()),
            ("persons", findings.persons.into()),
            ("entries", findings.entries.into()),
            ("faults", findings.faults.len().into()),
        ],
    )
}
