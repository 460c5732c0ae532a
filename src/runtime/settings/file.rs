//! `config.toml` as it is listed and changed at the desk: comments and order of what stands there stay,
//! and a file that somebody changed meanwhile is not written over.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Item, Key, RawString, Table, TableLike, Value};

use crate::domain::settings::view::{SettingChange, SettingTrouble, SettingsView};
use crate::exchange::write::plain;
use crate::runtime::own_file;
use crate::runtime::place::settings_folder;
use crate::runtime::settings::{Config, EXAMPLE, kind_of, listed, parse, typed};

/// Where the settings are written down.
#[derive(Debug, Clone)]
pub struct ConfigFile {
    path: Option<PathBuf>,
}

impl ConfigFile {
    /// Names the file in the platform's config folder.
    pub fn usual() -> Self {
        Self {
            path: settings_folder().map(|folder| folder.join("config.toml")),
        }
    }

    /// Names a file.
    pub const fn at(path: PathBuf) -> Self {
        Self { path: Some(path) }
    }

    /// Reads the text; empty where there is no file.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn text(&self) -> Result<String, String> {
        let Some(path) = &self.path else {
            return Ok(String::new());
        };
        match own_file::read(path) {
            Ok(text) => Ok(text),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
            Err(error) => Err(format!("{}: {error}", path.display())),
        }
    }

    /// Lists every setting with what the file says, in the words of the language at `lang`.
    pub fn view(&self, lang: usize) -> SettingsView {
        let mut view = SettingsView {
            rows: listed::rows(EXAMPLE, lang),
            file: self.path.as_deref().map_or(String::new(), shown),
            ..SettingsView::default()
        };
        let text = match self.text() {
            Ok(text) => text,
            Err(reason) => {
                view.broken = Some(reason);
                return view;
            }
        };
        view.broken = parse(&text).err();
        if let Ok(document) = text.parse::<DocumentMut>() {
            for row in &mut view.rows {
                let item = item(&document, &row.name);
                row.value = item.and_then(|item| typed::show(row.kind, item));
            }
        }
        view.text = text;
        view
    }

    /// Changes settings and gives what `decide` makes of what the file says then, with its text.
    /// Nothing typed for a setting that takes no text takes it out of the file.
    ///
    /// # Errors
    /// Nothing was written.
    pub fn change<T>(
        &self,
        seen: &str,
        changes: &[SettingChange],
        decide: impl FnOnce(&Config) -> Result<T, SettingTrouble>,
    ) -> Result<(T, String), SettingTrouble> {
        let path = self.path.as_deref().ok_or(SettingTrouble::NoFolder)?;
        let text = self.text().map_err(SettingTrouble::Unwritten)?;
        if text != seen {
            return Err(SettingTrouble::Changed);
        }
        let broken = |error: toml_edit::TomlError| {
            SettingTrouble::Broken(error.message().replace('\n', " "))
        };
        let mut document: DocumentMut = text.parse().map_err(broken)?;
        for change in changes {
            let wrong = || SettingTrouble::Wrong(change.name.clone());
            let kind = kind_of(&change.name).ok_or_else(wrong)?;
            let (table, name) = place(&mut document, &change.name).ok_or_else(wrong)?;
            if change.text.trim().is_empty() && !typed::may_be_empty(kind) {
                let comment = take_out(table, name);
                let trailing = document.trailing().as_str().unwrap_or_default();
                let trailing = format!("{comment}{trailing}");
                document.set_trailing(trailing);
            } else {
                let value = typed::read(kind, &change.text).ok_or_else(wrong)?;
                put(table, name, value);
            }
        }
        let text = document.to_string();
        let config = match (parse(&text), changes) {
            (Ok(config), _) => config,
            // It takes the form, but not this word in it.
            (Err(_), [only]) if parse(seen).is_ok() => {
                return Err(SettingTrouble::Wrong(only.name.clone()));
            }
            (Err(reason), _) => return Err(SettingTrouble::Broken(reason)),
        };
        let decided = decide(&config)?;
        // A link to a file elsewhere stays one.
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        plain::write(&place, text.as_bytes())
            .map_err(|error| SettingTrouble::Unwritten(error.to_string()))?;
        Ok((decided, text))
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn item<'a>(document: &'a DocumentMut, name: &str) -> Option<&'a Item> {
    match name.split_once('.') {
        Some((table, name)) => document.get(table)?.get(name),
        None => document.get(name),
    }
}

/// Gives the table in which a setting stands, which is made where it is missing, and its name there.
fn place<'a, 'n>(
    document: &'a mut DocumentMut,
    name: &'n str,
) -> Option<(&'a mut dyn TableLike, &'n str)> {
    match name.split_once('.') {
        Some((table, name)) => {
            let table = document
                .entry(table)
                .or_insert_with(|| Item::Table(Table::new()));
            Some((table.as_table_like_mut()?, name))
        }
        None => Some((document.as_table_mut(), name)),
    }
}

/// Writes a value; what is said beside the one that stood there stays.
fn put(table: &mut dyn TableLike, name: &str, mut value: Value) {
    match table.get_mut(name) {
        Some(Item::Value(old)) => {
            let rows = matches!(value, Value::Array(_)) && value.to_string().contains('\n');
            if !rows {
                *value.decor_mut() = old.decor().clone();
            }
            *old = value;
        }
        Some(old) => *old = Item::Value(value),
        None => {
            table.insert(name, Item::Value(value));
        }
    }
}

