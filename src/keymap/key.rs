//! A key as the desk knows it, whatever the terminal sent: parsed from and written as key files do
//! (`<F2>`, `<C-g> 1`, `<S-Tab>`, `x`).

use std::fmt;

/// What was pressed, without modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// F1 … F24.
    F(u8),
    /// A character; Shift is already in it.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Left.
    Left,
    /// Right.
    Right,
    /// Up.
    Up,
    /// Down.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// Names of the codes that are no character and no F-key.
const NAMED: &[(Code, &str)] = &[
    (Code::Enter, "Enter"),
    (Code::Esc, "Esc"),
    (Code::Tab, "Tab"),
    (Code::Backspace, "Backspace"),
    (Code::Delete, "Delete"),
    (Code::Insert, "Insert"),
    (Code::Left, "Left"),
    (Code::Right, "Right"),
    (Code::Up, "Up"),
    (Code::Down, "Down"),
    (Code::Home, "Home"),
    (Code::End, "End"),
    (Code::PageUp, "PageUp"),
    (Code::PageDown, "PageDown"),
    (Code::Char(' '), "Space"),
    (Code::Char('<'), "Lt"),
    (Code::Char('>'), "Gt"),
];

/// A key with its modifiers, in one form only: Shift is never set on a character, a character
/// under Ctrl is lower case, and full-width forms are folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What was pressed.
    pub code: Code,
    /// Ctrl was down.
    pub ctrl: bool,
    /// Alt was down.
    pub alt: bool,
    /// Shift was down (never with a character).
    pub shift: bool,
}

impl Key {
    /// Makes a key without modifiers, as typed (a full-width character is kept: it may be text).
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// Makes Ctrl and a character.
    pub const fn ctrl(character: char) -> Self {
        Self {
            code: Code::Char(character),
            ctrl: true,
            alt: false,
            shift: false,
        }
    }

    /// Gives the character that the key types, where it types one.
    pub const fn text(self) -> Option<char> {
        match self.code {
            Code::Char(character) if !self.ctrl && !self.alt => Some(character),
            _ => None,
        }
    }

    /// Folds what an input method makes of a key: full-width forms and Chinese marks stand for
    /// the key that was meant.
    #[must_use]
    pub fn folded(self) -> Self {
        match self.code {
            Code::Char(character) => Self {
                code: Code::Char(fold(character)),
                ..self
            },
            _ => self,
        }
    }

    /// Reads one key of a key file; the problem is told in words otherwise.
    fn parse(text: &str) -> Result<Self, KeyTextError> {
        let wrong = || KeyTextError(text.to_owned());
        let mut characters = text.chars();
        if let (Some(only), None) = (characters.next(), characters.next()) {
            return Ok(Self::plain(Code::Char(only)).folded());
        }
        let mut rest = text
            .strip_prefix('<')
            .and_then(|inner| inner.strip_suffix('>'))
            .ok_or_else(wrong)?;
        let mut key = Self::plain(Code::Esc);
        loop {
            if let Some(inner) = rest.strip_prefix("C-") {
                (key.ctrl, rest) = (true, inner);
            } else if let Some(inner) = rest.strip_prefix("S-") {
                (key.shift, rest) = (true, inner);
            } else if let Some(inner) = rest.strip_prefix("A-") {
                (key.alt, rest) = (true, inner);
            } else {
                break;
            }
        }
        key.code = parse_code(rest).ok_or_else(wrong)?;
        Ok(key.normal())
    }

    /// Gives the one form of this key: Shift folded into a character, Ctrl over lower case.
    #[must_use]
    pub fn normal(self) -> Self {
        match self.code {
            Code::Char(character) => {
                let character = fold(character);
                let character = if self.ctrl {
                    character.to_ascii_lowercase()
                } else if self.shift {
                    character.to_ascii_uppercase()
                } else {
                    character
                };
                Self {
                    code: Code::Char(character),
                    shift: false,
                    ..self
                }
            }
            _ => self,
        }
    }
}

/// A text that names no key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyTextError(pub String);

/// Reads the keys of one row, separated by spaces: `<C-g> 1`.
pub fn parse_keys(text: &str) -> Result<Vec<Key>, KeyTextError> {
    let keys: Vec<Key> = text
        .split_whitespace()
        .map(Key::parse)
        .collect::<Result<_, _>>()?;
    if keys.is_empty() {
        return Err(KeyTextError(text.to_owned()));
    }
    Ok(keys)
}

