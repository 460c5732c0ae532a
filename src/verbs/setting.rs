//! What arguments, environment and settings file together say.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::live::{DeskSettings, LiveSettings};
use crate::app::shared::{Borders, Depth, Look, Theme};
use crate::domain::act::HOUSE;
use crate::domain::clean;
use crate::domain::phrase::Phrase;
use crate::domain::road::Road;
use crate::domain::saved_view::SavedView;
use crate::domain::seat::Seat;
use crate::domain::settings::Settings;
use crate::domain::settings::view::SettingTrouble;
use crate::domain::triage::WordList;
use crate::exchange::paper::templates::Templates;
use crate::keymap::check::check_file;
use crate::keymap::file::{DEFAULT, KeyFile, VIM, overlay};
use crate::keymap::finding::Finding;
use crate::keymap::lookup::Keymap;
use crate::runtime::backup::daily::Plan;
use crate::runtime::own_file;
use crate::runtime::own_lists;
use crate::runtime::papers;
use crate::runtime::roads;
use crate::runtime::settings::desk::{Decide, Decided};
use crate::runtime::settings::{self, Config};
use crate::runtime::triage;
use crate::store::cipher::Keyring;
use crate::verbs::arguments::Verb;
use crate::verbs::arguments::global::Global;
use crate::verbs::outcome::{Exit, complain};
use crate::words::bundle::Words;
use crate::words::lang::Lang;

/// The verb of the desk.
const OPEN: &str = "desk";

/// Everything decided before a verb starts.
#[derive(Debug)]
pub struct Setting {
    /// The words of the chosen language.
    pub words: Words,
    /// The keys.
    pub keymap: Keymap,
    /// How the screen looks.
    pub look: Look,
    /// What is set for this desk alone.
    pub desk: DeskSettings,
    /// 登记人
    pub who: String,
    /// Whether whoever that is has signed in.
    pub seat: Seat,
    /// What the town sets itself.
    pub town: Settings,
    /// The store's file, where it was named.
    pub store: Option<PathBuf>,
    /// What was said when the program was started.
    pub global: Global,
    /// The key of who signed in; every store that is opened for him opens with it what is sealed to him.
    pub keyring: Arc<Keyring>,
    /// The verb that is run, as whoever waits for it is told; `open` for the desk.
    pub verb: &'static str,
    /// What was wrong with the user's own key file; the rest of it holds.
    pub key_findings: Vec<Finding>,
    /// Why the user's own key file was not used; the usual keys hold then, and every verb runs.
    pub keys_broken: Option<String>,
    /// The legal roads.
    pub roads: Vec<Road>,
    /// The papers' templates.
    pub templates: Templates,
    /// The print command; empty for the usual one.
    pub print: Vec<String>,
    /// The command that opens a file; empty for the system's own.
    pub open: Vec<String>,
    /// 每日备份; `None` where no folder is set.
    pub daily: Option<Plan>,
    /// The word list of triage, with the content classes.
    pub triage: WordList,
    /// Why the settings file was not used.
    pub broken: Option<String>,
    /// 常用语
    pub phrases: Vec<Phrase>,
    /// 视图
    pub views: Vec<SavedView>,
    /// Which of the town's own files (roads, triage, content classes, papers) were not used, and why.
    pub files_broken: Vec<String>,
}

/// Decides the language: what was asked for wins over the settings file, that over the locale.
pub fn lang(asked: Option<&str>, settings: &Config) -> Lang {
    let chosen = asked.or(settings.lang.as_deref()).and_then(Lang::parse);
    chosen.unwrap_or_else(|| {
        let values = ["LC_ALL", "LC_MESSAGES", "LANG"].map(variable);
        Lang::of_locale(values.iter().map(Option::as_deref))
    })
}

/// Reads a variable of the environment; an empty one is none.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

impl Setting {
    /// Gives the first reason for which something of the town's own was not used.
    pub fn first_broken(&self) -> Option<&String> {
        self.broken.as_ref().or_else(|| self.files_broken.first())
    }

    /// Notes which verb is run.
    #[must_use]
    pub fn for_verb(mut self, verb: Option<&Verb>) -> Self {
        self.verb = verb.map_or(OPEN, Verb::name);
        self
    }

