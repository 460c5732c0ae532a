//! What arguments, environment and settings file together say.

use std::env;
use std::path::{Path, PathBuf};

use crate::app::shared::{Borders, Depth, Look, Theme};
use crate::domain::act::HOUSE;
use crate::domain::clean;
use crate::domain::road::Road;
use crate::domain::settings::Settings;
use crate::domain::triage::WordList;
use crate::exchange::paper::templates::Templates;
use crate::keymap::check::check_file;
use crate::keymap::file::{DEFAULT, KeyFile, VIM, overlay};
use crate::keymap::finding::Finding;
use crate::keymap::lookup::Keymap;
use crate::runtime::own_file;
use crate::runtime::papers;
use crate::runtime::roads;
use crate::runtime::settings;
use crate::runtime::triage;
use crate::verbs::arguments::global::Global;
use crate::verbs::outcome::{Exit, complain};
use crate::words::bundle::Words;
use crate::words::lang::Lang;

/// Everything decided before a verb starts.
#[derive(Debug)]
pub struct Setting {
    /// The words of the chosen language.
    pub words: Words,
    /// The keys.
    pub keymap: Keymap,
    /// How the screen looks.
    pub look: Look,
    /// 登记人
    pub who: String,
    /// What the town sets itself.
    pub town: Settings,
    /// The store's file, where it was named.
    pub store: Option<PathBuf>,
    /// What was wrong with the user's own key file; the rest of it holds.
    pub key_findings: Vec<Finding>,
    /// The legal roads.
    pub roads: Vec<Road>,
    /// The papers' templates.
    pub templates: Templates,
    /// The print command; empty for the usual one.
    pub print: Vec<String>,
    /// The word list of triage, with the content classes.
    pub triage: WordList,
    /// Why the settings file was not used.
    pub broken: Option<String>,
    /// Which of the town's own files (roads, triage, content classes, papers) were not used, and why.
    pub files_broken: Vec<String>,
}

impl Setting {
    /// Gives the first reason for which something of the town's own was not used.
    pub fn first_broken(&self) -> Option<&String> {
        self.broken.as_ref().or_else(|| self.files_broken.first())
    }

    /// Decides: an argument wins over the settings file, that over the environment.
    pub fn of(global: &Global) -> Result<Self, Exit> {
        let (settings, broken) = settings::read();
        let (roads, roads_broken) = roads::read();
        let (triage, triage_broken) = triage::read();
        let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        let lang = global
            .lang
            .as_deref()
            .or(settings.lang.as_deref())
            .and_then(Lang::parse)
            .unwrap_or_else(|| {
                let values = ["LC_ALL", "LC_MESSAGES", "LANG"].map(variable);
                Lang::of_locale(values.iter().map(Option::as_deref))
            });
        let words = Words::new(lang);
        let (templates, papers_broken) = papers::templates(&words);
        let own = match global.keymap.as_deref().or(settings.keymap.as_deref()) {
            None | Some("default") => KeyFile::default(),
            Some("vim") => KeyFile::read(VIM),
            Some(path) => read_keys(&words, Path::new(path))?,
        };
        let key_findings = check_file(&own);
        let keymap = overlay(&[KeyFile::read(DEFAULT), own]);
        let theme = if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            Theme::Mono
        } else {
            global
                .theme
                .as_deref()
                .or(settings.theme.as_deref())
                .and_then(Theme::parse)
                .unwrap_or(Theme::Dark)
        };
        let [colorterm, term] = ["COLORTERM", "TERM"].map(variable);
        // The console of Windows has them all and names none.
        let colorterm = colorterm.or_else(|| cfg!(windows).then(|| "truecolor".to_owned()));
        let look = Look {
            theme,
            depth: Depth::of(colorterm.as_deref(), term.as_deref()),
            borders: settings
                .borders
                .as_deref()
                .and_then(Borders::parse)
                .unwrap_or(Borders::Line),
            ambiguous_wide: settings.ambiguous.as_deref() == Some("wide"),
        };
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
            look,
            who,
            town: settings.town,
            roads,
            templates,
            print: settings.print.unwrap_or_default(),
            triage,
            store: global.store.clone(),
            key_findings,
            broken,
            files_broken: [roads_broken, papers_broken]
                .into_iter()
                .flatten()
                .chain(triage_broken)
                .collect(),
        })
    }
}

/// Reads a key file; says why it cannot be read.
pub fn read_keys(words: &Words, path: &Path) -> Result<KeyFile, Exit> {
    match own_file::read(path) {
        Ok(text) => Ok(KeyFile::read(&text)),
        Err(error) => {
            let file = path.display().to_string();
            complain(words.say_with(
                "keys-unreadable",
                &[("file", file.into()), ("reason", error.to_string().into())],
            ));
            Err(Exit::Usage)
        }
    }
}
