//! `mulin verify`: the proof.

use crate::office::attachments::{Fault, faults};
use crate::store::attachments::{Attachments, Condition};
use crate::store::contract::Store;
use crate::store::error::StoreError;
use crate::store::findings::Findings;
use crate::store::seals::Seals;
use crate::verbs::continued::{asked, compared};
use crate::verbs::outcome::{Exit, complain, say};
use crate::verbs::print::Printer;
use crate::verbs::progress::Progress;
use crate::verbs::setting::Setting;
use crate::verbs::store::{existing, failed, is_on_server};
use crate::words::bundle::Words;

/// Proves everything and prints what was proved and what does not hold.
pub fn verify(setting: &Setting, since: Option<&str>) -> Exit {
    let words = &setting.words;
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let since = match since.map(asked) {
        None => None,
        Some(Ok(Some(sealed))) => Some(sealed),
        Some(Ok(None)) => {
            complain(words.say("verbs-seal-none"));
            return Exit::Usage;
        }
        Some(Err(error)) => {
            complain(words.store_failure(error.code(), &error.detail()));
            return Exit::Refused;
        }
    };
    let attachments = Attachments::beside(store.path());
    let proved = prove(&store).and_then(|mut findings| {
        let (files, faults) = files(&store, &attachments)?;
        let lines = faults.iter().map(|it| fault(&setting.words, it));
        findings.faults.extend(lines);
        let seals = Seals::beside(store.path());
        let compared = compared(words, &store, (&seals, !is_on_server(setting)), since)?;
        findings.faults.extend(compared.faults);
        Ok((findings, files, compared.sentence))
    });
    match proved {
        Ok((findings, files, goes_on)) => {
            say(counted(&setting.words, &findings));
            goes_on.map(say);
            if findings.sealed > 0 {
                let args = [("n", findings.sealed.into())];
                say(words.say_with("verbs-verify-sealed", &args));
            }
            if files > 0 {
                let args = [("n", files.into())];
                say(setting.words.say_with("verbs-verify-files", &args));
            }
            let mut printer = Printer::new();
            for fault in &findings.faults {
                printer.line(fault);
            }
            if findings.unnamed > 0 {
                let args = [("n", findings.unnamed.into())];
                printer.line(words.say_with("verbs-verify-more", &args));
            }
            if findings.damaged > 0 {
                printer.line(words.say("verbs-verify-repair"));
            } else if findings.is_of_indexes_alone() {
                printer.line(words.say("verbs-verify-reindex"));
            }
            if findings.count() == 0 {
                Exit::Done
            } else {
                Exit::Refused
            }
        }
        Err(error) => failed(setting, &error),
    }
}

/// Looks at the files that cases name; gives how many there are and which do not stand as they should.
pub fn files(
    store: &dyn Store,
    attachments: &Attachments,
) -> Result<(u64, Vec<Fault>), StoreError> {
    let mut found = (0, Vec::new());
    store.read(&mut |snapshot| {
        found = faults(snapshot, attachments)?;
        Ok(())
    })?;
    Ok(found)
}

/// Says which file of which case is not there or holds something else.
pub fn fault(words: &Words, fault: &Fault) -> String {
    let args = [
        ("number", fault.number.to_string().into()),
        ("file", fault.name.as_str().into()),
    ];
    let key = match fault.condition {
        Condition::Changed => "verbs-file-changed",
        Condition::Missing | Condition::Whole => "verbs-file-missing",
    };
    words.say_with(key, &args)
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
            ("faults", findings.count().into()),
        ],
    )
}
