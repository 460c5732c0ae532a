//! The files of cases at the desk.

use std::path::Path;

use super::DeskService;
use crate::app::answer::Answer;
use crate::domain::number::CaseNumber;
use crate::runtime::attachments::AttachDesk;

impl DeskService {
    pub(super) fn attach(&self, number: CaseNumber, file: &Path, title: &str) -> Answer {
        let now = self.clock.read().moment;
        let mut seen = self.common.seen();
        match self.attach_desk().attach(number, file, title, now) {
            Ok(attached) => {
                // One transaction of our own.
                *seen += 1;
                self.common
                    .set_last_folder(file.parent().map(Path::to_path_buf));
                Answer::Attached(attached.title)
            }
            Err(reason) => Answer::Failed(reason),
        }
    }

    pub(super) fn open_attachment(&mut self, number: CaseNumber, at: usize) -> Answer {
        let folder = self.files.opener.folder();
        let folder = folder.map_err(|error| self.words.io_reason(&error));
        let copied = folder.and_then(|folder| self.attach_desk().copy(number, at, &folder));
        match copied {
            Ok(file) => Answer::Opened {
                shown: self.files.opener.open(&file),
                file: file.display().to_string(),
            },
            Err(reason) => Answer::Failed(reason),
        }
    }

    fn attach_desk(&self) -> AttachDesk<'_> {
        AttachDesk {
            store: self.store.as_ref(),
            attachments: &self.files.attachments,
            viewer: &self.viewer,
            words: &self.words,
            most: self.town.attachment_megabytes,
        }
    }
}
