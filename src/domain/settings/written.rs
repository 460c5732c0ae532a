//! How a setting is written in the town's table.

use std::fmt::Debug;

use chrono::NaiveTime;
use serde::Deserialize;

use crate::domain::codes::Category;
use crate::domain::dispute::{DisputeType, named};
use crate::domain::law_field::LawField;
use crate::domain::prevention::finding::SignKind;
use crate::domain::settings::kind::SettingKind;
use crate::domain::settings::{GoalStart, Rhythm, ScreeningReading, Written};

fn wrong(form: &impl Debug) -> String {
    format!(" = {form:?}")
}

/// Declares the types that are written as they are.
macro_rules! plain {
    ($($kind:ty = $takes:expr,)+) => { $(
        impl Written for $kind {
            type Form = Self;

            const KIND: SettingKind = $takes;

            fn read(form: Self) -> Result<Self, String> {
                Ok(form)
            }
        }
    )+ };
}

plain! {
    bool = SettingKind::Flag,
    u16 = SettingKind::Number(u16::MAX),
    String = SettingKind::Text,
}

/// Declares the closed lists, written by their codes.
macro_rules! coded {
    ($($kind:ty,)+) => { $(
        impl Written for $kind {
            type Form = String;

            const KIND: SettingKind = SettingKind::Code(Self::CODES);

            fn read(form: String) -> Result<Self, String> {
                Self::parse(&form).ok_or_else(|| wrong(&form))
            }
        }
    )+ };
}

coded! {
    GoalStart,
    Rhythm,
    ScreeningReading,
}

/// Unset where the table leaves it out.
impl Written for Option<u16> {
    type Form = u16;

    const KIND: SettingKind = SettingKind::Number(u16::MAX);

    fn read(form: u16) -> Result<Self, String> {
        Ok(Some(form))
    }
}

/// An hour of the day, `17:30`.
impl Written for NaiveTime {
    type Form = String;

    const KIND: SettingKind = SettingKind::Hour;

    fn read(form: String) -> Result<Self, String> {
        Self::parse_from_str(form.trim(), "%H:%M").map_err(|_| wrong(&form))
    }
}

/// A field of law, as the table writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LawFieldForm {
    name: String,
    #[serde(default)]
    categories: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
}

impl Written for Vec<LawField> {
    type Form = Vec<LawFieldForm>;

    const KIND: SettingKind = SettingKind::Rows(&["name", "categories", "words"]);

    fn read(form: Vec<LawFieldForm>) -> Result<Self, String> {
        form.into_iter().map(law_field).collect()
    }
}

fn law_field(form: LawFieldForm) -> Result<LawField, String> {
    let name = form.name.trim();
    if name.is_empty() {
        return Err(format!(".name{}", wrong(&name)));
    }
    let category =
        |word: &String| Category::parse(word).ok_or_else(|| format!(".categories{}", wrong(word)));
    Ok(LawField {
        name: name.to_owned(),
        categories: form
            .categories
            .iter()
            .map(category)
            .collect::<Result<_, _>>()?,
        words: form.words,
    })
}

/// 纠纷类型, as the table writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DisputeTypeForm {
    name: String,
    #[serde(default)]
    signs: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
}

/// A name that stands twice would count one dispute in two rows.
impl Written for Vec<DisputeType> {
    type Form = Vec<DisputeTypeForm>;

    const KIND: SettingKind = SettingKind::Rows(&["name", "signs", "words"]);

    fn read(form: Vec<DisputeTypeForm>) -> Result<Self, String> {
        form.into_iter().try_fold(Self::new(), |mut list, form| {
            let name = form.name.trim();
            if name.is_empty() || named(&list, name).is_some() {
                return Err(format!(".name{}", wrong(&name)));
            }
            let sign = |word: &String| {
                SignKind::parse(word).ok_or_else(|| format!(".signs{}", wrong(word)))
            };
            list.push(DisputeType {
                name: name.to_owned(),
                signs: form.signs.iter().map(sign).collect::<Result<_, _>>()?,
                words: form.words,
            });
            Ok(list)
        })
    }
}
