//! The fields that a kind of sheet can give.

use std::fmt::Debug;

/// A closed list of fields, with the headings under which they are known without a map.
pub trait FieldSet: Copy + Eq + Debug + 'static {
    /// Every field, in the order in which an export shows them.
    const ALL: &'static [Self];

    /// Gives the name that stands in maps and JSON.
    fn code(self) -> &'static str;

    /// Gives the headings, folded by [`crate::exchange::table::folded`], that are known for it
    /// beside its code.
    fn headings(self) -> &'static [&'static str];

    /// Gives the field without which a sheet of this kind says nothing.
    fn needed() -> Self;

    /// Tells whether several columns of this field stand beside each other, as phones do.
    fn gathers(self) -> bool;

    /// Reads a name.
    fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.code() == code)
    }
}

/// Declares a field set with codes and known headings.
macro_rules! field_set {
    ($(#[$about:meta])* $name:ident, needed $needed:ident, gathers [$($gathers:ident),*] {
        $($(#[$doc:meta])* $variant:ident = $code:literal [$($heading:literal),*],)+
    }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $crate::exchange::map::field_set::FieldSet for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];

            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            fn headings(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($heading),*],)+ }
            }

            fn needed() -> Self {
                Self::$needed
            }

            fn gathers(self) -> bool {
                [$(Self::$gathers),*].contains(&self)
            }
        }
    };
}
pub(in crate::exchange) use field_set;