/// Writes keys as people read them: `Ctrl-G 1`.
pub fn show_keys(keys: &[Key]) -> String {
    let shown: Vec<String> = keys.iter().map(|key| key.shown()).collect();
    shown.join(" ")
}

impl Key {
    /// Writes the key as people read it: `Ctrl-G`, `F2`, `Shift-Tab`.
    pub fn shown(self) -> String {
        let mut out = String::new();
        for (on, name) in [
            (self.ctrl, "Ctrl-"),
            (self.alt, "Alt-"),
            (self.shift, "Shift-"),
        ] {
            if on {
                out.push_str(name);
            }
        }
        match self.code {
            Code::F(number) => {
                out.push('F');
                out.push_str(&number.to_string());
            }
            Code::Up => out.push('↑'),
            Code::Down => out.push('↓'),
            Code::Left => out.push('←'),
            Code::Right => out.push('→'),
            Code::PageUp => out.push_str("PgUp"),
            Code::PageDown => out.push_str("PgDn"),
            Code::Char('<') => out.push('<'),
            Code::Char('>') => out.push('>'),
            Code::Char(character) if character != ' ' => {
                if self.ctrl || self.alt {
                    out.extend(character.to_uppercase());
                } else {
                    out.push(character);
                }
            }
            code => out.push_str(name_of(code).unwrap_or_default()),
        }
        out
    }
}

/// Writes the key as key files do.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.code {
            Code::F(number) => format!("F{number}"),
            code => match (name_of(code), code) {
                (Some(name), _) => name.to_owned(),
                (None, Code::Char(character)) => {
                    if !self.ctrl && !self.alt {
                        return write!(f, "{character}");
                    }
                    character.to_string()
                }
                (None, _) => String::new(),
            },
        };
        f.write_str("<")?;
        for (on, mark) in [(self.ctrl, "C-"), (self.alt, "A-"), (self.shift, "S-")] {
            if on {
                f.write_str(mark)?;
            }
        }
        write!(f, "{name}>")
    }
}

fn name_of(code: Code) -> Option<&'static str> {
    NAMED
        .iter()
        .find(|(named, _)| *named == code)
        .map(|(_, name)| *name)
}

fn parse_code(text: &str) -> Option<Code> {
    if let Some((code, _)) = NAMED.iter().find(|(_, name)| *name == text) {
        return Some(*code);
    }
    if let Some(number) = text
        .strip_prefix('F')
        .and_then(|digits| digits.parse().ok())
        && (1..=24).contains(&number)
    {
        return Some(Code::F(number));
    }
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) => Some(Code::Char(only)),
        _ => None,
    }
}

/// Folds a full-width character or a Chinese mark to the key that was meant.
pub fn fold(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xff01 + 0x21).unwrap_or(character)
        }
        '\u{3000}' => ' ',
        '。' => '.',
        '、' => '/',
        '《' => '<',
        '》' => '>',
        '【' => '[',
        '】' => ']',
        '「' => '{',
        '」' => '}',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '￥' => '$',
        '·' => '`',
        '…' => '^',
        '—' => '_',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_and_written_in_one_form() {
        for (text, written, shown) in [
            ("<F2>", "<F2>", "F2"),
            ("<C-g>", "<C-g>", "Ctrl-G"),
            ("<C-G>", "<C-g>", "Ctrl-G"),
            ("<S-Tab>", "<S-Tab>", "Shift-Tab"),
            ("<Space>", "<Space>", "Space"),
            ("<S-a>", "A", "A"),
            ("x", "x", "x"),
            ("？", "?", "?"),
            ("１", "1", "1"),
            ("。", ".", "."),
            ("【", "[", "["),
            ("「", "{", "{"),
            ("」", "}", "}"),
            ("<", "<Lt>", "<"),
            ("<Gt>", "<Gt>", ">"),
            ("<A-C-x>", "<C-A-x>", "Ctrl-Alt-X"),
            ("<A-t>", "<A-t>", "Alt-T"),
            ("<PageDown>", "<PageDown>", "PgDn"),
        ] {
            let key = Key::parse(text).unwrap();
            assert_eq!(key.to_string(), written, "{text}");
            assert_eq!(key.shown(), shown, "{text}");
            assert_eq!(
                Key::parse(&key.to_string()).unwrap(),
                key,
                "{text} reads back"
            );
        }
    }

    #[test]
    fn what_is_no_key_is_said() {
        for text in ["", "<F0>", "<F99>", "<Nope>", "ab", "<C-", "<>"] {
            assert!(parse_keys(text).is_err(), "{text}");
        }
        assert_eq!(parse_keys("<C-g> 1").unwrap().len(), 2);
    }
}
