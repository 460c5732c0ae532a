//! The settings file behind the desk and the copy of the store.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::DeskService;
use crate::app::answer::Answer;
use crate::app::live::LiveSettings;
use crate::domain::moment::Moment;
use crate::domain::settings::view::{SettingChange, SettingTrouble};
use crate::runtime::backup::make::{Order, faulty, no_passphrase};
use crate::runtime::backup::passphrase::Passphrase;
use crate::runtime::folder;
use crate::runtime::settings::desk::Decided;
use crate::runtime::settings::parse;
use crate::store::error::StoreError;
use crate::words::bundle::Words;
use crate::words::lang::Lang;

/// What a copy of the store is called: `mulin-2026-11-25-0941.redb`.
const COPY: (&str, &str) = ("mulin-", ".redb");
/// How an encrypted one ends.
const SEALED: &str = ".age";
/// Its moment.
const STAMP: &str = "%Y-%m-%d-%H%M";

impl DeskService {
    /// Lists the settings; a file that was changed by hand holds from now on.
    pub(super) fn settings(&mut self) -> Result<Answer, StoreError> {
        let lang = self.words.lang();
        let place = Lang::ALL.iter().position(|it| *it == lang);
        let mut view = self.settings.file.view(place.unwrap_or(0));
        let mut live = None;
        if view.broken.is_none() && view.text != self.settings.text {
            let decided = parse(&view.text).map_err(SettingTrouble::Broken);
            match decided.and_then(|config| (self.settings.decide)(&config)) {
                Ok(decided) => live = Some(Box::new(self.adopt(decided, view.text.clone())?)),
                Err(SettingTrouble::Wrong(name)) => view.broken = Some(name),
                Err(_) => {}
            }
        }
        let folder = view.value("backup").map(folder::named);
        let daily = self.files.daily.state(self.files.store());
        let daily = daily.and_then(|state| Some(state.last?.0));
        view.last_backup = folder.and_then(|folder| last_copy(&folder)).max(daily);
        Ok(Answer::Settings {
            view: Box::new(view),
            live,
        })
    }

    pub(super) fn change_settings(
        &mut self,
        seen: &str,
        changes: &[SettingChange],
    ) -> Result<Answer, StoreError> {
        let settings = &self.settings;
        Ok(
            match settings
                .file
                .change(seen, changes, settings.decide.as_ref())
            {
                Ok((decided, text)) => {
                    Answer::SettingsChanged(Box::new(self.adopt(decided, text)?))
                }
                Err(trouble) => Answer::SettingsRefused(trouble),
            },
        )
    }

    /// Goes by other settings from now on.
    fn adopt(&mut self, decided: Decided, text: String) -> Result<LiveSettings, StoreError> {
        let Decided {
            live,
            print,
            open,
            templates,
            daily,
        } = decided;
        if live.town != self.town {
            self.store.set_settings(live.town.clone())?;
            self.town = live.town.clone();
        }
        if live.lang != self.words.lang() {
            self.words = Arc::new(Words::new(live.lang));
        }
        self.printer.command = print;
        self.files.opener.command = open;
        self.templates = templates;
        self.files.daily.set_plan(daily);
        self.settings.text = text;
        self.common.change(|it| {
            it.words = Some(Arc::clone(&self.words));
            it.town = Some(self.town.clone());
            it.templates = Some(self.templates.clone());
        });
        Ok(live)
    }

    /// Copies the store into a folder that is there: a drive that is not plugged in gets no folder of
    /// its name.
    pub(super) fn back_up(&self, folder: &str) -> Answer {
        let folder = folder::named(folder);
        if !folder.is_dir() {
            let args = [("folder", folder.display().to_string().into())];
            return Answer::Failed(self.words.say_with("setup-no-folder", &args));
        }
        let secret = self.files.daily.passphrase();
        let secret = secret.as_deref();
        let passphrase = match secret.map(Passphrase::of_file).transpose() {
            Ok(passphrase) => passphrase,
            Err(trouble) => {
                let file = secret.unwrap_or(Path::new("-"));
                return Answer::Failed(no_passphrase(&self.words, file, &trouble));
            }
        };
        let end = if passphrase.is_some() { SEALED } else { COPY.1 };
        let now = self.clock.read().moment.local();
        let stamp = now.format(STAMP).to_string();
        let names = (1_u32..).map(|run| match run {
            1 => format!("{}{stamp}{end}", COPY.0),
            run => format!("{}{stamp}-{run}{end}", COPY.0),
        });
        let mut files = names.map(|name| folder.join(name));
        let Some(file) = files.find(|file| !file.exists()) else {
            return Answer::Kept;
        };
        let order = Order {
            store: self.store.as_ref(),
            place: self.files.store(),
            now: self.clock.read().moment,
            words: &self.words,
            files: file.clone(),
            target: &file,
            replaces: false,
            passphrase: passphrase.as_ref(),
        };
        match order.make() {
            Ok(made) => Answer::BackedUp {
                file: file.display().to_string(),
                faulty: faulty(&self.words, &made.faults),
                attachments: made.files,
            },
            Err(sentence) => Answer::Failed(sentence),
        }
    }
}

/// Gives when the last copy in a folder was made, by its name.
fn last_copy(folder: &Path) -> Option<Moment> {
    let files = fs::read_dir(folder).ok()?.flatten();
    let stamps = files.filter_map(|file| {
        let name = file.file_name().into_string().ok()?;
        let name = name.strip_prefix(COPY.0)?;
        let stamp = name.strip_suffix(COPY.1).or(name.strip_suffix(SEALED))?;
        let (stamp, _) = stamp.split_at_checked("2026-11-25-0941".len())?;
        let local = chrono::NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
        Some(Moment::beijing(local.date(), local.time()))
    });
    stamps.max()
}
