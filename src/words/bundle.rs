//! Saying a word or a sentence in the chosen language.

use std::sync::{Arc, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::words::lang::Lang;

/// A value put into a sentence; made by `.into()` from text or a number.
pub type Arg<'a> = FluentValue<'a>;

type Bundle = FluentBundle<FluentResource>;

/// What each language's files come to, read once in a process, in the order of [`Lang::ALL`].
static READ: [OnceLock<Arc<Bundle>>; Lang::ALL.len()] =
    [const { OnceLock::new() }; Lang::ALL.len()];

/// The words of one language.
pub struct Words {
    lang: Lang,
    bundle: Arc<Bundle>,
}

impl Words {
    /// Gives the words of `lang`; its files are read once.
    pub fn new(lang: Lang) -> Self {
        let bundle = READ[lang as usize].get_or_init(|| Arc::new(read(lang)));
        Self {
            lang,
            bundle: Arc::clone(bundle),
        }
    }

    /// Gives the language.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// Tells whether there is a word under `key`.
    pub fn has(&self, key: &str) -> bool {
        self.bundle
            .get_message(key)
            .is_some_and(|message| message.value().is_some())
    }

    /// Gives the other words by which people look for what stands under `key`; none where it has none.
    pub fn also(&self, key: &str) -> Vec<String> {
        let message = self.bundle.get_message(key);
        let Some(attribute) = message.and_then(|message| message.get_attribute("also")) else {
            return Vec::new();
        };
        let mut faults = Vec::new();
        let words = self
            .bundle
            .format_pattern(attribute.value(), None, &mut faults);
        let parts = words.split(['、', ',']).map(str::trim);
        parts.map(str::to_owned).collect()
    }

    /// Says the words under `key`; the key itself where there are none.
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// Says the words under `key` with values in their places.
    pub fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value())
        else {
            return key.to_owned();
        };
        let mut values = FluentArgs::new();
        for (name, value) in args {
            values.set(*name, value.clone());
        }
        let mut faults = Vec::new();
        self.bundle
            .format_pattern(pattern, Some(&values), &mut faults)
            .into_owned()
    }

    /// Says a code of a closed list: `code("channel", "visit")` → 来访.
    pub fn code(&self, list: &str, code: &str) -> String {
        self.say(&format!("{list}-{code}"))
    }
}

/// Shows the language alone: the words are many.
impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({:?})", self.lang)
    }
}

/// Reads a language's files. A faulty entry is left out (a test keeps the files faultless).
fn read(lang: Lang) -> Bundle {
    let row = lang.row();
    let id: LanguageIdentifier = row.plurals.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    for subject in row.words {
        let resource = match FluentResource::try_new(subject.text.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_takes_its_values_without_marks_around_them() {
        let words = Words::new(Lang::En);
        let text = words.say_with(
            "desk-too-small",
            &[("width", 60.into()), ("height", 15.into())],
        );
        assert!(text.contains("60") && text.contains("15"), "{text}");
        assert!(text.is_ascii(), "{text:?}");
    }

    #[test]
    fn what_has_no_words_is_said_as_its_key() {
        assert_eq!(Words::new(Lang::Zh).say("no-such-word"), "no-such-word");
    }
}
