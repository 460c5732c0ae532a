//! The two languages and how one is chosen.

/// A language of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// 中文
    Zh,
    /// English
    En,
}

impl Lang {
    /// Both, Chinese first.
    pub const ALL: &'static [Self] = &[Self::Zh, Self::En];

    /// Reads `zh` or `en`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// Takes the language of the first locale value that is set and not empty, in the order of
    /// `LC_ALL`, `LC_MESSAGES`, `LANG`: `zh*` is Chinese, everything else English.
    pub fn of_locale<'a>(values: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        let first = values
            .into_iter()
            .flatten()
            .find(|value| !value.is_empty())
            .unwrap_or_default();
        if first.starts_with("zh") {
            Self::Zh
        } else {
            Self::En
        }
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
