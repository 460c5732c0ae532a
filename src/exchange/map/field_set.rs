//! The fields that a kind of sheet can give.

use std::fmt::Debug;

use crate::exchange::map::masked::MaskKind;
use crate::words::bundle::Words;
use crate::words::lang::Lang;

/// A closed list of fields, with the headings under which they are known without a map.
pub trait FieldSet: Copy + Eq + Debug + 'static {
    /// Every field, in the order in which an export shows them.
    const ALL: &'static [Self];

    /// Gives the name that stands in maps and JSON.
    fn code(self) -> &'static str;

    /// Gives the headings, folded by [`crate::exchange::headings::folded`], that are known for it
    /// beside its code.
    fn headings(self) -> &'static [&'static str];

    /// Gives the field without which a sheet of this kind says nothing.
    fn needed() -> Self;

    /// Tells whether a row says something by this field alone: the needed one does, and what stands in
    /// for it where no column gives that.
    fn suffices(self) -> bool {
        self == Self::needed()
    }

    /// Gives the key of its word on the desk.
    fn word(self) -> String {
        format!("field-{}", self.code())
    }

    /// Tells whether several columns of this field stand beside each other, as phones do.
    fn gathers(self) -> bool;

    /// Tells whether the field holds a date.
    fn is_date(self) -> bool {
        false
    }

    /// Tells whether the field says something of the person, so that a second person's columns have
    /// it too.
    fn is_of_a_person(self) -> bool {
        false
    }

    /// Gives how a masked value of the field looks.
    fn mask_kind(self) -> MaskKind {
        MaskKind::Words
    }

    /// Gives the field in which a second person, the other side, is kept.
    fn other_side() -> Option<Self> {
        None
    }

    /// Gives the field for the second of two columns that give the needed one: a title, then the
    /// whole text.
    fn overflow() -> Option<Self> {
        None
    }

    /// Gives what it is called: by the desk's word, else by its first heading in the town's own
    /// language, else by its code.
    fn name(self, words: &Words) -> String {
        let key = self.word();
        if words.has(&key) {
            return words.say(&key);
        }
        let heading = self
            .headings()
            .first()
            .filter(|_| words.lang() == Lang::TOWN);
        heading.map_or_else(|| self.code().replace('_', " "), |it| (*it).to_owned())
    }

    /// Reads a name.
    fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.code() == code)
    }
}

/// Declares a field set with codes and known headings, the more telling ones first.
macro_rules! field_set {
    ($(#[$about:meta])* $name:ident, needed $needed:ident $(then $overflow:ident)?
     $(called $word:literal, else $($stands_in:ident)or+)?,
     gathers [$($gathers:ident),*] $(, dates [$($date:ident),*])?
     $(, person [$($part:ident),*] else $other:ident)?
     $(, masked numbers [$($number:ident),*] names [$($called:ident),*]
       addresses [$($address:ident),*])? {
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

            $(
                fn word(self) -> String {
                    if self == Self::$needed {
                        $word.to_owned()
                    } else {
                        format!("field-{}", self.code())
                    }
                }

                fn suffices(self) -> bool {
                    self == Self::$needed || [$(Self::$stands_in),+].contains(&self)
                }
            )?

            fn gathers(self) -> bool {
                [$(Self::$gathers),*].contains(&self)
            }

            $(
                fn is_date(self) -> bool {
                    [$(Self::$date),*].contains(&self)
                }
            )?

            $(
                fn mask_kind(self) -> $crate::exchange::map::masked::MaskKind {
                    use $crate::exchange::map::masked::MaskKind;
                    let (numbers, names, addresses): (&[Self], &[Self], &[Self]) = (
                        &[$(Self::$number),*],
                        &[$(Self::$called),*],
                        &[$(Self::$address),*],
                    );
                    if numbers.contains(&self) {
                        MaskKind::Number
                    } else if names.contains(&self) {
                        MaskKind::Name
                    } else if addresses.contains(&self) {
                        MaskKind::Address
                    } else {
                        MaskKind::Words
                    }
                }
            )?

            $(
                fn is_of_a_person(self) -> bool {
                    [$(Self::$part),*].contains(&self)
                }

                fn other_side() -> Option<Self> {
                    Some(Self::$other)
                }
            )?

            $(
                fn overflow() -> Option<Self> {
                    Some(Self::$overflow)
                }
            )?
        }
    };
}
pub(in crate::exchange) use field_set;