    /// Decides: an argument wins over the settings file, that over the environment.
    pub fn of(global: &Global) -> Result<Self, Exit> {
        let (settings, broken) = settings::read();
        let words = Words::new(lang(global.lang.as_deref(), &settings));
        let broken = broken.map(|it| it.sentence(&words));
        let (roads, roads_broken) = roads::read(&words);
        let (triage, triage_broken) = triage::read(&words);
        let (phrases, phrases_broken) = own_lists::phrases(&words);
        let (views, views_broken) = own_lists::views(&words);
        let (templates, papers_broken) = papers::templates(&words);
        let mut keys_broken = None;
        let own = match own_keys(global, &settings) {
            OwnKeys::Known(keys) => keys,
            OwnKeys::File(path) => match own_file::read(Path::new(&path)) {
                Ok(text) => KeyFile::read(&text),
                Err(error) => {
                    keys_broken = Some(unreadable(&words, Path::new(&path), &error));
                    KeyFile::default()
                }
            },
        };
        let key_findings = check_file(&own);
        let keymap = overlay(&[KeyFile::read(DEFAULT), own]);
        // The name goes into every history and onto the screen.
        let who = [global.who.clone()]
            .into_iter()
            .chain(["MULIN_OPERATOR", "USER", "USERNAME"].map(variable))
            .flatten()
            .map(|name| clean::line(&name))
            .find(|name| !name.is_empty())
            .unwrap_or_else(|| "desk".to_owned());
        if who == HOUSE {
            complain(words.say_with("verbs-as-house", &[("name", HOUSE.into())]));
            return Err(Exit::Usage);
        }
        Ok(Self {
            words,
            keymap,
            look: look(global, &settings),
            desk: desk(&settings),
            who,
            seat: Seat::Free,
            town: settings.town.clone(),
            roads,
            templates,
            print: settings.print.clone().unwrap_or_default(),
            open: settings.open.clone().unwrap_or_default(),
            daily: Plan::of(&settings),
            triage,
            phrases,
            views,
            store: global.store.clone(),
            global: global.clone(),
            keyring: Arc::default(),
            verb: OPEN,
            key_findings,
            keys_broken,
            broken,
            files_broken: [roads_broken, papers_broken, phrases_broken, views_broken]
                .into_iter()
                .flatten()
                .chain(triage_broken)
                .collect(),
        })
    }
}

/// Gives what decides by the settings file while the desk is open, as when it was opened.
pub fn decider(global: Global) -> Decide {
    Arc::new(move |config| {
        let lang = lang(global.lang.as_deref(), config);
        let own = match own_keys(&global, config) {
            OwnKeys::Known(keys) => keys,
            OwnKeys::File(path) => {
                let text = own_file::read(Path::new(&path));
                let text = text.map_err(|_| SettingTrouble::Wrong("keymap".to_owned()))?;
                KeyFile::read(&text)
            }
        };
        let (templates, _) = papers::templates(&Words::new(lang));
        let look = look(&global, config);
        Ok(Decided {
            live: LiveSettings {
                lang,
                keymap: overlay(&[KeyFile::read(DEFAULT), own]),
                theme: look.theme.code(),
                borders: look.borders.code(),
                ambiguous_wide: look.ambiguous_wide,
                desk: desk(config),
                town: config.town.clone(),
            },
            print: config.print.clone().unwrap_or_default(),
            open: config.open.clone().unwrap_or_default(),
            templates,
            daily: Plan::of(config),
        })
    })
}

fn look(global: &Global, config: &Config) -> Look {
    let theme = if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        Theme::Mono
    } else {
        let named = global.theme.as_deref().or(config.theme.as_deref());
        named.and_then(Theme::parse).unwrap_or(Theme::Dark)
    };
    let [colorterm, term] = ["COLORTERM", "TERM"].map(variable);
    // The console of Windows has them all and names none.
    let colorterm = colorterm.or_else(|| cfg!(windows).then(|| "truecolor".to_owned()));
    let borders = config.borders.as_deref().and_then(Borders::parse);
    Look {
        depth: Depth::of(colorterm.as_deref(), term.as_deref()),
        theme,
        borders: borders.unwrap_or(Borders::Line),
        ambiguous_wide: config.ambiguous.as_deref() == Some("wide"),
    }
}

fn desk(config: &Config) -> DeskSettings {
    let usual = DeskSettings::default();
    DeskSettings {
        mouse: config.mouse.unwrap_or(usual.mouse),
        staff: config.staff.clone().unwrap_or_default(),
        settled: config.settled.clone().unwrap_or_default(),
        backup: config.backup.clone().unwrap_or_default(),
        lock_after: config.lock_after,
    }
}

/// The keys that are laid over the default ones.
enum OwnKeys {
    /// None, or those that come with the program.
    Known(KeyFile),
    /// Those in a file.
    File(String),
}

fn own_keys(global: &Global, config: &Config) -> OwnKeys {
    match global.keymap.as_deref().or(config.keymap.as_deref()) {
        None | Some("default" | "") => OwnKeys::Known(KeyFile::default()),
        Some("vim") => OwnKeys::Known(KeyFile::read(VIM)),
        Some(path) => OwnKeys::File(path.to_owned()),
    }
}

/// Reads a key file; says why it cannot be read.
pub fn read_keys(words: &Words, path: &Path) -> Result<KeyFile, Exit> {
    match own_file::read(path) {
        Ok(text) => Ok(KeyFile::read(&text)),
        Err(error) => {
            complain(unreadable(words, path, &error));
            Err(Exit::Usage)
        }
    }
}

fn unreadable(words: &Words, path: &Path, error: &io::Error) -> String {
    let file = path.display().to_string();
    let args = [
        ("file", file.into()),
        ("reason", words.io_reason(error).into()),
    ];
    words.say_with("keys-unreadable", &args)
}
