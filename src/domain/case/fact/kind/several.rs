//! The kinds of fields that hold several things: names, codes.

use std::marker::PhantomData;

use crate::domain::case::fact::ask::{AnswerKind, Reader};
use crate::domain::case::fact::kind::{Kept, Kind, Shown};
use crate::domain::codes::Listed;

/// Names with 、 between them.
pub struct Names;
/// Names with 、, spaces or line ends between them.
pub struct SpacedNames;
/// Any number of codes of a closed list, perhaps none, and then not shown.
pub struct Several<T>(PhantomData<T>);

macro_rules! names {
    ($($kind:ident: $between:expr;)+) => { $(
        impl Kept for $kind {
            type Value = Vec<String>;
            type Stored = Vec<String>;

            fn stored(value: &Vec<String>) -> Vec<String> {
                value.clone()
            }

            fn restored(stored: Vec<String>) -> Option<Vec<String>> {
                Some(stored)
            }
        }

        impl Kind for $kind {
            const ANSWER: AnswerKind = AnswerKind::Line;

            fn read(from: &mut Reader<'_>, field: &'static str) -> Option<Vec<String>> {
                let names = from.text(field)?;
                let names = names.split($between).map(|name| name.trim().to_owned());
                Some(names.filter(|name| !name.is_empty()).collect())
            }

            fn shown(value: &Vec<String>) -> Option<Shown> {
                Some(Shown::Text(value.join("、")))
            }
        }
    )+ };
}

names! {
    Names: ['、', '，', ',', ';', '；'];
    SpacedNames: ['、', '，', ',', ';', '；', ' ', '\n'];
}

impl<T: Listed> Kept for Several<T> {
    type Value = Vec<T>;
    type Stored = Vec<T>;

    fn stored(value: &Vec<T>) -> Vec<T> {
        value.clone()
    }

    fn restored(stored: Vec<T>) -> Option<Vec<T>> {
        Some(stored)
    }

    fn absent() -> Option<Vec<T>> {
        Some(Vec::new())
    }
}

impl<T: Listed> Kind for Several<T> {
    const ANSWER: AnswerKind = AnswerKind::Several {
        group: T::GROUP,
        codes: T::codes,
    };

    fn read(from: &mut Reader<'_>, field: &'static str) -> Option<Vec<T>> {
        from.several(field, &T::codes(), T::of_code)
    }

    fn shown(value: &Vec<T>) -> Option<Shown> {
        (!value.is_empty()).then(|| Shown::Codes {
            group: T::GROUP,
            codes: value.iter().map(|it| it.as_code()).collect(),
        })
    }
}
