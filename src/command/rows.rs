//! What a scope and its commands are made of, each from one row.

/// Gives a right, or none.
macro_rules! right {
    () => {
        None
    };
    ($right:ident) => {
        Some(crate::domain::right::Right::$right)
    };
}

/// Declares the scopes with their commands, so that names and lists come from one row each.
macro_rules! commands {
    ($(
        $(#[$about:meta])* $scope:ident $head:literal {
            $($(#[$doc:meta])* $variant:ident = $name:literal $(by $right:ident)?,)*
        }
    )+) => {
        /// A place on the screen with keys of its own; what it does not bind falls through to
        /// [`Scope::Global`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Scope { $($(#[$about])* $scope,)+ }

        impl Scope {
            /// Every scope, in the order in which help shows them.
            pub const ALL: &'static [Self] = &[$(Self::$scope,)+];

            /// Gives the name that heads the scope's rows in a key file.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$scope => $head,)+ }
            }

            /// Reads a name; `None` for anything else.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|scope| scope.name() == name)
            }
        }

        /// Something that can be asked of the desk.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Command { $($($(#[$doc])* $variant,)*)+ }

        impl Command {
            /// Every command, in the order in which help shows them.
            pub const ALL: &'static [Self] = &[$($(Self::$variant,)*)+];

            /// Gives the name that key files use, such as `queue.filter`.
            pub const fn name(self) -> &'static str {
                match self { $($(Self::$variant => $name,)*)+ }
            }

            /// Gives the place where the command is valid.
            pub const fn scope(self) -> Scope {
                match self { $($(Self::$variant => Scope::$scope,)*)+ }
            }

            /// Gives the right that the command needs beyond reading; `None` where whoever sits here has it.
            pub const fn right(self) -> Option<crate::domain::right::Right> {
                match self { $($(Self::$variant => right!($($right)?),)*)+ }
            }

            /// Reads a name; `None` for anything else.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($($name => Some(Self::$variant),)*)+ _ => None }
            }
        }
    };
}
