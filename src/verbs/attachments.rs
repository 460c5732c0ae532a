//! `mulin case attach` and `mulin case attachments`: the files of a case.

use serde::Serialize;

use crate::domain::case::fact::attached::Attached;
use crate::domain::looked::LookKind;
use crate::domain::number::VisitNumber;
use crate::domain::viewer::Viewer;
use crate::runtime::attachments::AttachDesk;
use crate::store::attachments::Attachments;
use crate::store::redb::store::RedbStore;
use crate::verbs::arguments::case::AttachArguments;
use crate::verbs::look;
use crate::verbs::outcome::{Exit, complain, say};
use crate::verbs::paper::visit;
use crate::verbs::present::now;
use crate::verbs::print::Printer;
use crate::verbs::setting::Setting;
use crate::verbs::store::{existing, failed};

/// A file of a case as JSON.
#[derive(Debug, Serialize)]
pub struct AttachedJson {
    title: String,
    kind: String,
    size: u64,
    hash: String,
}

impl AttachedJson {
    /// Makes it of a file.
    pub fn of(attached: &Attached) -> Self {
        Self {
            title: attached.title.clone(),
            kind: attached.ending.clone(),
            size: attached.size,
            hash: attached.hash.to_string(),
        }
    }
}

/// Puts a file to a case.
pub fn attach(setting: &Setting, asked: &AttachArguments) -> Exit {
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let viewer = Viewer::new(setting.who.clone());
    let number = match named(setting, &store, &viewer, &asked.number) {
        Ok(visit) => visit.case,
        Err(exit) => return exit,
    };
    let attachments = Attachments::beside(store.path());
    let desk = desk(setting, &store, &attachments, &viewer);
    let title = asked.title.as_deref().unwrap_or_default();
    match desk.attach(number, &asked.file, title, now()) {
        Ok(attached) => {
            say(format!("{number}\t{}", setting.words.attached(&attached)));
            Exit::Done
        }
        Err(reason) => {
            complain(reason);
            Exit::Refused
        }
    }
}

/// Lists the files of a case, each with where it lies.
pub fn list(setting: &Setting, typed: &str, json: bool) -> Exit {
    let store = match existing(setting) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let viewer = Viewer::new(setting.who.clone());
    let number = match named(setting, &store, &viewer, typed) {
        Ok(visit) => visit.case,
        Err(exit) => return exit,
    };
    let attachments = Attachments::beside(store.path());
    let taken = look::begin(setting, LookKind::Attachment).at_case(number);
    if let Err(exit) = look::taken_out(setting, &store, taken) {
        return exit;
    }
    let files = match desk(setting, &store, &attachments, &viewer).list(number) {
        Ok(files) => files,
        Err(reason) => {
            complain(reason);
            return Exit::Refused;
        }
    };
    let mut printer = Printer::new();
    for file in &files {
        if json {
            printer.element(&AttachedJson::of(file));
        } else {
            let place = attachments.place(file.hash).display().to_string();
            printer.line(format!("{}\t{place}", setting.words.attached(file)));
        }
    }
    if json {
        printer.end_array();
    }
    Exit::Done
}

fn named(
    setting: &Setting,
    store: &RedbStore,
    viewer: &Viewer,
    typed: &str,
) -> Result<VisitNumber, Exit> {
    let found = visit(store, viewer, typed).map_err(|error| failed(setting, &error))?;
    found.or_complain(&setting.words, typed)
}

fn desk<'a>(
    setting: &'a Setting,
    store: &'a RedbStore,
    attachments: &'a Attachments,
    viewer: &'a Viewer,
) -> AttachDesk<'a> {
    AttachDesk {
        store,
        attachments,
        viewer,
        words: &setting.words,
        most: setting.town.attachment_megabytes,
    }
}
