//! The languages: a row each, with all in which they differ beside their words.
//!
//! A new language is a folder of words and templates (see [`crate::words::files`]) and a row of
//! `languages!`. No other code names one language: it asks the row, or says a word.

use crate::words::files::TextFile;

/// In what a language differs from the others.
#[derive(Debug)]
pub struct Language {
    /// Its code in arguments, settings and tables, and the name of its folder. Locales that begin
    /// with it choose the language.
    pub code: &'static str,
    /// Whose plural forms its words use: a BCP 47 identifier, `zh-CN`.
    pub plurals: &'static str,
    /// Whether its words are also found by 拼音首字母.
    pub pinyin: bool,
    /// By how many letters the first line of a paragraph on paper is set in.
    pub indent: u8,
    /// Whether headings on paper are made bold; 黑体 is dark by itself.
    pub bold_headings: bool,
    /// Whether an article is cited in words: on papers with the full name of its law too.
    pub cites_in_full: bool,
    /// How the file of a template of the town's own ends: `receipt.txt`, `receipt.en.txt`.
    pub template_ending: &'static str,
    /// Its words, a file a subject.
    pub words: &'static [TextFile],
    /// The built-in templates of its papers.
    pub papers: &'static [TextFile],
}

/// Declares the languages: name, code and the fields of [`Language`] that are no files.
macro_rules! languages {
    ($($(#[$doc:meta])* $name:ident $code:literal { $($field:ident: $value:expr,)+ })+) => {
        /// A language of the screen and of the papers.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Lang {
            $($(#[$doc])* $name,)+
        }

        impl Lang {
            /// Every language, the town's own first.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The codes of [`Self::ALL`], in the same order.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// Gives what is particular to the language.
            pub const fn row(self) -> &'static Language {
                match self {
                    $(Self::$name => {
                        const ROW: &Language = &Language {
                            code: $code,
                            words: word_files!($code),
                            papers: paper_files!($code),
                            $($field: $value,)+
                        };
                        ROW
                    })+
                }
            }
        }
    };
}

languages! {
    /// 中文
    Zh "zh" {
        plurals: "zh-CN",
        pinyin: true,
        indent: 2,
        bold_headings: false,
        cites_in_full: true,
        template_ending: ".txt",
    }
    /// English
    En "en" {
        plurals: "en",
        pinyin: false,
        indent: 0,
        bold_headings: true,
        cites_in_full: false,
        template_ending: ".en.txt",
    }
}

impl Lang {
    /// The town's own language, in which sheets go out to other offices.
    pub const TOWN: Self = Self::Zh;

    /// The language for locales that belong to none, and for a text that a language lacks.
    pub const FALLBACK: Self = Self::En;

    /// Reads a code, `zh`.
    pub fn parse(code: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|lang| lang.row().code == code)
    }

    /// Takes the language of the first locale value that is set and not empty, in the order of
    /// `LC_ALL`, `LC_MESSAGES`, `LANG`: the one with whose code it begins, else the fallback.
    pub fn of_locale<'a>(values: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        let first = values
            .into_iter()
            .flatten()
            .find(|value| !value.is_empty())
            .unwrap_or_default();
        let mut all = Self::ALL.iter().copied();
        all.find(|lang| first.starts_with(lang.row().code))
            .unwrap_or(Self::FALLBACK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_set_locale_value_decides() {
        for (values, expected) in [
            ([None, None, Some("zh_CN.UTF-8")], Lang::Zh),
            ([Some(""), None, Some("zh_CN.UTF-8")], Lang::Zh),
            ([Some("en_US.UTF-8"), None, Some("zh_CN.UTF-8")], Lang::En),
            ([None, Some("zh"), Some("C")], Lang::Zh),
            ([None, None, Some("C.UTF-8")], Lang::En),
            ([None, None, None], Lang::En),
        ] {
            assert_eq!(Lang::of_locale(values), expected, "{values:?}");
        }
    }
}
