//! Sheets taken in at the desk, and the folders in which they are looked for.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::DeskService;
use crate::app::answer::Answer;
use crate::app::folder::FolderQuery;
use crate::app::import::data::ImportOrder;
use crate::exchange::message::unwritten;
use crate::exchange::write::plain as file;
use crate::runtime::folder::look;
use crate::runtime::import::job::{Importer, Job};

/// How long a small sheet is waited for, so that nobody sees a bar for it.
const PATIENCE: Duration = Duration::from_millis(300);

impl DeskService {
    pub(super) fn folder(&self, asked: &FolderQuery) -> Answer {
        let folder = look(&self.words, asked, self.common.last_folder().as_deref());
        Answer::Folder(Box::new(folder))
    }

    /// Begins an import; one that is at work goes on and is told instead.
    pub(super) fn import(&mut self, order: ImportOrder) -> Answer {
        if self.files.job.as_ref().is_none_or(|job| !job.is_running()) {
            let folder = order.file.parent().map(Path::to_path_buf);
            self.common.set_last_folder(folder);
            let importer = Importer {
                store: Arc::clone(&self.store),
                who: self.viewer.name.clone(),
                town: self.town.clone(),
                lang: self.words.lang(),
                now: self.clock.read().moment,
                maps: self.files.maps(),
            };
            let job = Job::begin(importer, order);
            job.wait(PATIENCE);
            self.files.job = Some(job);
        }
        self.import_view()
    }

    /// Tells how far the import is; what came of it is told once, to whoever asks first.
    pub(super) fn import_view(&mut self) -> Answer {
        let job = self.files.job.as_mut();
        let view = job.map(|job| Box::new(job.view(&self.words)));
        if view.as_ref().is_some_and(|view| view.end.is_some()) {
            self.files.job = None;
        }
        Answer::Import(view)
    }

    pub(super) fn stop_import(&mut self) -> Answer {
        if let Some(job) = &self.files.job {
            job.stop();
            job.wait(PATIENCE);
        }
        self.import_view()
    }

    pub(super) fn import_report(&self, lines: &[String]) -> Answer {
        let now = self.clock.read().moment.minute();
        let stamp: String = now.chars().filter(char::is_ascii_digit).collect();
        let args = [("stamp", stamp.into())];
        let name = self.words.say_with("import-report-file", &args);
        let path = self.printer.folder.join(format!("{name}.txt"));
        let text = format!("{}\n", lines.join("\n"));
        match file::write_beside(&path, text.as_bytes()) {
            Ok(path) => Answer::Minutes(path.display().to_string()),
            Err(error) => self.not_written(unwritten(&self.words, &error)),
        }
    }
}
