//! The lines of a pane's forms, each from one row: its name, the key of its label and what it takes.

/// Declares the lines of a pane's forms.
///
/// A row is `Day = "ask-day": Number,`: the line, the key of its label, and what it takes, which is
/// a kind of text field or `Code("list", codes)`. Refusals know the line by its label without
/// `ask-`, or by the name behind `as`.
macro_rules! asks {
    ($(
        $(#[$doc:meta])*
        $ask:ident = $word:literal $(as $field:literal)?: $kind:ident $(($list:literal, $codes:expr))?,
    )+) => {
        /// The lines of the forms.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Ask { $($(#[$doc])* $ask,)+ }

        impl $crate::app::form_task::Asked for Ask {
            const ALL: &'static [Self] = &[$(Self::$ask,)+];

            fn word(self) -> &'static str {
                match self { $(Self::$ask => $word,)+ }
            }

            fn field(self) -> &'static str {
                match self { $(Self::$ask => asks!(@field $word $(, $field)?),)+ }
            }

            fn line(self) -> $crate::app::form::line::Line<Self> {
                use $crate::app::form::line::Line;
                match self { $(
                    Self::$ask => asks!(@line $kind, self, $word $(, $list, $codes)?),
                )+ }
            }
        }
    };
    (@field $word:literal) => { $crate::app::form_task::bare($word) };
    (@field $word:literal, $field:literal) => { $field };
    (@line Code, $ask:expr, $word:literal, $list:literal, $codes:expr) => {
        Line::code($ask, $word, $list, $codes)
    };
    (@line $kind:ident, $ask:expr, $word:literal) => {
        Line::text($ask, $word, $crate::app::field::FieldKind::$kind)
    };
}
