//! The panes of the desk, made of their rows in `app/mod.rs`.

use crate::command::table::{Command, Scope};

/// Makes the panes of their rows.
macro_rules! panes {
    ($(
        $(#[$doc:meta])*
        $pane:ident under $tab:ident: $module:ident $(/ $file:ident)? as $drawn:ident,
        opened by $opener:ident;
    )+) => {
        /// A pane.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Pane { $($(#[$doc])* $pane,)+ }

        impl Pane {
            /// Every pane.
            pub const ALL: &'static [Self] = &[$(Self::$pane,)+];

            /// Gives the scope of its keys.
            pub const fn scope(self) -> Scope {
                match self { $(Self::$pane => Scope::$pane,)+ }
            }

            /// Gives the command that opens the pane.
            pub const fn opener(self) -> Command {
                match self { $(Self::$pane => Command::$opener,)+ }
            }

            /// Gives the key of its title.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$pane => concat!("pane-", stringify!($module)),)+ }
            }

            /// Gives the pane under whose tab this one stands.
            #[must_use]
            pub const fn tab(self) -> Self {
                match self { $(Self::$pane => Self::$tab,)+ }
            }
        }
    };
}

each_pane!(panes);

impl Pane {
    /// Gives the panes with a tab, in the order of the tab bar.
    pub fn tabs() -> impl Iterator<Item = Self> {
        let panes = Self::ALL.iter().copied();
        panes.filter(|pane| pane.tab() == *pane)
    }

    /// Gives the ledger that the key of the ledgers opens while this pane is in front: the next one
    /// under their tab (台账).
    #[must_use]
    pub fn next_ledger(self) -> Self {
        let ledgers = || {
            let panes = Self::ALL.iter().copied();
            panes.filter(|pane| pane.tab() == Self::Duty)
        };
        let after = ledgers().skip_while(|pane| *pane != self).nth(1);
        after.unwrap_or(Self::Duty)
    }

    /// Gives the pane whose keys a scope holds.
    pub fn of_scope(scope: Scope) -> Option<Self> {
        Self::ALL.iter().copied().find(|pane| pane.scope() == scope)
    }

    /// Gives the pane that a command brings to the front as it stands; the one of an intake does
    /// more than that.
    pub fn opened_by(command: Command) -> Option<Self> {
        let panes = Self::ALL.iter().copied();
        panes
            .filter(|pane| *pane != Self::Intake)
            .find(|pane| pane.opener() == command)
    }
}
