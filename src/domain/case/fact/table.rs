//! The tables of facts. `facts!` declares one set of fields, `steps!` the steps of a noun, a row
//! each; types, questions, reading, showing and storing follow from the rows.
//!
//! A field is `name: Kind`, with a kind of `fact/kind.rs`, or `member = "name": Kind` where its name
//! as a member of the type is shorter. The name is that of the question, of the field in JSON and of
//! the field in the store. Fields are shown in the order of the row, and asked in it too, but the day
//! or moment of the fact itself (`on`, `at`) last; `shows [a, b]` and `asks [a, b]` name those that
//! come first, where the order differs. A store of the first format gives the fields of a fact
//! by their place: new fields are added at the end, with a kind that can be absent.

use crate::domain::case::fact::ask::{Ask, Reader};
use crate::domain::case::fact::kind::Shown;

/// What is written down as a set of fields.
pub trait Fact: Sized {
    /// What is asked, in order.
    const ASKS: &'static [Ask];

    /// Reads the answers; `None` where one does not read, with a refusal left in `from`.
    fn read(from: &mut Reader<'_>) -> Option<Self>;
    /// Gives the fields, in the order in which they are shown.
    fn fields(&self) -> Vec<(&'static str, Shown)>;
}

impl<F: Fact> Fact for Box<F> {
    const ASKS: &'static [Ask] = F::ASKS;

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        F::read(from).map(Self::new)
    }

    fn fields(&self) -> Vec<(&'static str, Shown)> {
        (**self).fields()
    }
}

/// Puts questions in the order in which they are asked: those of `first`, then the others, then the
/// day or moment of the fact itself.
pub(in crate::domain::case) const fn in_asked_order<const N: usize>(
    asks: [Ask; N],
    first: &[&str],
) -> [Ask; N] {
    let mut ordered = asks;
    let mut filled = 0;
    let mut round = 0;
    // Round by round: each name of `first`, then the rest, then `on` and `at`.
    while round < first.len() + 2 {
        let mut at = 0;
        while at < N {
            let field = asks[at].field;
            let named = is_among(field, first);
            let last = is_among(field, &["on", "at"]);
            let now = if round < first.len() {
                is_same(field, first[round])
            } else if round == first.len() {
                !named && !last
            } else {
                !named && last
            };
            if now {
                ordered[filled] = asks[at];
                filled += 1;
            }
            at += 1;
        }
        round += 1;
    }
    ordered
}

/// Puts fields in the order in which they are shown: those of `first`, then the others.
pub(in crate::domain::case) fn in_shown_order(
    mut fields: Vec<(&'static str, Shown)>,
    first: &[&str],
) -> Vec<(&'static str, Shown)> {
    fields.sort_by_key(|(name, _)| {
        first
            .iter()
            .position(|it| it == name)
            .unwrap_or(first.len())
    });
    fields
}

const fn is_among(name: &str, names: &[&str]) -> bool {
    let mut at = 0;
    while at < names.len() {
        if is_same(name, names[at]) {
            return true;
        }
        at += 1;
    }
    false
}

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Gives the questions of a row, in the order in which they are asked.
macro_rules! asks_of {
    ([$($field:ident $(= $name:literal)?: $kind:ty,)+] [$($first:ident,)*]) => {
        &$crate::domain::case::fact::table::in_asked_order(
            [$($crate::domain::case::fact::ask::Ask {
                field: name_of!($field $(, $name)?),
                answer: <$kind as $crate::domain::case::fact::kind::Kind>::ANSWER,
            },)+],
            &[$(stringify!($first),)*],
        )
    };
}

/// Gives the name of a field.
macro_rules! name_of {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident, $name:literal) => {
        $name
    };
}

/// Gives the fields of a row that show something.
macro_rules! shown_of {
    ([$($field:ident $(= $name:literal)?: $kind:ty,)+] [$($first:ident,)*]) => {{
        let mut fields: Vec<(&'static str, $crate::domain::case::fact::kind::Shown)> = Vec::new();
        $(fields.extend(
            <$kind as $crate::domain::case::fact::kind::Kind>::shown($field)
                .map(|shown| (name_of!($field $(, $name)?), shown)),
        );)+
        $crate::domain::case::fact::table::in_shown_order(fields, &[$(stringify!($first),)*])
    }};
}

/// Wraps the fields of a row so that they are stored by name.
macro_rules! stored_of {
    ($($field:ident $(= $name:literal)?: $kind:ty,)+) => {{
        struct Row<'a> { $($field: &'a <$kind as $crate::domain::case::fact::kind::Kept>::Value,)+ }
        impl ::serde::Serialize for Row<'_> {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use ::serde::ser::SerializeMap;
                let names = [$(stringify!($field),)+];
                let mut map = serializer.serialize_map(Some(names.len()))?;
                $(
                    let value = <$kind as $crate::domain::case::fact::kind::Kept>::stored(self.$field);
                    map.serialize_entry(name_of!($field $(, $name)?), &value)?;
                )+
                map.end()
            }
        }
        Row { $($field,)+ }
    }};
}

