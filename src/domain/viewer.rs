//! Who asks: every read takes a viewer, so that what he may not see is held back below the screen.

/// A member of staff who reads or acts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Viewer {
    /// The name under which he works (`--as`, `MULIN_OPERATOR`, else the system's user).
    pub name: String,
}

impl Viewer {
    /// Makes a viewer of a name.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }

    /// Makes the viewer of a desk at which nobody has signed in yet.
    pub const fn nobody() -> Self {
        Self {
            name: String::new(),
        }
    }

    /// Tells whether nobody has signed in.
    pub fn is_nobody(&self) -> bool {
        self.name.is_empty()
    }
}
