//! The made-up town's prose and rows, which are files: how they are read.

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error, Unexpected};

use crate::domain::codes::{Category, Class, Exit, Track, Urgency};
use crate::domain::education::staff::LawLevel;
use crate::domain::meeting::kind::MeetingKind;
use crate::domain::prevention::finding::SignKind;
use crate::domain::whistle::fact::{Rating, WhistleKind};
use crate::exchange::fault::message;

/// Declares the table `TABLE` of a file, read when it is first needed, with a test that every row
/// reads. The file is compiled in, so a row that does not read is found by that test and not in use.
macro_rules! table {
    ($file:literal, $table:ty) => {
        const FILE: &str = include_str!(concat!("data/", $file));
        static TABLE: std::sync::LazyLock<$table> = std::sync::LazyLock::new(|| {
            crate::exchange::town::data::read(FILE).unwrap_or_default()
        });

        #[cfg(test)]
        mod table {
            use super::*;

            #[test]
            fn every_row_reads() {
                let read = crate::exchange::town::data::read::<$table>(FILE);
                assert_eq!(read.err(), None, $file);
            }
        }
    };
}

/// Reads a file.
///
/// # Errors
/// Names the line with the value that does not read.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|error| message(text, &error))
}

/// Declares how a code of a closed list is read.
macro_rules! codes {
    ($($name:ident: $list:ty,)+) => {
        $(pub(super) fn $name<'de, D: Deserializer<'de>>(from: D) -> Result<$list, D::Error> {
            let code = String::deserialize(from)?;
            let unknown = || D::Error::invalid_value(Unexpected::Str(&code), &stringify!($list));
            <$list>::parse(&code).ok_or_else(unknown)
        })+
    };
}

codes! {
    category: Category,
    class: Class,
    exit: Exit,
    law_level: LawLevel,
    meeting_kind: MeetingKind,
    rating: Rating,
    sign_kind: SignKind,
    track: Track,
    urgency: Urgency,
    whistle_kind: WhistleKind,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Row {
        #[serde(deserialize_with = "class")]
        class: Class,
    }

    #[test]
    fn a_row_that_does_not_read_is_named_with_its_line_and_value() {
        let row: Row = read("\nclass = \"claim\"").unwrap();
        assert_eq!(row.class, Class::Claim);
        for (text, line, value) in [
            ("\nclass = \"clam\"", "2: ", "clam"),
            ("# 1\n# 2\nclass = 3", "3: ", "3"),
            ("", "1: ", "class"),
        ] {
            let why = read::<Row>(text).unwrap_err();
            assert!(why.starts_with(line) && why.contains(value), "{why}");
        }
    }
}