/// Declares the type into which the stored fields of a row are read, `Row`, and its reading.
macro_rules! restored_row {
    ($($field:ident $(= $name:literal)?: $kind:ty,)+) => {
        #[derive(::serde::Deserialize)]
        struct Row {
            $(
                #[serde(default $(, rename = $name)?)]
                $field: $crate::domain::case::fact::kind::Restored<$kind>,
            )+
        }
    };
}

/// Declares the type of a fact and how it is stored; the kinds of its fields need only be `Kept`.
macro_rules! kept_facts {
    ($($(#[$about:meta])* $name:ident {
        $($(#[$doc:meta])* $field:ident $(= $name_of:literal)?: $kind:ty,)+
    })+) => { $(
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $($(#[$doc])* pub $field: <$kind as $crate::domain::case::fact::kind::Kept>::Value,)+
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let Self { $($field,)+ } = self;
                stored_of!($($field $(= $name_of)?: $kind,)+).serialize(serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                restored_row!($($field $(= $name_of)?: $kind,)+);
                let row = Row::deserialize(deserializer)?;
                Ok(Self { $($field: row.$field.value(name_of!($field $(, $name_of)?))?,)+ })
            }
        }
    )+ };
}

/// Declares facts, each with its type, its questions and how it is read, shown and stored.
macro_rules! facts {
    ($($(#[$about:meta])* $name:ident {
        $($(#[$doc:meta])* $field:ident $(= $name_of:literal)?: $kind:ty,)+
    } $(asks [$($first:ident),+])? $(shows [$($shown:ident),+])?,)+) => { $(
        kept_facts! {
            $(#[$about])*
            $name { $($(#[$doc])* $field $(= $name_of)?: $kind,)+ }
        }

        impl $crate::domain::case::fact::table::Fact for $name {
            const ASKS: &'static [$crate::domain::case::fact::ask::Ask] =
                asks_of!([$($field $(= $name_of)?: $kind,)+] [$($($first,)+)?]);

            fn read(from: &mut $crate::domain::case::fact::ask::Reader<'_>) -> Option<Self> {
                $(let $field = <$kind as $crate::domain::case::fact::kind::Kind>::read(
                    from,
                    name_of!($field $(, $name_of)?),
                );)+
                Some(Self { $($field: $field?,)+ })
            }

            fn fields(&self) -> Vec<(&'static str, $crate::domain::case::fact::kind::Shown)> {
                let Self { $($field,)+ } = self;
                shown_of!([$($field $(= $name_of)?: $kind,)+] [$($($shown,)+)?])
            }
        }
    )+ };
}

/// Names a binding beside the type that it is of.
macro_rules! inner_of {
    ($binding:ident, $inner:ty) => {
        $binding
    };
}

/// Declares the steps of a noun, a row each: `Forward = "forward" { on: Day, to: Line }`, or
/// `Hear(Hearing) = "hear"` for one whose fields are a fact with a name of its own. Gives the enum of
/// steps and that of their kinds. A step is stored as a map from its code to its fields by name.
macro_rules! steps {
    ($(#[$about:meta])* $step:ident: $steps_kind:ident {
        $($(#[$doc:meta])* $variant:ident $(($inner:ty))? = $code:literal $({
            $($(#[$field_doc:meta])* $field:ident $(= $name:literal)?: $kind:ty,)+
        } $(asks [$($first:ident),+])? $(shows [$($shown:ident),+])?)?,)+
    }) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $step {
            $($(#[$doc])* $variant $(($inner))? $({
                $($(#[$field_doc])* $field: <$kind as $crate::domain::case::fact::kind::Kept>::Value,)+
            })?,)+
        }

        codes! {
            #[doc = concat!("The kinds of [`", stringify!($step), "`].")]
            $steps_kind { $($(#[$doc])* $variant = $code,)+ }
        }

        impl $steps_kind {
            /// Gives what the step asks, in order.
            pub const fn asks(self) -> &'static [$crate::domain::case::fact::ask::Ask] {
                match self {
                    $(Self::$variant => {
                        $(<$inner as $crate::domain::case::fact::table::Fact>::ASKS)?
                        $(const { asks_of!([$($field $(= $name)?: $kind,)+] [$($($first,)+)?]) })?
                    })+
                }
            }

            /// Reads the kind that is stored with a step; one of the first format gives the name of the
            /// variant.
            fn of_stored(code: &str) -> Option<Self> {
                let named = || match code {
                    $(stringify!($variant) => Some(Self::$variant),)+
                    _ => None,
                };
                Self::parse(code).or_else(named)
            }

            /// Reads the stored fields of a step of this kind.
            pub(in crate::domain::case) fn restored<'de, A: ::serde::de::VariantAccess<'de>>(
                self,
                content: A,
            ) -> Result<$step, A::Error> {
                match self {
                    $(Self::$variant => {
                        $(content.newtype_variant::<$inner>().map($step::$variant))?
                        $({
                            restored_row!($($field $(= $name)?: $kind,)+);
                            let row: Row = content.newtype_variant()?;
                            Ok($step::$variant {
                                $($field: row.$field.value(name_of!($field $(, $name)?))?,)+
                            })
                        })?
                    })+
                }
            }

            /// Reads the answers; `None` where one does not read, with a refusal left in `from`.
            pub(in crate::domain::case) fn read(
                self,
                from: &mut $crate::domain::case::fact::ask::Reader<'_>,
            ) -> Option<$step> {
                match self {
                    $(Self::$variant => {
                        $(<$inner as $crate::domain::case::fact::table::Fact>::read(from)
                            .map($step::$variant))?
                        $({
                            $(let $field = <$kind as $crate::domain::case::fact::kind::Kind>::read(
                                from,
                                name_of!($field $(, $name)?),
                            );)+
                            Some($step::$variant { $($field: $field?,)+ })
                        })?
                    })+
                }
            }
        }

        impl $step {
            /// Gives the kind of the step.
            pub const fn kind(&self) -> $steps_kind {
                match self {
                    $(Self::$variant { .. } => $steps_kind::$variant,)+
                }
            }

            /// Gives the fields, in the order in which they are shown.
            pub fn fields(&self) -> Vec<(&'static str, $crate::domain::case::fact::kind::Shown)> {
                match self {
                    $(Self::$variant { $(0: inner_of!(inner, $inner),)? $($($field,)+)? } => {
                        $(<$inner as $crate::domain::case::fact::table::Fact>::fields(inner))?
                        $(shown_of!([$($field $(= $name)?: $kind,)+] [$($($shown,)+)?]))?
                    })+
                }
            }
        }

        impl ::serde::Serialize for $step {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let (name, index) = (stringify!($step), self.kind() as u32);
                match self {
                    $(Self::$variant { $(0: inner_of!(inner, $inner),)? $($($field,)+)? } => {
                        $(let inner: &$inner = inner;)?
                        $(let inner = &stored_of!($($field $(= $name)?: $kind,)+);)?
                        serializer.serialize_newtype_variant(name, index, $code, inner)
                    })+
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $step {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                const CODES: &[&str] = &[$($code,)+];
                struct Steps;
                impl<'de> ::serde::de::Visitor<'de> for Steps {
                    type Value = $step;

                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str(concat!("one of ", stringify!($step)))
                    }

                    fn visit_enum<A: ::serde::de::EnumAccess<'de>>(
                        self,
                        data: A,
                    ) -> Result<$step, A::Error> {
                        let (code, content): (String, _) = data.variant()?;
                        match $steps_kind::of_stored(&code) {
                            Some(kind) => kind.restored(content),
                            None => Err(::serde::de::Error::unknown_variant(&code, CODES)),
                        }
                    }
                }
                deserializer.deserialize_enum(stringify!($step), CODES, Steps)
            }
        }
    };
}