/// Takes a setting out of its table. The comment above it goes on to the next one, and is given back
/// where there is none.
fn take_out(table: &mut dyn TableLike, name: &str) -> String {
    let comment = table.key(name).and_then(comment).unwrap_or_default();
    let next = {
        let mut names = table.iter().map(|(name, _)| name.to_owned());
        names.find(|it| it == name).and_then(|_| names.next())
    };
    if table.remove(name).is_none() {
        return String::new();
    }
    let Some(mut next) = next.and_then(|next| table.key_mut(&next)) else {
        return comment;
    };
    let decor = next.leaf_decor_mut();
    let before = decor.prefix().and_then(RawString::as_str);
    let before = format!("{comment}{}", before.unwrap_or_default());
    decor.set_prefix(before);
    String::new()
}

fn comment(key: &Key) -> Option<String> {
    let prefix = key.leaf_decor().prefix()?.as_str()?;
    prefix.contains('#').then(|| prefix.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::unnecessary_wraps, reason = "what decides may refuse")]
    fn as_read(config: &Config) -> Result<Config, SettingTrouble> {
        Ok(config.clone())
    }

    const OWN: &str = "# 我们镇自己的设置\ntheme = \"light\" # 亮一点\n\n# 名称\n[town]\n# 热线\nhotline = \"2881999\" # 新号\n# 抢修\nwater_repair_hours = 2\n# 机关\norgan = \"邻镇人民政府\"\n# 完\n";

    fn file(text: &str) -> (tempfile::TempDir, ConfigFile) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mulin/config.toml");
        if !text.is_empty() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
        }
        (folder, ConfigFile::at(path))
    }

    fn set(name: &str, text: &str) -> SettingChange {
        SettingChange {
            name: name.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn comments_and_order_stay_and_what_is_new_finds_its_table() {
        let (_folder, file) = file(OWN);
        let changes = [
            set("town.hotline", "2881777"),
            set("theme", "mono"),
            set("mouse", "false"),
            set("town.water_repair_hours", ""),
            set("town.group_threshold", "７"),
        ];
        let (config, text) = file.change(OWN, &changes, as_read).unwrap();
        assert_eq!(
            text,
            "# 我们镇自己的设置\ntheme = \"mono\" # 亮一点\nmouse = false\n\n# 名称\n[town]\n# 热线\nhotline = \"2881777\" # 新号\n# 抢修\n# 机关\norgan = \"邻镇人民政府\"\ngroup_threshold = 7\n# 完\n"
        );
        assert_eq!(file.text().unwrap(), text);
        assert_eq!(config.town.group_threshold, 7);
        assert_eq!(config.mouse, Some(false));
        let view = file.view(0);
        assert_eq!(view.value("town.hotline"), Some("2881777"));
        assert_eq!(view.value("town.water_repair_hours"), None);
        let row = view.row("town.local_digits").unwrap();
        assert_eq!(row.default.as_deref(), Some("7"));
        assert_eq!(row.group, "本镇、本机构");
    }

    #[test]
    fn a_new_file_is_for_its_owner_alone() {
        let (folder, file) = file("");
        let (_, text) = file
            .change("", &[set("town.organ", "邻镇人民政府")], as_read)
            .unwrap();
        assert_eq!(text, "[town]\norgan = \"邻镇人民政府\"\n");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let path = folder.path().join("mulin/config.toml");
            let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(&path), 0o600);
            assert_eq!(mode(path.parent().unwrap()), 0o700);
        }
        drop(folder);
    }

    #[test]
    fn a_list_of_types_is_replaced_as_a_whole() {
        let own = "[town]\norgan = \"邻镇\"\n\n[[town.dispute_types]]\nname = \"邻里纠纷\"\n";
        let (_folder, file) = file(own);
        let shown = file.view(0);
        assert_eq!(shown.value("town.dispute_types"), Some("邻里纠纷"));
        let change = set(
            "town.dispute_types",
            "邻里纠纷 / neighbours / 邻居\n路灯纠纷",
        );
        let (config, text) = file.change(own, &[change], as_read).unwrap();
        assert_eq!(config.town.dispute_types.len(), 2, "{text}");
        let wrong = set("town.dispute_types", "邻里纠纷 / noise");
        assert_eq!(
            file.change(&text, &[wrong], as_read).unwrap_err(),
            SettingTrouble::Wrong("town.dispute_types".to_owned())
        );
    }

    #[test]
    fn nothing_is_written_over_a_change_by_hand_or_into_a_broken_file() {
        let (folder, file) = file(OWN);
        let change = [set("town.hotline", "2881777")];
        assert_eq!(
            file.change("theme = \"dark\"\n", &change, as_read)
                .unwrap_err(),
            SettingTrouble::Changed
        );
        for wrong in ["town.nothing", "town.group_threshold"] {
            let change = [set(wrong, "seven")];
            let wrong = SettingTrouble::Wrong(wrong.to_owned());
            assert_eq!(file.change(OWN, &change, as_read).unwrap_err(), wrong);
        }
        assert_eq!(file.text().unwrap(), OWN);
        let path = folder.path().join("mulin/config.toml");
        for broken in ["[town\n", "[town]\nhotlines = \"1\"\n"] {
            fs::write(&path, broken).unwrap();
            let error = file.change(broken, &change, as_read).unwrap_err();
            assert!(matches!(error, SettingTrouble::Broken(_)), "{error:?}");
            assert!(file.view(0).broken.is_some());
            assert_eq!(file.text().unwrap(), broken);
        }
    }
}
